"""An HSDS service as a row: what Kiosk keeps of it, and what not. docs/exchange.md has the table."""

import re
from typing import Any

from django.utils.translation import gettext

from services_directory.exchange import hsds_parts as parts
from services_directory.exchange.fields import TERMS
from services_directory.exchange.hsds_organizations import Organizations, readable, unused
from services_directory.exchange.hsds_places import with_places
from services_directory.exchange.known import Known

NOT_SAID = {"metadata", "last_modified", "modified_date", "organization_id", "id", "status", "additional_urls"}
"""Fields that are not reported as lost: they tell of the feed, or are read in another way."""

_SAME = {
    "name": "name", "description": "description", "alert": "alert", "application_process": "application_process",
    "fees_description": "cost_note", "eligibility_description": "eligibility",
    "interpretation_services": "language_note",
}  # fmt: skip
_PLAIN = {"assured_date": "assured_date", "minimum_age": "minimum_age", "maximum_age": "maximum_age"}
_ATTRIBUTES = {
    "city": "city", "reach": "reach", "area_scope": "area_scope", "source_status": "status", "as_of": "as_of_date",
    "duration_note": "duration_note", "language_note": "language_note", "exit_strategy": "exit_strategy",
    "intercultural_training": "intercultural_training", "staff_diversity": "staff_diversity",
    "window_start": "window_start", "window_end": "window_end",
}  # fmt: skip
_ADDRESSES = {"email", "contacts"}
_TEXTS = {"duration_note", "language_note", "exit_strategy"}
_DURATION = re.compile(r"P(T?)(\d+(?:\.\d+)?)([MHDWY])")
_UNITS = {"TM": "minute", "TH": "hour", "D": "day", "W": "week", "M": "month", "Y": "year"}
_COLUMNS = {kind: column for column, kind in TERMS.items()}


def service(
    given: dict, before: dict, known: Known, organizations: Organizations, number: int
) -> tuple[dict, set[str], list]:
    """(values by column, fields that are not kept, (column, reason) of what is wrong).

    `before` is what the feed would say of the service today: that is no change, though a feed says it in another form
    than the directory keeps it.
    """
    (given, unkept), (before, _) = with_places(given), with_places(before)
    news = {name for name, value in given.items() if name == "id" or before.get(name) != value}
    if news & _ADDRESSES:
        news |= _ADDRESSES & given.keys()  # together they say which addresses there are
    given = {name: value for name, value in given.items() if name in news}
    raw: dict[str, Any] = {"uuid": given.get("id")}
    wrong: list[tuple[str, str]] = []
    there = known.uuids.get(str(given.get("id")))
    if there:
        raw |= {"city": there[0], "id": there[1]}
    for name, value in given.items():
        if value in (None, "", []) or name in NOT_SAID:
            continue
        if name in _SAME:
            raw[_SAME[name]] = parts.braced(value)
        elif name in _PLAIN:
            raw[_PLAIN[name]] = value
        elif name == "url":
            raw["url"] = readable(value)
        elif name == "alternate_name":
            raw["aliases"] = [each.strip() for each in str(value)[:2000].split(";") if each.strip()]
        elif name == "email":
            raw.setdefault("emails", []).insert(0, {"address": value})
        elif name == "organization":
            raw["organization"] = organizations.slug(value, given.get("organization_id"), number)
            unkept |= organizations.unkept(value, raw["organization"], before.get("organization") or {})
        elif name == "attributes":
            unkept |= _attributes(raw, value, before.get("attributes") or [], known, organizations)
        elif name in parts.READERS and isinstance(value, list):
            unkept |= parts.READERS[name](raw, [each for each in value if isinstance(each, dict)])
        else:
            unkept.add(name)
    if not there:
        _new(raw, given, known, organizations, number, wrong)
    if given.get("status") == "defunct":
        raw["publication"] = "archived"
    return raw, unkept, wrong


