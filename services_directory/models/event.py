"""Events: fairs, meetings, information days. They leave the answers when they are over."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from services_directory.models.city import City, District
from services_directory.models.limits import Data, Text
from services_directory.models.organization import Organization
from services_directory.models.publication import Publication
from services_directory.models.source import Source


class Event(models.Model):
    """An event on one day or several; `languages` are BCP 47 tags."""

    city = models.ForeignKey(City, models.CASCADE, related_name="events", verbose_name=gettext_lazy("city"))
    slug = models.SlugField(gettext_lazy("id"), max_length=80)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="events", verbose_name=gettext_lazy("organization")
    )
    name = models.CharField(gettext_lazy("name"), max_length=200)
    description = Text(gettext_lazy("description"), blank=True, max_length=4000)
    language = models.CharField(gettext_lazy("language of the texts"), max_length=12, default="en")
    starts_at = models.DateTimeField(gettext_lazy("begins"))
    ends_at = models.DateTimeField(gettext_lazy("ends"))
    place = models.CharField(gettext_lazy("place"), max_length=300, blank=True)
    district = models.ForeignKey(
        District, models.SET_NULL, null=True, blank=True, related_name="events", verbose_name=gettext_lazy("district")
    )
    languages = Data(gettext_lazy("languages spoken"), default=list, blank=True)
    free = models.BooleanField(gettext_lazy("free of charge"), null=True, blank=True)
    cost_note = models.CharField(gettext_lazy("about the cost"), max_length=200, blank=True)
    sign_up = models.URLField(gettext_lazy("page to sign up"), max_length=600, blank=True)
    url = models.URLField(gettext_lazy("website"), max_length=600, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name=gettext_lazy("source"))
    publication = models.CharField(
        gettext_lazy("publication"), max_length=10, choices=Publication.choices, default=Publication.DRAFT
    )
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("event")
        verbose_name_plural = gettext_lazy("events")
        ordering = ["starts_at", "id"]
        constraints = [models.UniqueConstraint(fields=["city", "slug"], name="event_slug_in_city")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """An event does not end before it begins, and its languages are tags."""
        from services_directory.models.checks import check_tags

        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": gettext_lazy("This is before the beginning.")})
        check_tags("languages", self.languages)
