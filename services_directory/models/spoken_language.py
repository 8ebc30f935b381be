"""Languages in which a service is given."""

from django.db import models
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from services_directory.models.service import Service


class SpokenLanguage(models.Model):
    """A language (BCP 47) that a source names; `as_of` where it was long ago ("2018"), else empty."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="spoken_languages")
    code = models.CharField(gettext_lazy("language (BCP 47)"), max_length=12)
    as_of = models.CharField(gettext_lazy("stated in"), max_length=10, blank=True)
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("spoken language")
        verbose_name_plural = gettext_lazy("spoken languages")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["service", "code"], name="language_once_a_service")]

    def __str__(self) -> str:
        return self.code
