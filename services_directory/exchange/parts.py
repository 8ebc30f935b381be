"""What hangs on services: kept where it stays the same, so that its history goes on, and made anew where it differs."""

from collections import defaultdict
from typing import Any

from services_directory.exchange import places
from services_directory.exchange.fields import ACCESSIBILITY, ELIGIBILITY, PARTS, SOURCE, TERMS, Part
from services_directory.exchange.known import Known, target
from services_directory.exchange.plan import Planned
from services_directory.exchange.records import Record
from services_directory.exchange.rules import values_of
from services_directory.models import (
    Accessibility,
    CostOption,
    Eligibility,
    Location,
    Partnership,
    Service,
    ServiceSource,
    ServiceTerm,
    Source,
    Translation,
)


class Parts:
    """The parts of a portion of services that are saved already."""

    def __init__(self, portion: list[Planned], known: Known, record: Record):
        self.portion, self.known, self.record = portion, known, record
        self.kept: dict[int, int] = {}  # of services whose places change: how many of them stay the same records
        keys = {key for each in portion for key in self._source_keys(each.after)}
        self.sources = dict(Source.objects.filter(key__in=keys).values_list("key", "pk"))

    def store(self) -> None:
        """Stores all that changed."""
        for part in sorted(PARTS, key=lambda part: part.key in places.OF_PLACE):  # what names a place comes after it
            self._part(part)
        self._cost_options()
        self._terms()
        self._districts()
        self._eligibility()
        self._sources()
        self._translations()

    def _with(self, *names: str) -> list[Planned]:
        return [each for each in self.portion if set(names) & set(each.changed)]

    @staticmethod
    def _source_keys(document: dict[str, Any]) -> list[str]:
        named = [item.get("source") for key in ("barriers", "past") for item in document.get(key, [])]
        return [key for key in (*document.get(SOURCE.key, []), *named) if key]

    def _part(self, part: Part) -> None:
        gone, new, items = [], [], []
        concerned = self._with(part.key, *(["locations"] if part.key in places.OF_PLACE else []))
        there = self._places(concerned) if part.key in places.OF_PLACE else {}
        for each in concerned:
            before, after = each.before.get(part.key, []), each.after.get(part.key, [])
            same = 0
            while same < min(len(before), len(after)) and self._same(each, before[same], after[same]):
                same += 1
            if part.model is Location:
                self.kept[each.pk] = same
            gone += each.keys.get(part.key, [])[same:]
            for item in after[same:]:
                values = values_of(part.fields, item, part.model) | self._references(part, item, each)
                if "place" in item:
                    values["location_id"] = there[each.pk][places.number(each.after["locations"], item["place"])]
                new.append(part.model(service_id=each.pk, **values))
                items.append(item)
        self.record.delete(part.model, gone)
        self.record.create(new)
        if part.model is Location:
            self.record.create(
                [
                    Accessibility(location_id=place.pk, **values_of(ACCESSIBILITY.fields, inner, Accessibility))
                    for place, item in zip(new, items, strict=True)
                    for inner in item.get(ACCESSIBILITY.key, [])
                ]
            )

    def _same(self, each: Planned, before: dict, after: dict) -> bool:
        """Whether a value stays the same record: not one of a place that is made anew, whatever it is called."""
        if "place" not in before or "place" not in after:
            return before == after
        was, will_be = each.before["locations"], each.after["locations"]
        at = places.number(was, before["place"])
        alike = {**before, "place": after["place"]} == after and at == places.number(will_be, after["place"])
        return alike and at < self.kept.get(each.pk, len(was))

    @staticmethod
    def _places(portion: list[Planned]) -> dict[int, list[int]]:
        """Primary key of a service → those of its places in the order of the document."""
        found = defaultdict(list)
        rows = Location.objects.filter(service__in=[each.pk for each in portion]).order_by("pk")
        for service, pk in rows.values_list("service_id", "pk"):
            found[service].append(pk)
        return found

    def _references(self, part: Part, item: dict, each: Planned) -> dict[str, Any]:
        if part.model is Location:
            return {"district_id": self.known.districts.get((each.key[0], item.get("district", "")))}
        if part.model is Partnership:
            service = self.known.services[target(each.key[0], item["service"])] if "service" in item else None
            return {
                "to_service_id": service,
                "to_organization_id": self.known.organizations.get(item.get("organization", "")),
            }
        if "source" in part.by:
            return {"source_id": self.sources.get(item.get("source", ""))}
        return {}

    def _cost_options(self) -> None:
        gone, new = [], []
        for each in self._with("cost_options"):
            before = each.before.get("cost_options", {})
            after = each.after.get("cost_options", {})
            keys = dict(zip(before, each.keys.get("cost_options", []), strict=True))
            gone += [pk for name, pk in keys.items() if before[name] != after.get(name)]
            new += [
                CostOption(service_id=each.pk, key=name, value=value)
                for name, value in after.items()
                if before.get(name) != value
            ]
        self.record.delete(CostOption, gone)
        self.record.create(new)

    def _terms(self) -> None:
        for column, kind in TERMS.items():
            changed = self._with(column)
            rows = ServiceTerm.objects.filter(service__in=[each.pk for each in changed], term__kind=kind)
            self.record.delete(ServiceTerm, list(rows.values_list("pk", flat=True)))
            self.record.create(
                [
                    ServiceTerm(service_id=each.pk, term_id=self.known.terms[kind, code], position=position)
                    for each in changed
                    for position, code in enumerate(each.after.get(column, []))
                ]
            )

    def _districts(self) -> None:
        changed = self._with("districts")
        services = Service.objects.in_bulk([each.pk for each in changed])
        for each in changed:
            codes = each.after.get("districts", [])
            services[each.pk].districts.set([self.known.districts[each.key[0], code] for code in codes])

    def _eligibility(self) -> None:
        changed = self._with(*(each.key for each in ELIGIBILITY))
        there = {row.service_id: row for row in Eligibility.objects.filter(service__in=[each.pk for each in changed])}
        new = []
        for each in changed:
            values = values_of(ELIGIBILITY, each.after, Eligibility)
            row = there.get(each.pk)
            if not each.after.get("eligibility"):
                self.record.delete(Eligibility, [row.pk] if row else [])
            elif row is None:
                new.append(Eligibility(service_id=each.pk, **values))
            else:
                for name, value in values.items():
                    setattr(row, name, value)
                self.record.save(row)
        self.record.create(new)

    def _sources(self) -> None:
        changed = self._with(SOURCE.key)
        rows = ServiceSource.objects.filter(service__in=[each.pk for each in changed])
        self.record.delete(ServiceSource, list(rows.values_list("pk", flat=True)))
        self.record.create(
            [
                ServiceSource(service_id=each.pk, source_id=self.sources[key], position=position)
                for each in changed
                for position, key in enumerate(each.after.get(SOURCE.key, []))
            ]
        )

    def _translations(self) -> None:
        """Those of the file; and those whose original changed without them are out of date."""
        rows: dict[int, dict[str, Translation]] = defaultdict(dict)
        for row in Translation.objects.filter(service__in=[each.pk for each in self.portion if each.before]):
            rows[row.service_id][f"{row.field}.{row.language}"] = row
        new = []
        for each in self.portion:
            wanted, there = each.after.get("translations", {}), rows[each.pk]
            self.record.delete(Translation, [row.pk for column, row in there.items() if column not in wanted])
            for column, item in wanted.items():
                field, _, language = column.partition(".")
                row = there.get(column) or Translation(service_id=each.pk, field=field, language=language)
                state = item["state"]
                same = item == each.before.get("translations", {}).get(column)
                if same and field in each.changed and state == Translation.State.PUBLISHED:
                    state = Translation.State.OUTDATED
                if row.pk is None:
                    row.text, row.state = item["text"], state
                    new.append(row)
                elif not same or state != row.state:
                    row.text, row.state = item["text"], state
                    self.record.save(row)
        self.record.create(new)
