"""Who may open a conversation: whoever has its token, from a website its city allows."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

from conversations.models import Conversation
from services_directory.models import City
from website.errors import ApiError


async def opened(request, conversation_id) -> Conversation:
    """The conversation, or ApiError 404 (unknown or deleted) or 401 (without its own token)."""
    try:
        conversation = await Conversation.objects.aget(pk=conversation_id)
    except (Conversation.DoesNotExist, ValidationError):
        raise ApiError("unknown_conversation", 404) from None
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not conversation.opens_with(token.strip()):
        raise ApiError("unauthorized", 401, headers={"WWW-Authenticate": "Bearer"})
    await check_origin(request, await City.objects.filter(pk=conversation.city).afirst())
    return conversation


async def check_origin(request, city: City | None) -> None:
    """ApiError 403 where a browser speaks for a website that the city does not allow."""
    origin = request.headers.get("Origin")
    if not origin or origin == f"{request.scheme}://{request.get_host()}":
        return
    if city is None or origin not in allowed_origins(city):
        raise ApiError("origin", 403)


def allowed_origins(city: City) -> set[str]:
    """The origins (scheme://host[:port]) of the websites that may show a city's chat."""
    return {normal for entry in city.allowed_origins or [] if (normal := _origin(entry))}


def _origin(entry: str) -> str | None:
    parts = urlsplit(entry.strip())
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else None
