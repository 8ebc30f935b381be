"""A record with all its parts as plain data, the same for today's rows and for those of the history.

A state is `{"fields": {name: value}, "parts": {part: {id: {name: value}}}}`. Values are what JSON holds. The terms of a
service are fields of their own, `term:<kind>` → codes in order; a relation to many is a list of ids.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, QuerySet

from services_directory import models

State = dict[str, dict]
TERM_KINDS = ("topic", "audience", "phase", "format", "cost")
"""The kinds of term that describe services, as content/<city>/services.yml has them."""


@dataclass(frozen=True)
class Spec:
    """What belongs to a record: models of its parts by accessor, relations to many, whether terms describe it."""

    parts: dict[str, type[Model]]
    many: tuple[str, ...] = ()
    terms: bool = False
    link: str = ""  # the parts' field that points to the record
    within: dict[str, str] = field(default_factory=dict)  # part → the part above, to whose rows its rows belong
    at: dict[str, str] = field(default_factory=dict)  # part → another part, to a row of which a row may point

    def above(self, part: str) -> "Link | None":
        """Of a part whose rows belong to rows of another part: which, and the field that points there."""
        return self._link(part, self.within)

    def beside(self, part: str) -> "Link | None":
        """The same of a part whose rows are the record's own and may point to a row of another part."""
        return self._link(part, self.at)

    def place(self, part: str) -> tuple[bool, int]:
        """Where a part stands in the order in which they are saved: what may point to another one comes last."""
        return part in self.at, list(self.parts).index(part)

    def _link(self, part: str, known: dict[str, str]) -> "Link | None":
        name = known.get(part)
        if name is None:
            return None
        own = (each.name for each in self.parts[part]._meta.fields if each.related_model is self.parts[name])
        return Link(name, next(own))


class Link(NamedTuple):
    """A part to which another one points, and the field of that one which does."""

    part: str
    link: str


# Who a record is, and what changes by itself: never compared, copied or restored.
OWN = {"id", "uuid", "shipped_hash", "made_on", "revision", "last_modified", "reminded_on", "changed_at", "position"}

SPECS: dict[type[Model], Spec] = {
    models.Service: Spec(
        {
            "eligibility": models.Eligibility,
            "spoken_languages": models.SpokenLanguage,
            "phones": models.Phone,
            "emails": models.EmailAddress,
            "contacts": models.Contact,
            "locations": models.Location,
            "accessibility": models.Accessibility,
            "schedules": models.Schedule,
            "cost_options": models.CostOption,
            "required_documents": models.RequiredDocument,
            "capacities": models.Capacity,
            "barriers": models.AccessBarrier,
            "partnerships": models.Partnership,
            "service_sources": models.ServiceSource,
            "status_records": models.StatusRecord,
            "translations": models.Translation,
        },
        many=("districts",),
        terms=True,
        link="service",
        within={"accessibility": "locations"},
        at={"phones": "locations", "schedules": "locations"},
    ),
    models.Location: Spec({"accessibility": models.Accessibility}, link="location"),
    models.Statement: Spec({"figures": models.StatementValue}, many=("more_sources",), link="statement"),
    models.City: Spec({"districts": models.District, "translations": models.CityTranslation}, link="city"),
    models.Event: Spec({"translations": models.EventTranslation}, link="event"),
    models.Organization: Spec({"translations": models.OrganizationTranslation}, link="organization"),
    **{
        model: Spec({})
        for model in (models.Source, models.Wording, models.Answer, models.PlanStep, models.Translation,
                      models.District, models.StatusRecord, models.KnownGap, models.ErrorReport)
    },
}  # fmt: skip


def spec_of(model: type[Model]) -> Spec | None:
    """What belongs to records of a model; None where they have no history."""
    return SPECS.get(model)


def plain(value):
    """A value of a field as JSON holds it: days and decimals are strings."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def field_names(model: type[Model], without: Iterable[str] = ()) -> list[str]:
    """The names under which a state keeps the fields of a model; what its history does not keep is none of them."""
    skipped = OWN | set(without) | set(model.changes.model._history_excluded_fields)
    return [each.name for each in model._meta.concrete_fields if each.name not in skipped]


def values_of(record, names: Iterable[str]) -> dict:
    """Field → plain value of a record, or of a row of its history."""
    return plain({name: record.__class__._meta.get_field(name).value_from_object(record) for name in names})


def row_names(spec: Spec, model: type[Model]) -> list[str]:
    """The fields of a part that a state keeps: all but the link to the record. Places in a list count here."""
    names = field_names(model, without=[spec.link])
    return [*names, "position"] if model is models.ServiceSource else names


def rows_of(record: Model, part: str) -> QuerySet:
    """The rows of a part as they are now, in the order they were made."""
    spec = SPECS[type(record)]
    above = spec.above(part)
    path = f"{above.link}__{spec.link}" if above else spec.link
    return spec.parts[part]._base_manager.filter(**{path: record.pk}).order_by("pk")


def state_of(record: Model) -> State:
    """The record as it is in the database now; a fresh read, whatever was prefetched."""
    model = type(record)
    spec = SPECS[model]
    record = model._base_manager.get(pk=record.pk)
    fields = values_of(record, field_names(model))
    for name in spec.many:
        fields[name] = sorted(getattr(record, name).values_list("pk", flat=True))
    if spec.terms:
        rows = record.service_terms.select_related("term").order_by("position", "pk")
        fields |= terms_of((row.term, row.position, row.pk) for row in rows)
    parts = {}
    for name, part in spec.parts.items():
        names = row_names(spec, part)
        parts[name] = {str(row.pk): values_of(row, names) for row in rows_of(record, name)}
    return {"fields": fields, "parts": parts}


def terms_of(rows: Iterable[tuple]) -> dict[str, list[str]]:
    """`term:<kind>` → codes, of (term, position, id)."""
    found: dict[str, list[str]] = {f"term:{kind}": [] for kind in TERM_KINDS}
    for term, _, _ in sorted(rows, key=lambda row: row[1:]):
        if term.kind in TERM_KINDS:
            found[f"term:{term.kind}"].append(term.code)
    return found
