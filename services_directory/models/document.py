"""What one has to bring or hand in."""

from django.db import models
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from services_directory.models.service import Service


class RequiredDocument(models.Model):
    """A document, certificate or form."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="required_documents")
    document = models.CharField(gettext_lazy("document"), max_length=300)
    uri = models.URLField(gettext_lazy("form or page about it"), max_length=600, blank=True)
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("required document")
        verbose_name_plural = gettext_lazy("required documents")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.document