def _new(raw: dict, given: dict, known: Known, organizations: Organizations, number: int, wrong: list) -> None:
    """What a service that is not in the directory needs, and a feed has in another place."""
    raw["id"] = unused(str(given.get("name") or ""), str(given.get("id") or ""), organizations.services)
    raw.setdefault("status", "current" if given.get("status") == "active" else "undated")
    if "organization" not in raw:
        raw["organization"] = organizations.slug(None, given.get("organization_id"), number)
    urls = [each for each in given.get("additional_urls") or [] if isinstance(each, dict) and each.get("url")]
    if urls:
        # A source that is there with its address encoded is the same one.
        kept = {each["url"]: each["url"] if each["url"] in known.encoded else readable(each["url"]) for each in urls}
        rows = {each["url"]: {"title": each.get("label") or each["url"], "url": kept[each["url"]]} for each in urls}
        raw["sources"] = list(rows.values())
    if not raw.get("topics"):
        wrong.append(("topics", gettext("No attribute of the service is a topic of Kiosk, by code or name.")))


def _attributes(raw: dict, given: Any, before: list[dict], known: Known, organizations: Organizations) -> set[str]:
    """Terms by code or name, and the values of Kiosk's own profile (docs/hsds.md)."""
    given = given if isinstance(given, list) else []
    lists, unkept = _lists(given, known, organizations)
    same, _ = _lists(before, known, organizations)
    raw |= {column: codes for column, codes in lists.items() if codes != same.get(column)}
    raw |= {column: [] for column in same.keys() - lists.keys()}
    said = {(each.get("link_type"), str(each.get("value"))) for each in before}
    for each in given:
        link, value = str(each.get("link_type")), each.get("value")
        if (link, str(value)) in said or link in _IN_LISTS or isinstance(each.get("taxonomy_term"), dict):
            continue
        if link in _ATTRIBUTES and not (link == "city" and "city" in raw):
            raw[_ATTRIBUTES[link]] = parts.braced(value) if link in _TEXTS else value
        elif link == "support_length" and (found := _DURATION.fullmatch(str(value))):
            unit = _UNITS.get(found[1] + found[3])
            raw["support_length"] = {"type": "duration", "count": found[2], "unit": unit}
        elif link not in ("timezone", "text_language", "city"):
            unkept.add("attributes")
    return unkept


_IN_LISTS = {"channel", "refers-to", "works-with"}


def _lists(given: list, known: Known, organizations: Organizations) -> tuple[dict[str, list], set[str]]:
    """(column → what several attributes say together, fields that are not kept)."""
    lists: dict[str, list] = {}
    unkept: set[str] = set()
    for each in given:
        link, value, term = str(each.get("link_type")), each.get("value"), each.get("taxonomy_term")
        if isinstance(term, dict):
            column, found = _term(link, term, known)
        elif link == "channel":
            column, found = "channels", value
        elif link in _IN_LISTS:
            column, found = "partnerships", _partner(link, str(value), known, organizations)
        else:
            continue
        if not column or not found:
            unkept.add("attributes")
        elif found not in lists.setdefault(column, []):
            lists[column].append(found)
    return lists, unkept


def _partner(kind: str, written: str, known: Known, organizations: Organizations) -> dict | None:
    if key := known.uuids.get(written):
        return {"kind": kind, "service": "/".join(key)}
    slug = organizations.known(written)
    return {"kind": kind, "organization": slug} if slug else None


def _term(link: str, term: dict, known: Known) -> tuple[str, str]:
    """(column, code) of a term of Kiosk; of a foreign taxonomy where code or name are those of a term."""
    code, name = str(term.get("code") or ""), str(term.get("name") or "").casefold()
    if (link, code) in known.terms:
        return _COLUMNS[link], code
    for kind in ("topic", "audience", "phase", "format", "cost"):
        if (kind, code) in known.terms:
            return _COLUMNS[kind], code
        if (kind, name) in known.term_names:
            return _COLUMNS[kind], known.term_names[kind, name]
    return "", ""
