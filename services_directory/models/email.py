"""E-mail addresses."""

from django.db import models
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from services_directory.models.service import Service


class EmailAddress(models.Model):
    """An address of an office, never of a private person."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="emails")
    address = models.EmailField(gettext_lazy("e-mail address"))
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("e-mail address")
        verbose_name_plural = gettext_lazy("e-mail addresses")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.address
