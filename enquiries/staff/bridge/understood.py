"""What the guide understood of a message, in the language of the page."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from conversations.models import Turn
from enquiries.staff.words import language_name, page_language
from locales.labels import LABELS, intent_label
from services_directory import reading

NOT_UNDERSTOOD = {"nlu_fallback", "out_of_scope"}
"""Intents that say that the guide could not tell what was meant, or that it is none of its subjects."""
_NAMES = {
    "nlu_fallback": gettext_lazy("not understood"),
    "out_of_scope": gettext_lazy("something else than the guide's subjects"),
    "inform": gettext_lazy("an answer to the guide's question"),
}
_KINDS = {
    "topic": gettext_lazy("topic"),
    "language": gettext_lazy("language"),
    "district": gettext_lazy("district"),
    "cost": gettext_lazy("cost"),
    "format": gettext_lazy("format"),
    "audience": gettext_lazy("audience"),
    "phase": gettext_lazy("phase"),
    "detail": gettext_lazy("detail"),
    "business": gettext_lazy("kind of business"),
    "status": gettext_lazy("residence status"),
    "position": gettext_lazy("which one of those shown"),
    "service": gettext_lazy("service"),
}


@dataclass(frozen=True)
class Understood:
    """`intent` in words; `sure` from 0 to 100; `named` is [(kind, value in words)]."""

    intent: str
    sure: int
    language: str
    named: list[tuple[str, str]]
    failed: bool


def intent_name(intent: str) -> str:
    """The intent in the language of the page; its code where it has no label."""
    if intent in _NAMES:
        return str(_NAMES[intent])
    return intent_label(intent, page_language()) if intent in LABELS else intent


def understood_of(turn: Turn | None, terms: dict[str, dict[str, str]]) -> Understood | None:
    """None where nothing was tried: staff had the conversation, or a form was filled in."""
    found = turn and turn.understood
    if not found or not found.get("intent"):
        return None
    named = [
        (str(_KINDS[each["entity"]]), _value(each["entity"], str(each["value"]), terms))
        for each in found.get("entities") or ()
        if each.get("entity") in _KINDS
    ]
    return Understood(
        intent=intent_name(found["intent"]),
        sure=round(100 * (found.get("confidence") or 0)),
        language=language_name(found.get("language") or ""),
        named=list(dict.fromkeys(named)),
        failed=found["intent"] in NOT_UNDERSTOOD,
    )


def terms_of(city: str) -> dict[str, dict[str, str]]:
    """Kind → code → name, of the taxonomy and the city's districts."""
    language = page_language()
    found = {kind: {row["code"]: row["name"] for row in rows} for kind, rows in reading.terms(language).items()}
    return found | {"district": {row["code"]: row["name"] for row in reading.districts(city, language)}}


def _value(kind: str, code: str, terms: dict[str, dict[str, str]]) -> str:
    if kind == "language":
        return language_name(code)
    return terms.get(kind, {}).get(code, code)
