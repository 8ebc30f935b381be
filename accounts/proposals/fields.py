"""Which fields a partner may propose, what they hold now, and how accepted ones are written."""

import hashlib
import json

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext_lazy

from services_directory.models import EmailAddress, Phone, Service, SpokenLanguage

FIELDS = (
    "description", "url", "language_note", "cost_note", "hours_note", "duration_note", "application_process", "alert",
    "window_start", "window_end", "exit_strategy", "intercultural_training", "staff_diversity", "inclusion_note",
)  # fmt: skip
"""Fields of Service. Name, organization, terms, status and publication stay with the officer."""
PARTS = {
    "phones": (Phone, "number", gettext_lazy("telephone numbers")),
    "emails": (EmailAddress, "address", gettext_lazy("e-mail addresses")),
    "spoken_languages": (SpokenLanguage, "code", gettext_lazy("languages spoken")),
}
"""Relation → (model, its field, name): lists of which a partner proposes the whole."""


def current(service: Service) -> dict:
    """What the service holds, as JSON has it."""
    values = {name: getattr(service, name) for name in FIELDS}
    for relation, (_, field, _name) in PARTS.items():
        values[relation] = list(getattr(service, relation).values_list(field, flat=True))
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))


def label(name: str) -> str:
    """The name of a field for people."""
    return str(PARTS[name][2] if name in PARTS else Service._meta.get_field(name).verbose_name)


def told(name: str, value) -> str:
    """A value for people."""
    if value in (None, "", []):
        return ""
    if isinstance(value, list):
        return "\n".join(map(str, value))
    choices = dict(Service._meta.get_field(name).flatchoices) if name in FIELDS else {}
    return str(choices.get(value, value))


def stamp(service: Service) -> str:
    """Changes when anything does that a proposal may touch: an officer decides on what was shown."""
    return hashlib.sha256(json.dumps(current(service), sort_keys=True).encode()).hexdigest()[:32]


def apply(service: Service, changes: dict, reason: str) -> None:
    """Writes the changes with `reason` in the history. Raises ValidationError, by field, with nothing written.

    To be called within a transaction.
    """
    faults: dict = {}
    for name in FIELDS:
        if name in changes:
            setattr(service, name, Service._meta.get_field(name).to_python(changes[name]))
    try:
        service.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        faults.update(error.message_dict)
    new, gone = [], []
    for relation, (model, field, _name) in PARTS.items():
        if relation not in changes:
            continue
        rows = {getattr(row, field): row for row in getattr(service, relation).all()}
        gone += [row for value, row in rows.items() if value not in changes[relation]]
        for value in changes[relation]:
            if value not in rows:
                new.append(row := model(service=service, **{field: value}))
                try:
                    row.full_clean(exclude=["service"])
                except ValidationError as error:
                    faults.setdefault(relation, []).extend(error.messages)
    if faults:
        raise ValidationError(faults)
    service.revision += 1
    service._change_reason = reason[:100]
    service.save()
    for row in gone:
        row.delete()
    for row in new:
        row._change_reason = reason[:100]
        row.save()
