"""Texts put together from what the directory says; no calls, no events."""

from collections.abc import Iterable

from locales.bidi import isolate
from locales.languages import get

from . import phrases
from .turn import Turn, named

STATEMENTS = 5  # told at once; more would not be read on a phone
SERVICES = 3  # cards shown at once


def statement_text(turn: Turn, statement: dict) -> str:
    """A statement with its marks: in another language, not confirmed (and where to check), its caution, its age."""
    text = statement["text"]
    if statement.get("elsewhere"):
        text = turn.put(phrases.WITH_NOTE, statement=text, note=statement["elsewhere"])
    if not statement.get("confirmed", True):
        authority = statement.get("authority")
        note = turn.phrase(
            phrases.UNCONFIRMED if authority else phrases.UNCONFIRMED_UNKNOWN_WHERE,
            link={"type": "link", "url": authority},
        )
        text = turn.put(phrases.WITH_NOTE, statement=text, note=note)
    if statement.get("caution"):
        text = f"{text} {turn.put(phrases.CAUTION, caution=statement['caution'])}"
    return with_check(text, statement.get("check"))


def with_check(text: str, check: str | None) -> str:
    """A text that sums statements up, and what one of them asks to check."""
    return f"{text} {check}" if check else text


def bullets(turn: Turn, statements: Iterable[dict]) -> str:
    """Statements as lines, each after a bullet; what all of them ask to check is said once, below them."""
    statements = list(statements)
    checks = {each.get("check") for each in statements}
    below = checks.pop() if len(statements) > 1 and len(checks) == 1 else None
    lines = [f"• {statement_text(turn, {**each, 'check': None} if below else each)}" for each in statements]
    return "\n".join([*lines, *([below] if below else [])])


def answer_text(turn: Turn, answer: dict, statements: list[dict]) -> str:
    """The short answer, the statements that matter, and what nobody could tell with who knows.

    The short answer sums up all statements: where another than those told asks to be checked, it says so.
    """
    untold = None if any(each.get("check") for each in statements) else answer.get("check")
    parts = [with_check(answer["short"], untold), bullets(turn, statements), answer.get("unknown")]
    if answer.get("unknown") and answer.get("office"):
        parts.append(turn.phrase(phrases.MORE_WITH, office=named(answer["office"]["name"])))
    return "\n\n".join(part for part in parts if part)


def answer_services(answer: dict) -> list[dict]:
    """The first services of an answer, and its office where something is unknown."""
    cards = list(answer["services"][:SERVICES])
    office = answer.get("office")
    if office and (answer.get("unknown") or not cards) and office["id"] not in {card["id"] for card in cards}:
        cards = [*cards[: SERVICES - 1], office]
    return cards


def sources_of(answer: dict, statements: Iterable[dict]) -> list[dict]:
    """The sources of these statements, each once, in order; all of the answer's where the statements name none."""
    sources = answer["sources"]
    used = [each["source"] for each in statements if isinstance(each.get("source"), int)]
    used = [index for index in dict.fromkeys(used) if 0 <= index < len(sources)]
    return [sources[index] for index in used] or list(sources)


def card_sources(cards: list[dict]) -> list[dict]:
    """Where the cards' contents come from, each once."""
    sources = {
        str(card["source"].get("url") or card["source"].get("title")): card["source"]
        for card in cards
        if card.get("source")
    }
    return list(sources.values())


def notices(turn: Turn, cards: Iterable[dict]) -> str:
    """What the cards' officers have to say for the time being ('Closed in July'), a line each, each card once."""
    lines = []
    for card in {card["id"]: card for card in cards if card.get("alert")}.values():
        alert = card["alert"]
        text = isolate(alert["text"], get(turn.language).direction)
        if alert.get("elsewhere"):
            text = turn.put(phrases.WITH_NOTE, statement=text, note=alert["elsewhere"])
        said = turn.put(phrases.LABELLED, label=isolate(card["name"], get(turn.language).direction), text=text)
        lines.append(turn.put(phrases.CAUTION, caution=said))
    return "\n".join(lines)


def about(answer: dict, details: list[str]) -> list[dict]:
    """The statements that answer one of these details (cost, documents …)."""
    wanted = set(details)
    return [each for each in answer["statements"] if wanted & set(each.get("about") or ())]


def plan_text(turn: Turn, plan: dict, link: str) -> str:
    """The plan as a numbered list; each step with its first statement, documents, cost, office and link."""
    parts = [plan["title"]]
    for place, step in enumerate(plan["steps"], start=1):
        # One statement a step: the printable page has them all.
        lines = [f"{place}. {step['title']}", *bullets(turn, step["statements"][:1]).splitlines()]
        if step.get("documents"):
            lines.append(turn.put(phrases.DOCUMENTS, documents="; ".join(step["documents"])))
        if step.get("cost"):
            lines.append(turn.put(phrases.COST, cost=step["cost"]))
        if step.get("office"):
            lines.append(turn.phrase(phrases.OFFICE, office=named(step["office"]["name"])))
        if step.get("link"):
            lines.append(turn.phrase(phrases.LINK, link={"type": "link", "url": step["link"]}))
        parts.append("\n".join(lines))
    parts.append(turn.phrase(phrases.PRINT_PLAN, link=named(link)))
    return "\n\n".join(parts)
