"""Who may use a service."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from services_directory.models.limits import Text
from services_directory.models.service import Service


class Eligibility(models.Model):
    """Conditions in one text; ages beside it where a source states them."""

    service = models.OneToOneField(Service, models.CASCADE, related_name="eligibility")
    text = Text(gettext_lazy("conditions"))
    minimum_age = models.PositiveSmallIntegerField(gettext_lazy("minimum age"), null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(gettext_lazy("maximum age"), null=True, blank=True)
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("conditions")
        verbose_name_plural = gettext_lazy("conditions")

    def __str__(self) -> str:
        return self.text[:60]

    def clean(self) -> None:
        """The oldest is not younger than the youngest."""
        if self.minimum_age and self.maximum_age and self.maximum_age < self.minimum_age:
            raise ValidationError({"maximum_age": gettext_lazy("This is below the minimum age.")})
