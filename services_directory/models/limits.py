"""Fields that nobody fills without end: the record itself has a limit, whichever form or file fills it."""

import json

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

LONGEST_TEXT = 8_000
"""Characters a text field may have; the longest of the shipped content has under 400."""
LONGEST_DATA = 50_000
"""Characters a list or mapping may have, written as JSON: an import takes 200 names of 200 characters."""


class Text(models.TextField):
    """A text of at most `max_length` characters. Django's own tells its limit to the form and keeps none itself."""

    def __init__(self, *args, max_length: int = LONGEST_TEXT, **kwargs):
        super().__init__(*args, max_length=max_length, **kwargs)

    @cached_property
    def validators(self):
        """With the limit."""
        return [*super().validators, MaxLengthValidator(self.max_length)]

    def deconstruct(self):
        """The column is that of Django's field."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


def check_size(value) -> None:
    """Raises ValidationError where a list or mapping is larger than anybody would fill in."""
    size = len(json.dumps(value, ensure_ascii=False, default=str))
    if size > LONGEST_DATA:
        message = gettext_lazy("The text has %(count)s characters; at most %(most)s fit.")
        raise ValidationError(message, params={"count": f"{size:,}", "most": f"{LONGEST_DATA:,}"})


class Data(models.JSONField):
    """A list or mapping of at most LONGEST_DATA characters."""

    default_validators = [check_size]

    def deconstruct(self):
        """The column is that of Django's field."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs
