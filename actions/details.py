"""One service: which one is meant, and what is asked about it."""

import json

from locales.values import format_value

from . import phrases
from .answers import FINDER_PAYLOAD, tell_detail, tell_detail_unknown
from .base import KioskAction
from .compose import SERVICES, card_sources
from .directory import NotInDirectory
from .turn import ANY, Turn, named

# Offered as buttons once a service is chosen, as far as the directory knows them.
OFFERED = (
    "cost", "application", "language", "phone", "address", "hours", "conditions", "documents", "contact", "duration",
    "afterwards",
)  # fmt: skip
MOST_OFFERED = 4
SURE = 0.8  # score from which a name in a message means that service, even where others were shown


def payload(intent: str, **entities: str) -> str:
    """The payload of a button with entities."""
    return f"/{intent}{json.dumps(entities, ensure_ascii=False)}" if entities else f"/{intent}"


def pointed_at(turn: Turn) -> str | None:
    """The id of the shown service that 'the second one' or 'the last' points at, or None."""
    shown, position = turn.slot("shown") or [], turn.entity("position")
    if not shown or not position:
        return None
    index = len(shown) if position == "last" else int(position) if position.isdecimal() else 0
    return shown[index - 1] if 0 < index <= len(shown) else None


async def meant(turn: Turn) -> str | None:
    """The id of the service a message is about: a button's, named, pointed at, in focus, or the only one shown."""
    if turn.entity("service"):
        return turn.entity("service")
    if turn.text:
        matches = sorted((await turn.directory.match(turn.text))["services"], key=lambda each: -each["score"])
        shown = turn.slot("shown") or []
        for each in matches:
            if each["score"] >= SURE or each["id"] in shown:
                return each["id"]
    if turn.entity("position"):
        return pointed_at(turn)
    shown = turn.slot("shown") or []
    return turn.slot("service") or (shown[0] if len(shown) == 1 else None)


async def choose_among(turn: Turn, response: str, detail: str | None = None) -> None:
    """Ask which of the shown services is meant."""
    cards = await turn.directory.cards(turn.slot("shown") or [])
    if not cards:
        turn.say("utter_no_service_yet")
        return
    intent, more = ("ask_service_details", {"detail": detail}) if detail else ("choose_item", {})
    choices = [{"title": card["name"], "payload": payload(intent, service=card["id"], **more)} for card in cards]
    choices.append({"title": turn.phrase(phrases.OTHER_SEARCH), "payload": FINDER_PAYLOAD})
    turn.say(response, choices=choices)


async def detail_buttons(turn: Turn, service: dict, but: list[str] = ()) -> list[dict]:
    """Buttons that ask for what the directory knows about the service, and for a person."""
    names = (await turn.directory.terms()).get("detail", {})
    details = service.get("details") or {}
    known = [code for code in OFFERED if code not in but and (details.get(code) or {}).get("known")]
    buttons = [
        {
            "title": turn.phrase(phrases.ASK_DETAIL, detail=named(names.get(code, code))),
            "payload": payload("ask_service_details", service=service["id"], detail=code),
        }
        for code in known[:MOST_OFFERED]
    ]
    return [*buttons, {"payload": "/request_human"}]


async def _get(turn: Turn, service_id: str) -> dict | None:
    try:
        return await turn.directory.service(service_id)
    except NotInDirectory:
        return None


def _without_details(service: dict) -> dict:
    return {key: value for key, value in service.items() if key != "details"}


async def detail_lines(turn: Turn, service: dict, details: list[str]) -> list[str]:
    """What the directory says about these details of a service, a line each below its name; none if none is asked."""
    if not details:
        return []
    names = (await turn.directory.terms()).get("detail", {})
    lines = [service["name"]]
    for code in details:
        label = names.get(code, code)
        if _knows(service, code):
            said = service["details"][code]["text"]
            text = turn.put(phrases.LABELLED, label=label, text=said)
            if code == "language":
                text = " ".join([text, *_languages_missing(turn, said)])
        else:
            text = turn.put(phrases.DETAIL_UNKNOWN, detail=label)
        lines.append(f"• {text}")
    return lines


def _knows(service: dict, code: str) -> bool:
    found = (service.get("details") or {}).get(code) or {}
    return bool(found.get("known") and found.get("text"))


def _languages_missing(turn: Turn, known: str) -> list[str]:
    """A remark for each language asked for that is not among the known ones: unknown is not the same as not spoken."""
    asked = [{"type": "language", "code": code} for code in turn.entities("language") if code != ANY]
    absent = [each for each in asked if format_value(each, turn.language).casefold() not in known.casefold()]
    return [turn.phrase(phrases.LANGUAGE_NOT_AMONG, language=each) for each in absent]


async def tell_of_shown(turn: Turn, details: list[str]) -> bool:
    """These details of the services shown last, of which none is in focus; False where the directory knows none."""
    found = [await _get(turn, each) for each in (turn.slot("shown") or [])[:SERVICES]]
    services = [each for each in found if each]
    if not any(_knows(service, code) for service in services for code in details):
        return False
    told = ["\n".join(await detail_lines(turn, service, details)) for service in services]
    choices = [{"title": each["name"], "payload": payload("choose_item", service=each["id"])} for each in services]
    turn.say(
        "utter_details",
        body="\n\n".join(told),
        services=[_without_details(each) for each in services],
        sources=card_sources(services),
        choices=[*choices, {"payload": "/request_human"}],
    )
    return True


class ActionChooseItem(KioskAction):
    """'The second one': puts a service into focus and offers what can be asked about it."""

    called = "action_choose_item"

    async def _act(self, turn: Turn) -> None:
        wanted = await meant(turn)
        service = await _get(turn, wanted) if wanted else None
        if service is None:
            await choose_among(turn, "utter_no_such_item")
            return
        turn.say(
            "utter_chosen",
            values={"service": named(service["name"])},
            services=[_without_details(service)],
            sources=card_sources([service]),
            choices=await detail_buttons(turn, service),
        )
        turn.set(service=service["id"], answer=None)


class ActionServiceDetails(KioskAction):
    """Price, address, hours … of a service; of the last answer where no service is meant."""

    called = "action_service_details"

    async def _act(self, turn: Turn) -> None:
        details = turn.entities("detail") or (["language"] if turn.entity("language") else [])
        named_here = turn.entity("service") or turn.entity("position")
        wanted = await meant(turn)
        if turn.slot("answer") and details and not named_here and not (wanted and wanted != turn.slot("service")):
            # 'Do they speak Arabic?' is about the people on the cards; the rest is first looked up in what was told.
            of_cards = details == ["language"] and await tell_of_shown(turn, details)
            if not of_cards and not await tell_detail(turn, turn.slot("answer"), details):
                if not await tell_of_shown(turn, details):
                    await tell_detail_unknown(turn, turn.slot("answer"), details)
            return
        service = await _get(turn, wanted) if wanted else None
        if service is None and details and not named_here and await tell_of_shown(turn, details):
            return
        if service is None:
            await choose_among(turn, "utter_which_service", details[0] if details else None)
            return
        lines = await detail_lines(turn, service, details)
        turn.say(
            "utter_details" if lines else "utter_chosen",
            body="\n".join(lines),
            values={"service": named(service["name"])},
            services=[_without_details(service)],
            sources=card_sources([service]),
            choices=await detail_buttons(turn, service, but=details),
        )
        turn.set(service=service["id"], answer=None)
