"""Finding services: by what was said, by refining it, and page by page."""

from typing import Any

from rasa_sdk.events import FollowupAction

from . import phrases
from .answers import FINDER_PAYLOAD, next_questions, tell_more
from .base import KioskAction
from .compose import card_sources
from .turn import ANY, Turn, in_list, number

PER_PAGE = 3
BARE_WANT = 3  # up to so many words without a filter ('find a service') open the form instead of being searched for
REFINEMENT = 6  # up to so many words without a topic ('in Arabic?', 'only free ones') narrow the search before

# Entity → filter of the API
FILTERS = {
    "topic": "topic",
    "language": "spoken",
    "cost": "cost",
    "format": "format",
    "audience": "audience",
    "district": "district",
    "phase": "phase",
}
# Filter → kind of the directory's terms
KINDS = {**{name: entity for entity, name in FILTERS.items()}, "spoken": "language"}


def said_filters(turn: Turn) -> dict[str, list[str]]:
    """The filters of the message's entities; 'any' is none."""
    filters = {}
    for entity, name in FILTERS.items():
        values = [value for value in turn.entities(entity) if value != ANY]
        if values:
            filters[name] = values
    return filters


async def search(turn: Turn, filters: dict[str, list[str]], q: str | None, page: int = 1, **besides: Any) -> None:
    """Search, show one page of cards, and remember the search; `besides` is what the message says more."""
    found = await turn.directory.services(filters, q, page, PER_PAGE)
    cards, total = found["services"], found["total"]
    turn.set(search={"filters": filters, "q": q, "page": page}, answer=None, told=None)
    if not cards:
        turn.set(shown=[], service=None)
        # For the counts of what was not found: codes alone, never the words of the search.
        codes = [f"{KINDS[name]}:{code}" for name, given in filters.items() for code in given]
        turn.say("utter_search_nothing", choices=[], values={"searched": in_list(codes)}, **besides)
        return
    first = (page - 1) * PER_PAGE + 1
    last = first + len(cards) - 1
    values = {"total": number(total)}
    response = "utter_search_results"
    if page > 1:
        response = "utter_search_more"
        values = {"first": number(first), "last": number(last), "total": number(total)}
    elif found["relaxed"]:
        response = "utter_search_relaxed"
        values["left_out"] = in_list(await _names(turn, filters, found["relaxed"]))
    choices = [{"payload": "/show_more"}] if last < total else []
    choices += [
        {"title": turn.phrase(phrases.OTHER_SEARCH), "payload": FINDER_PAYLOAD},
        {"payload": "/get_advice"},
        {"payload": "/request_human"},
    ]
    turn.say(response, values=values, services=cards, sources=card_sources(cards), choices=choices, **besides)
    ids = [card["id"] for card in cards]
    turn.set(shown=ids, service=ids[0] if len(ids) == 1 else None)


async def _names(turn: Turn, filters: dict[str, list[str]], relaxed: list[str]) -> list[str]:
    terms = await turn.directory.terms()
    codes = [(KINDS.get(name, name), code) for name in relaxed for code in filters.get(name, [])]
    names = [terms.get(kind, {}).get(code, code) for kind, code in codes]
    return names or [terms.get("filter", {}).get(name, name) for name in relaxed]


class ActionSearchServices(KioskAction):
    """Searches for what was said; opens the service finder where nothing was."""

    called = "action_search_services"

    async def _act(self, turn: Turn) -> list[dict] | None:
        filters = said_filters(turn)
        q = turn.text or None
        if turn.text:
            matched = await turn.directory.match(turn.text)
            if matched["districts"] and "district" not in filters:
                filters["district"] = [each["code"] for each in matched["districts"]]
        if not filters and (turn.is_payload or turn.words <= BARE_WANT):
            turn.set(topic=None, spoken_language=None, preference=None)
            return [FollowupAction("service_finder_form")]
        before = turn.slot("search")
        if before and "topic" not in filters and filters and turn.words <= REFINEMENT:
            filters, q = {**before["filters"], **filters}, before["q"]
        await search(turn, filters, q)
        return None


class ActionShowMore(KioskAction):
    """The next page of a search, or what an answer has not told yet."""

    called = "action_show_more"

    async def _act(self, turn: Turn) -> None:
        before = turn.slot("search")
        if before and turn.slot("shown"):
            page = before["page"] + 1
            found = await turn.directory.services(before["filters"], before["q"], page, PER_PAGE)
            if found["services"]:
                await search(turn, before["filters"], before["q"], page)
                return
        elif turn.slot("answer") and await tell_more(turn, turn.slot("answer")):
            return
        turn.say(
            "utter_no_more",
            choices=next_questions(turn, ["get_advice", "request_human", "ask_help"])
            + [{"title": turn.phrase(phrases.OTHER_SEARCH), "payload": FINDER_PAYLOAD}],
        )
