"""Which websites' scripts may call the chat: those that some city allows.

A preflight names no city, so any city's website passes here; the endpoints then hold a conversation to its own city's
list (`api.access`).
"""

from corsheaders.signals import check_request_enabled

from services_directory.models import City


def allow_cities_websites(sender, request, **kwargs) -> bool:
    """Whether the origin of a call to the chat, the enquiries or the widget's files stands in some city's list."""
    from .api.access import allowed_origins

    if not request.path.startswith(("/chat/", "/enquiries", "/widget/", "/static/widget/", "/health/")):
        return False
    origin = request.headers.get("Origin", "")
    return any(origin in allowed_origins(city) for city in City.objects.all())


check_request_enabled.connect(allow_cities_websites)
