"""The languages of the pages for officers and staff: English and the host languages of the shipped cities."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_supported_language_variant

from accounts.models import Preference
from accounts.models.preference import language_of as kept_for
from locales.languages import get


def choices() -> list[tuple[str, str]]:
    """(code, name in that language itself)."""
    return [(code, get(code).name) for code, _ in settings.LANGUAGES]


def language_of(request) -> str:
    """The account's choice, else the browser's, else English."""
    return chosen(request.user) or translation.get_language_from_request(request)


def chosen(user) -> str:
    """What an account chose; empty where nothing."""
    if not user.is_authenticated:
        return ""
    found = kept_for(user)
    try:
        return get_supported_language_variant(found) if found else ""
    except LookupError:
        return ""


def choose(user, code: str) -> bool:
    """Keeps the choice of an account; False where there is no such language."""
    if code not in dict(settings.LANGUAGES):
        return False
    Preference.objects.update_or_create(user=user, defaults={"language": code})
    return True
