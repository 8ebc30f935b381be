"""What a service costs, as figures."""

from django.db import models
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from services_directory.models.checks import check_value
from services_directory.models.limits import Data
from services_directory.models.service import Service


class CostOption(models.Model):
    """A price or fee (a typed value); `key` is its placeholder in the texts of the service."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="cost_options")
    key = models.SlugField(gettext_lazy("placeholder"))
    value = Data(gettext_lazy("value"), validators=[check_value])
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("cost option")
        verbose_name_plural = gettext_lazy("cost options")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["service", "key"], name="cost_key_in_service")]

    def __str__(self) -> str:
        return self.key
