"""What was asked and not answered, counted without a click from anybody: by day, language, intent and reason, no text.

`count_new` looks at the conversations that are there (`kiosk serve` runs it every hour). A turn is counted once for each
reason; a conversation that was erased before is not counted.
"""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from conversations.models import Message, Turn
from enquiries.calendar import zone_of
from enquiries.models import CountedTurn, Unanswered
from locales.labels import LABELS
from services_directory.models import City, District, TaxonomyTerm

Reason = Unanswered.Reason
NOTHING_FOUND = "utter_search_nothing"
RESPONSES = {
    "utter_not_understood": Reason.NOT_UNDERSTOOD,
    "utter_offer_person": Reason.NOT_UNDERSTOOD,
    "utter_topics": Reason.NOT_UNDERSTOOD,
    "utter_ask_back": Reason.ASKED_BACK,
    "utter_no_answer": Reason.NO_ANSWER,
    NOTHING_FOUND: Reason.NOTHING_FOUND,
}
INTENTS = {"out_of_scope": Reason.OUT_OF_SCOPE, "request_human": Reason.PERSON}
SEARCHED = "searched"
"""Name of the value that a message about an empty search carries: a list of `kind:code`."""
_BATCH = 500


def count_new() -> int:
    """Count what has not been counted yet; returns how many."""
    cities = {city.pk: city for city in City.objects.all()}
    counted = 0
    for turn, reason, facets in _found():
        city = cities.get(turn.conversation.city)
        if city is not None:
            language, intent = _said(turn)
            counted += count_once(turn, reason, city, language, intent, _known(facets, city))
    return counted


@transaction.atomic
def count_once(turn: Turn, reason: str, city: City, language: str, intent: str = "", facets: str = "") -> bool:
    """Count a turn for a reason, on the day of the counting: a day that is over changes no more.

    False where it was counted already.
    """
    _, made = CountedTurn.objects.get_or_create(turn=turn, reason=reason)
    if not made:
        return False
    row, _ = Unanswered.objects.get_or_create(
        day=timezone.now().astimezone(zone_of(city)).date(), city=city, language=language, reason=reason, facets=facets,
        intent=intent if intent in LABELS else "",
    )  # fmt: skip
    Unanswered.objects.filter(pk=row.pk).update(n=F("n") + 1)
    return True


def _found() -> Iterator[tuple[Turn, str, list[str]]]:
    """(turn, reason, facets) of what is not counted."""
    answered = Turn.objects.filter(answered=True).select_related("conversation")
    guide = Message.objects.filter(turn=OuterRef("pk"), sender=Message.Sender.GUIDE)
    for response, reason in RESPONSES.items():
        said = guide.filter(response=response)
        for turn in _uncounted(answered.filter(Exists(said)), reason):
            yield turn, reason, _searched(turn) if response == NOTHING_FOUND else []
    for intent, reason in INTENTS.items():
        for turn in _uncounted(answered.filter(understood__intent=intent), reason):
            yield turn, reason, []
    for turn in _uncounted(answered.filter(Exists(guide.filter(helped=False))), Reason.NOT_HELPED):
        yield turn, Reason.NOT_HELPED, []


def _uncounted(turns, reason: str) -> Iterator[Turn]:
    done = CountedTurn.objects.filter(turn=OuterRef("pk"), reason=reason)
    # A list of keys first: what is counted meanwhile does not move what is still to come.
    keys = list(turns.exclude(Exists(done)).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), _BATCH):
        yield from turns.filter(pk__in=keys[start : start + _BATCH])


def _said(turn: Turn) -> tuple[str, str]:
    """The language of a turn, and its intent: what it was taken for, else the likeliest of those offered."""
    understood = turn.understood or {}
    intent = understood.get("intent") or ""
    if intent not in LABELS:
        for buttons in turn.messages.filter(response="utter_ask_back").values_list("buttons", flat=True):
            offered = (button.get("payload", "").lstrip("/").partition("{")[0] for button in buttons)
            intent = next((name for name in offered if name in LABELS), "")
    return understood.get("language") or turn.conversation.language or "", intent


def _searched(turn: Turn) -> list[str]:
    message = turn.messages.filter(response=NOTHING_FOUND).first()
    items = (message.values.get(SEARCHED) or {}).get("items") or []
    return [item for item in items if isinstance(item, str)]


def _known(facets: list[str], city: City) -> str:
    """`topic:loans language:ar` in a settled order; anything else than known codes is dropped.

    Never what somebody typed: an unknown word may be a name.
    """
    kept = []
    for facet in sorted(set(facets)):
        kind, _, code = facet.partition(":")
        if kind == "district":
            fits = District.objects.filter(city=city, code=code).exists()
        elif kind == "language":
            fits = code.isalpha() and len(code) <= 3
        else:
            fits = TaxonomyTerm.objects.filter(kind=kind, code=code).exists()
        if fits:
            kept.append(facet)
    return " ".join(kept)[:300]
