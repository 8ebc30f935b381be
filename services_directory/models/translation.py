"""Texts of a service in further languages."""

from django.db import models
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from services_directory.models.checks import check_placeholders
from services_directory.models.eligibility import Eligibility
from services_directory.models.service import TEXT_FIELDS, Service


class Translation(models.Model):
    """One text of one service in one language, written by an officer or translator; it goes before the catalogue's.

    A withheld translation is not shown: the meaning of the original changed, the original is shown and marked.
    """

    class State(models.TextChoices):
        PUBLISHED = "published", gettext_lazy("translated")
        OUTDATED = "outdated", gettext_lazy("out of date since the original changed")
        WITHHELD = "withheld", gettext_lazy("withheld: the meaning of the original changed")

    FIELDS = [
        *((field, Service._meta.get_field(field).verbose_name) for field in TEXT_FIELDS),
        ("eligibility", Eligibility._meta.get_field("text").verbose_name),
    ]

    service = models.ForeignKey(Service, models.CASCADE, related_name="translations")
    field = models.CharField(gettext_lazy("field"), max_length=20, choices=FIELDS)
    language = models.CharField(gettext_lazy("language"), max_length=12)
    text = models.TextField(gettext_lazy("text"))
    state = models.CharField(gettext_lazy("state"), max_length=10, choices=State.choices, default=State.PUBLISHED)
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("translation")
        verbose_name_plural = gettext_lazy("translations")
        ordering = ["language", "field"]
        constraints = [
            models.UniqueConstraint(fields=["service", "field", "language"], name="translation_once_a_field"),
        ]

    def __str__(self) -> str:
        return f"{self.get_field_display()} ({self.language})"

    def clean(self) -> None:
        """A translation asks for no other figures than the service has."""
        if self.service_id and self.service.pk:
            known = set(self.service.values) | set(self.service.cost_options.values_list("key", flat=True))
            check_placeholders({"text": self.text}, known)
