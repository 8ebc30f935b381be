"""What is on: events of the directory, told before the services that know of more."""

from . import compose, phrases
from .directory import DirectoryDown, NotInDirectory
from .turn import Turn

INTENT = "find_events"
EVENTS = 3  # told at once


async def upcoming(turn: Turn, intent: str) -> list[dict]:
    """Cards of the next events for the question that asks for them; none where there are none, or nobody says."""
    if intent != INTENT:
        return []
    try:
        return (await turn.directory.events(EVENTS))["events"]
    except (NotInDirectory, DirectoryDown):
        return []


def events_text(turn: Turn, events: list[dict]) -> str:
    """The events as lines: name and when."""
    lines = [turn.phrase(phrases.NEXT_EVENTS)]
    for event in events:
        when = next((line["text"] for line in event["lines"] if line["kind"] == "when"), "")
        lines.append(f"• {turn.put(phrases.LABELLED, label=event['name'], text=when)}")
    return "\n".join(lines)


def with_services(events: list[dict], services: list[dict]) -> list[dict]:
    """The cards: events first, then at least one service that knows of more."""
    return [*events, *services[: max(1, compose.SERVICES - len(events))]]
