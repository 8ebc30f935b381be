"""A state into the database: restoring a version, keeping both sides of two edits, copying."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext

from services_directory import version
from services_directory.desk.versions.state import SPECS, TERM_KINDS, Spec, State, row_names, rows_of, values_of
from services_directory.models import ServiceTerm, TaxonomyTerm

_REASON = 100  # characters that a row of a history has for it


def apply(record: Model, state: State, without: tuple[str, ...] = (), reason: str = "") -> Model:
    """Makes the record what the state says, but for the fields named in `without`; saves it with all its parts.

    `reason` stands in the history of everything that is changed by it, cut at what there is room for.

    One transaction and one new version of the content. Raises ValidationError, with nothing changed, where the result
    would not be valid; parts are named in its messages. Ids of parts stay, those of new ones begin with 'new'.
    """
    with version.hold():
        _fields(record, state["fields"], without)
        if hasattr(record, "revision"):
            record.revision += 1
        _because(record, reason)
        record.save()
        spec = SPECS[type(record)]
        for name in spec.many:
            if name in state["fields"] and name not in without:
                getattr(record, name).set(state["fields"][name])
        if spec.terms:
            store_terms(record, {kind: state["fields"].get(f"term:{kind}") for kind in TERM_KINDS})
        kept: dict[str, dict[str, Any]] = {}
        for name in sorted(state["parts"].keys() & spec.parts.keys() - set(without), key=spec.place):
            kept[name] = _part(record, name, _of_those(spec, name, state["parts"][name], kept), reason)
        record.full_clean()
    return record


def store_terms(service: Model, wanted: dict[str, list[str] | None]) -> None:
    """The terms of a service by kind, codes in order; a kind that is None stays as it is. Raises ValidationError."""
    known = {(term.kind, term.code): term for term in TaxonomyTerm.objects.filter(kind__in=wanted)}
    rows = {row.term_id: row for row in service.service_terms.select_related("term")}
    kept = {row.term_id for row in rows.values() if wanted.get(row.term.kind) is None}
    for kind, codes in wanted.items():
        for position, code in enumerate(codes or ()):
            if (kind, code) not in known:
                continue  # a term that is no longer in the taxonomy
            term = known[kind, code]
            kept.add(term.pk)
            row = rows.get(term.pk)
            if row is None:
                ServiceTerm.objects.create(service=service, term=term, position=position)
            elif row.position != position:
                row.position = position
                row.save()
    for term_id, row in rows.items():
        if term_id not in kept:
            row.delete()


def _fields(record: Model, values: dict[str, Any], without: tuple[str, ...]) -> None:
    for field in record._meta.concrete_fields:
        if field.name not in values or field.name in without:
            continue
        value = values[field.name]
        if field.is_relation and value is not None and not field.related_model._base_manager.filter(pk=value).exists():
            value = None if field.null else getattr(record, field.attname)  # what it pointed to is gone
        setattr(
            record, field.attname, field.target_field.to_python(value) if field.is_relation else field.to_python(value)
        )


def _of_those(spec: Spec, part: str, rows: dict[str, dict], kept: dict[str, dict[str, Any]]) -> dict[str, dict]:
    """The rows as they point to rows of another part as those were saved; a part that stands alone as it is.

    A row whose row above is not there goes with it. One that only points to a row which is not there would say
    something else without it: raises ValidationError.
    """
    above = spec.above(part) or spec.beside(part)
    if above is None:
        return rows
    saved = {id.removeprefix("new"): pk for id, pk in kept.get(above.part, {}).items()}
    found = {id: (row, row.get(above.link), saved.get(str(row.get(above.link)))) for id, row in rows.items()}
    if spec.beside(part):
        if any(asked is not None and pk is None for _, asked, pk in found.values()):
            what = capfirst(spec.parts[part]._meta.verbose_name)
            message = gettext("%(what)s: the location is not there any more. Keep it too, or leave this out.")
            raise ValidationError(message % {"what": what})
        return {id: {**row, above.link: pk} for id, (row, _, pk) in found.items()}
    return {id: {**row, above.link: pk} for id, (row, _, pk) in found.items() if pk is not None}


def _because(record: Model, reason: str) -> None:
    """Where simple-history looks for the reason of a change."""
    record._change_reason = reason[:_REASON] or None


def _part(record: Model, name: str, rows: dict[str, dict], reason: str) -> dict[str, Any]:
    """Makes the rows of a part what the state says; returns the key of each by its id in the state."""
    spec = SPECS[type(record)]
    model = spec.parts[name]
    names = row_names(spec, model)
    own = {} if spec.above(name) else {spec.link: record}
    present = {str(row.pk): row for row in rows_of(record, name)}
    saved = {id: row.pk for id, row in present.items() if id in rows}
    for id, row in present.items():
        if id not in rows:
            _because(row, reason)
            row.delete()
    for id, values in rows.items():
        row = present.get(id)
        if row is not None and values_of(row, names) == {key: values.get(key) for key in names}:
            continue
        row = row or model(**own)
        _fields(row, values, without=())
        if row.pk is None and not id.startswith("new") and not model._base_manager.filter(pk=id).exists():
            row.pk = int(id)
        try:
            row.full_clean()
        except ValidationError as error:
            label = capfirst(model._meta.verbose_name)
            raise ValidationError([f"{label}: {message}" for message in error.messages]) from error
        _because(row, reason)
        row.save()
        saved[id] = row.pk
    return saved
