"""Validators of fields that hold typed values."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from locales.values import check


def check_value(value) -> None:
    """Raises ValidationError unless `value` is a typed value of `locales.values`."""
    try:
        check(value)
    except ValueError as error:
        raise ValidationError(gettext_lazy("Not a value: %(reason)s"), params={"reason": str(error)}) from error
