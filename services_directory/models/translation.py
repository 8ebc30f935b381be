"""Texts of services, events, organizations and cities in further languages."""

from django.db import models
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from services_directory.models.checks import check_placeholders
from services_directory.models.city import City
from services_directory.models.eligibility import Eligibility
from services_directory.models.event import Event
from services_directory.models.limits import Text
from services_directory.models.organization import Organization
from services_directory.models.service import TEXT_FIELDS, Service


def _named(model: type[models.Model], fields: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(field, model._meta.get_field(field).verbose_name) for field in fields]


class AnyTranslation(models.Model):
    """One text of one record in one language, written by an officer or translator; it goes before the catalogue's.

    A withheld translation is not shown: the meaning of the original changed, the original is shown and marked. A kind
    of record has a table of its own, so that whose a translation is follows from the record (accounts.scope).
    """

    class State(models.TextChoices):
        PUBLISHED = "published", gettext_lazy("translated")
        OUTDATED = "outdated", gettext_lazy("out of date since the original changed")
        WITHHELD = "withheld", gettext_lazy("withheld: the meaning of the original changed")

    FIELDS: list[tuple[str, str]]
    """(name, label) of the texts that are translated, in the order in which they are."""
    FIGURES = False
    """Whether the texts have placeholders for figures."""

    language = models.CharField(gettext_lazy("language"), max_length=12)
    text = Text(gettext_lazy("text"))
    state = models.CharField(gettext_lazy("state"), max_length=10, choices=State.choices, default=State.PUBLISHED)

    class Meta:
        abstract = True
        verbose_name = gettext_lazy("translation")
        verbose_name_plural = gettext_lazy("translations")
        ordering = ["language", "field"]

    def __str__(self) -> str:
        return f"{self.get_field_display()} ({self.language})"


class Translation(AnyTranslation):
    """One text of a service."""

    FIELDS = [*_named(Service, TEXT_FIELDS), ("eligibility", Eligibility._meta.get_field("text").verbose_name)]
    FIGURES = True

    service = models.ForeignKey(Service, models.CASCADE, related_name="translations")
    field = models.CharField(gettext_lazy("field"), max_length=20, choices=FIELDS)
    changes = HistoricalRecords()

    class Meta(AnyTranslation.Meta):
        constraints = [
            models.UniqueConstraint(fields=["service", "field", "language"], name="translation_once_a_field"),
        ]

    def clean(self) -> None:
        """A translation asks for no other figures than the service has."""
        if self.service_id and self.service.pk:
            known = set(self.service.values) | set(self.service.cost_options.values_list("key", flat=True))
            check_placeholders({"text": self.text}, known)


class EventTranslation(AnyTranslation):
    """One text of an event."""

    FIELDS = _named(Event, ("name", "description", "cost_note"))

    event = models.ForeignKey(Event, models.CASCADE, related_name="translations")
    field = models.CharField(gettext_lazy("field"), max_length=20, choices=FIELDS)
    changes = HistoricalRecords()

    class Meta(AnyTranslation.Meta):
        constraints = [
            models.UniqueConstraint(fields=["event", "field", "language"], name="event_translation_once_a_field"),
        ]


class OrganizationTranslation(AnyTranslation):
    """One text of an organization."""

    FIELDS = _named(Organization, ("name", "description"))

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="translations")
    field = models.CharField(gettext_lazy("field"), max_length=20, choices=FIELDS)
    changes = HistoricalRecords()

    class Meta(AnyTranslation.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "field", "language"], name="organization_translation_once_a_field"
            ),
        ]


class CityTranslation(AnyTranslation):
    """The welcome of a city."""

    FIELDS = _named(City, ("welcome",))

    city = models.ForeignKey(City, models.CASCADE, related_name="translations")
    field = models.CharField(gettext_lazy("field"), max_length=20, choices=FIELDS)
    changes = HistoricalRecords()

    class Meta(AnyTranslation.Meta):
        constraints = [
            models.UniqueConstraint(fields=["city", "field", "language"], name="city_translation_once_a_field"),
        ]
