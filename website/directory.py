"""What pages show of the directory: the dicts of its API, taken in the same process, and what only pages need."""

from functools import lru_cache

from services_directory import reading

PER_PAGE = 12
TERMS = ("topic", "cost", "audience", "format", "phase", "business", "status")


def choices(city, language: str) -> dict[str, list[dict]]:
    """For every filter and question of the forms: `[{"code", "name"}]` in the reader's language."""
    terms = reading.terms(language)
    offered = {name: terms.get(name, []) for name in TERMS}
    offered["spoken"] = sorted(terms.get("language", []), key=lambda each: each["name"])
    offered["district"] = reading.districts(city.pk, language)
    return offered


def search(city, language: str, query: str, filters: dict[str, str], page: int) -> dict:
    """A page of services; `relaxed` names the filters that had to be left out."""
    wanted = {name: [code] for name, code in filters.items() if code}
    return reading.search(city.pk, language, q=query, filters=wanted, page=page, per_page=PER_PAGE)


def service(city, service_id: str, language: str) -> dict | None:
    """The card of a service with `known`: `[{"kind", "label", "text"}]` and `unknown`: `[text]`, or None.

    `onward` becomes `{name: address}` of the pages to which names in the texts lead.
    """
    found = reading.service(city.pk, service_id, language)
    if found is None:
        return None
    card = found["service"]
    labels = {each["code"]: each["name"] for each in reading.terms(language)["detail"]}
    known = [
        {"kind": kind, "label": labels.get(kind, kind), "text": detail["text"]}
        for kind, detail in card["details"].items()
        if detail["known"]
    ]
    unknown = [detail["text"] for detail in card["details"].values() if not detail["known"]]
    onward = {
        each["name"]: f"{each['page']}?language={language}" if each["page"] else each["url"] for each in card["onward"]
    }
    return {**card, "known": known, "unknown": unknown, "onward": onward}


def plan(city, language: str, business: str, status: str) -> dict:
    """The first steps; without steps where the country has no plan."""
    found = reading.plan(city.pk, language, business or None, status or None)
    return found or {"title": "", "steps": [], "sources": []}


def plan_tells(city, business: str, status: str, offered: list[str]) -> bool:
    """Whether the first steps say anything about this kind of business that they do not say to every kind alike."""
    return business in _told_apart(reading.version(), city.pk, status, tuple(offered))


@lru_cache(maxsize=64)
def _told_apart(content: str, city: str, status: str, offered: tuple[str, ...]) -> frozenset[str]:
    """Of these kinds of business those whose plan holds a step or statement that some other kind's plan lacks."""
    said = {}
    for business in offered:
        found = reading.plan(city, "en", business, status or None) or {"steps": []}
        steps = {(step["id"], None) for step in found["steps"]}
        said[business] = steps | {(step["id"], each["id"]) for step in found["steps"] for each in step["statements"]}
    common = frozenset.intersection(*map(frozenset, said.values())) if said else frozenset()
    return frozenset(business for business, items in said.items() if items - common)


def welcome(city, language: str):
    """The words with which the city welcomes, with their language; None where it has none."""
    return reading.welcome(city, language)


def contact(city, language: str) -> dict | None:
    """The card of who answers when the guide cannot."""
    return reading.contact(city.pk, language)


def events(city, language: str, page: int) -> dict:
    """A page of the events that are not over."""
    return reading.events(city.pk, language, page=page, per_page=PER_PAGE)


def events_left(city) -> int:
    """How many events are not over."""
    return reading.events_left(city.pk)


def history(city, language: str) -> list[dict]:
    """Cards of what is history only."""
    return reading.history(city.pk, language)
