"""What the models themselves say of values, without a query and, where it can be, without making a record."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field as DbField
from django.db.models import Model

from services_directory.exchange.faults import by_field
from services_directory.exchange.fields import Field


@lru_cache(maxsize=256)
def _plan(fields: tuple[Field, ...], model: type[Model]) -> tuple[tuple[str, str, Any, DbField], ...]:
    """(key, attribute, kind, field of the model) of those that are no references."""
    return tuple(
        (each.key, each.attribute, each.kind, model._meta.get_field(each.attribute))
        for each in fields
        if not each.path and each.attribute != "key"
    )


def values_of(fields: tuple[Field, ...], item: dict, model: type[Model]) -> dict[str, Any]:
    """Attribute → value for the model, of the fields that are no references; what is not said is the default."""
    return {
        attribute: kind.stored(item[key]) if item.get(key, "") != "" else field.get_default()
        for key, attribute, kind, field in _plan(fields, model)
    }


def field_errors(fields: Iterable[Field], item: dict, model: type[Model]) -> Iterator[tuple[str, str]]:
    """(key, message) of what the fields of the model say, as its `clean_fields` would, without making a record."""
    for key, _, kind, field in _plan(tuple(fields), model):
        given = item.get(key, "")
        value = kind.stored(given) if given != "" else field.get_default()
        if field.blank and value in field.empty_values:
            continue
        try:
            field.clean(value, None)
        except ValidationError as error:
            for message in error.messages:
                yield key, str(message)


def clean_errors(model: type[Model], values: dict[str, Any]) -> list[tuple[str, str]]:
    """(attribute or "", message) of what the model's own `clean` says."""
    if model.clean is Model.clean:
        return []
    try:
        model(**values).clean()
    except ValidationError as error:
        return by_field(error)
    return []
