"""What earlier sources said of a service."""

from django.db import models
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from services_directory.models.service import Service
from services_directory.models.source import Source


class StatusRecord(models.Model):
    """An earlier mention, kept with its source: how the service was called and what its status was then."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="status_records")
    reference = models.SlugField(gettext_lazy("id in that source"), max_length=80)
    called = models.CharField(gettext_lazy("called"), max_length=200)
    status = models.CharField(gettext_lazy("status"), max_length=20)
    as_of = models.CharField(gettext_lazy("as of"), max_length=10)
    source = models.ForeignKey(Source, models.PROTECT, verbose_name=gettext_lazy("source"))
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("status record")
        verbose_name_plural = gettext_lazy("status records")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.called} ({self.as_of})"
