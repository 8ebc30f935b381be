"""Telephone numbers."""

import phonenumbers
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from services_directory.models.limits import Data
from services_directory.models.location import OfPlace
from services_directory.models.service import Service


def check_e164(number: str) -> None:
    """Raises ValidationError unless `number` is written in E.164 (+ and country code, digits only) and can exist."""
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException as error:
        raise ValidationError(gettext_lazy("Write the number with + and the country code.")) from error
    if not phonenumbers.is_possible_number(parsed):
        raise ValidationError(gettext_lazy("There is no such number: it is too short or too long."))
    if phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) != number:
        raise ValidationError(gettext_lazy("Write the number without spaces, as +35893101400."))


class Phone(OfPlace):
    """A number in E.164."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="phones")
    number = models.CharField(gettext_lazy("number"), max_length=20, validators=[check_e164])
    extension = models.PositiveIntegerField(gettext_lazy("extension"), null=True, blank=True)
    languages = Data(gettext_lazy("languages spoken"), default=list, blank=True)
    note = models.CharField(gettext_lazy("note"), max_length=200, blank=True)
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("phone number")
        verbose_name_plural = gettext_lazy("phone numbers")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.number
