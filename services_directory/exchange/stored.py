"""Services as the database keeps them, in the compared form; a query a kind of part and portion, never one a row."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from services_directory.exchange import places
from services_directory.exchange.fields import (
    ACCESSIBILITY,
    ELIGIBILITY,
    LISTS,
    ORGANIZATION,
    PARTS,
    SERVICE,
    SOURCE,
    TERMS,
    VALUES,
    Field,
    Part,
)
from services_directory.models import (
    Accessibility,
    CostOption,
    Eligibility,
    Organization,
    Service,
    ServiceSource,
    ServiceTerm,
    Source,
    Translation,
)
from services_directory.withdrawn import Key, withdrawn

PORTION = 500
"""Services that are read at a time; memory does not grow with their number."""

_KIND_COLUMNS = {kind: column for column, kind in TERMS.items()}
DEFAULTS: dict[str, Any] = {each.key: each.default(Service) for each in SERVICE if each.default(Service) != ""}
"""What a service has where nothing is said."""


@dataclass
class Stored:
    """A service: its document, the primary keys of its parts in the order of the document, its withdrawn contacts."""

    pk: int
    document: dict[str, Any]
    keys: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    withdrawn: set[Key] = field(default_factory=set)


def portions(pks: Sequence[int], size: int = PORTION) -> Iterator[list[Stored]]:
    """The services with these primary keys, in that order, `size` at a time."""
    for start in range(0, len(pks), size):
        chosen = list(pks[start : start + size])
        found = read(chosen)
        yield [found[pk] for pk in chosen if pk in found]


def read(pks: Sequence[int]) -> dict[int, Stored]:
    """Primary key → the service."""
    paths = [each.path or each.attribute for each in SERVICE]
    found: dict[int, Stored] = {}
    rows = Service.objects.filter(pk__in=pks).order_by()
    for row in rows.values("pk", "slug", "city_id", "uuid", "values", *LISTS, *paths):
        document = {"id": row["slug"], "city": row["city_id"] or "", "uuid": str(row["uuid"])}
        document |= _present(SERVICE, row)
        document |= {key: value for key in LISTS if (value := LISTS[key].canonical(row[key]))}
        if row["values"]:
            document["values"] = {name: VALUES["values"].canonical(value) for name, value in row["values"].items()}
        found[row["pk"]] = Stored(row["pk"], document)
    _codes(found)
    for part in PARTS:
        _part(part, found)
    _places(found)
    _other(found)
    for pk, gone in withdrawn(found).items():
        found[pk].withdrawn = gone
    return found


def _present(fields: Iterable[Field], row: dict) -> dict[str, Any]:
    values = ((each.key, each.kind.canonical(row[each.path or each.attribute])) for each in fields)
    return {key: value for key, value in values if value != ""}


def _codes(found: dict[int, Stored]) -> None:
    rows = ServiceTerm.objects.filter(service__in=found).order_by("position", "pk")
    for pk, kind, code in rows.values_list("service_id", "term__kind", "term__code"):
        found[pk].document.setdefault(_KIND_COLUMNS[kind], []).append(code)
    rows = Service.districts.through.objects.filter(service__in=found).order_by()
    # Sorted here, as those of a file are: each database has an order of its own.
    for code, pk in sorted(rows.values_list("district__code", "service_id")):
        found[pk].document.setdefault("districts", []).append(code)


def _part(part: Part, found: dict[int, Stored]) -> None:
    rows = part.model.objects.filter(service__in=found).order_by("pk")
    if part.key == "contacts":
        rows = rows.filter(withdrawn=False)
    paths = [each.path or each.attribute for each in part.fields]
    if part.key == "partnerships":
        paths.append("to_service__city_id")
    defaults, items = part.defaults, defaultdict(list)
    for row in rows.values("pk", "service_id", *paths):
        item = {key: value for key, value in _present(part.fields, row).items() if value != defaults[key]}
        if part.key == "partnerships" and "service" in item:
            city = row["to_service__city_id"] or ""
            if city != found[row["service_id"]].document["city"]:
                item["service"] = f"{city}/{item['service']}"
        items[row["service_id"]].append((row["pk"], item))
    for pk, pairs in items.items():
        if part.sort:
            pairs.sort(key=lambda pair: [str(pair[1].get(key) or defaults[key]) for key in part.sort])
        found[pk].keys[part.key] = [key for key, _ in pairs]
        found[pk].document[part.key] = [item for _, item in pairs]
    if part.key == "locations":
        _accessibility({key: item for pairs in items.values() for key, item in pairs})


def _accessibility(there: dict[int, dict]) -> None:
    rows = Accessibility.objects.filter(location__in=there).order_by("pk")
    for row in rows.values("location_id", *(each.attribute for each in ACCESSIBILITY.fields)):
        there[row["location_id"]].setdefault(ACCESSIBILITY.key, []).append(_present(ACCESSIBILITY.fields, row))


def _places(found: dict[int, Stored]) -> None:
    """Hours and numbers name their places as files do."""
    for each in found.values():
        there = each.document.get("locations", [])
        for item in (item for part in places.OF_PLACE for item in each.document.get(part, []) if "place" in item):
            item["place"] = places.name(there, each.keys["locations"].index(int(item["place"])))


def _other(found: dict[int, Stored]) -> None:
    """Figures of prices, conditions, sources, translations."""
    rows = CostOption.objects.filter(service__in=found).order_by("pk")
    for pk, service, name, value in rows.values_list("pk", "service_id", "key", "value"):
        figures = found[service].document.setdefault("cost_options", {})
        figures[name] = VALUES["cost_options"].canonical(value)
        found[service].keys["cost_options"].append(pk)
    rows = Eligibility.objects.filter(service__in=found)
    for row in rows.values("service_id", *(each.attribute for each in ELIGIBILITY)):
        found[row["service_id"]].document |= _present(ELIGIBILITY, row)
    rows = ServiceSource.objects.filter(service__in=found).order_by("position", "pk")
    for service, key in rows.values_list("service_id", "source__key"):
        sources = found[service].document.setdefault(SOURCE.key, [])
        if key not in sources:
            sources.append(key)
    rows = Translation.objects.filter(service__in=found).order_by("field", "language")
    for service, name, language, text, state in rows.values_list("service_id", "field", "language", "text", "state"):
        translations = found[service].document.setdefault("translations", {})
        translations[f"{name}.{language}"] = {"text": _lines(text), "state": state}


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def sources(keys: Iterable[str]) -> dict[str, dict]:
    """Key → what is known of each of these sources; its `pk` among it."""
    return _shared(SOURCE, Source.objects.all(), "key", keys)


def organizations(slugs: Iterable[str]) -> dict[str, dict]:
    """Id → what is known of each of these organizations; its `pk` among it."""
    return _shared(ORGANIZATION, Organization.objects.all(), "slug", slugs)


def _shared(part: Part, rows: QuerySet, by: str, wanted: Iterable[str]) -> dict[str, dict]:
    wanted, found = list(wanted), {}
    paths = [each.path or each.attribute for each in part.fields]
    for start in range(0, len(wanted), PORTION):
        for row in rows.filter(**{f"{by}__in": wanted[start : start + PORTION]}).values("pk", *paths):
            item = {key: value for key, value in _present(part.fields, row).items() if value != part.defaults[key]}
            found[row[by]] = {**item, "pk": row["pk"]}
    return found
