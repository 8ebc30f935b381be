"""Validators of fields that hold typed values."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from locales.template import TemplateError, placeholders
from locales.values import check


def check_value(value) -> None:
    """Raises ValidationError unless `value` is a typed value of `locales.values`."""
    try:
        check(value)
    except ValueError as error:
        raise ValidationError(gettext_lazy("Not a value: %(reason)s"), params={"reason": str(error)}) from error


def check_values(values: dict) -> None:
    """Raises ValidationError unless `values` is a mapping of names to typed values."""
    if not isinstance(values, dict):
        raise ValidationError({"values": gettext_lazy("This is not a mapping of names to values.")})
    for value in values.values():
        try:
            check_value(value)
        except ValidationError as error:
            raise ValidationError({"values": error}) from error


def check_placeholders(texts: dict[str, str], known: set[str]) -> None:
    """Raises ValidationError, by field, for a stray brace or a placeholder that no value fills."""
    for field, text in texts.items():
        try:
            unknown = placeholders(text or "") - known
        except TemplateError as error:
            raise ValidationError({field: gettext_lazy("There is a stray brace in this text.")}) from error
        if unknown:
            reason = gettext_lazy("No value for: %(names)s")
            raise ValidationError({field: ValidationError(reason, params={"names": ", ".join(sorted(unknown))})})
