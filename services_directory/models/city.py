"""Cities that the guide serves, and their districts."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from services_directory.models.limits import Data, Text
from services_directory.models.shipped import Shipped

MOST_NAMED = 5
"""Records that a message names."""


class City(Shipped):
    """A city; `id` ("helsinki") is its name in every API and address."""

    id = models.SlugField(gettext_lazy("id"), primary_key=True)
    name = models.CharField(gettext_lazy("name"), max_length=100)
    country = models.CharField(gettext_lazy("country (ISO 3166, lower case)"), max_length=2)
    default_language = models.CharField(gettext_lazy("default language"), max_length=12)
    timezone = models.CharField(gettext_lazy("time zone"), max_length=50)
    own_languages = Data(gettext_lazy("languages of the city"), default=list, blank=True)
    contact = models.SlugField(gettext_lazy("service that answers when the guide cannot"), max_length=80, blank=True)
    allowed_origins = Data(gettext_lazy("websites that may show the chat"), default=list, blank=True)

    contact_hours = Data(
        gettext_lazy("opening hours of the contact"), default=list, blank=True,
        help_text=gettext_lazy('Rules of iCalendar with times: [{"rrule": "FREQ=WEEKLY;BYDAY=MO,TU", "opens": "09:00", "closes": "15:00"}]'),
    )  # fmt: skip
    holidays = Data(gettext_lazy("days on which the contact is closed"), default=list, blank=True)
    emergency = Data(
        gettext_lazy("emergency numbers"), default=list, blank=True,
        help_text=gettext_lazy('Each with its source: [{"number": "112", "for": "…", "source": "https://…", "checked_on": "2026-01-31"}]'),
    )  # fmt: skip
    welcome = Text(gettext_lazy("welcome text"), blank=True, max_length=1_000)
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("city")
        verbose_name_plural = gettext_lazy("cities")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    @property
    def language(self) -> str:
        """The language in which the city writes its texts."""
        return self.default_language


class District(models.Model):
    """A part of a city; `names` are the forms people write, by language: `{"fi": ["Kallio"], "sv": ["Berghäll"]}`."""

    city = models.ForeignKey(City, models.CASCADE, related_name="districts", verbose_name=gettext_lazy("city"))
    code = models.SlugField(gettext_lazy("code"))
    name = models.CharField(gettext_lazy("name"), max_length=100)
    names = Data(gettext_lazy("names by language"), default=dict, blank=True)
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("district")
        verbose_name_plural = gettext_lazy("districts")
        ordering = ["city", "id"]
        constraints = [models.UniqueConstraint(fields=["city", "code"], name="district_code_in_city")]

    def __str__(self) -> str:
        return f"{self.name} ({self.city})"

    def named_by(self) -> list[models.Model]:
        """The services, places, events and known gaps that name it; places by their services."""
        places = [place.service for place in self.locations.select_related("service")]
        services = {service.pk: service for service in (*self.services.all(), *places)}
        return [*services.values(), *self.events.all(), *self.city.known_gaps.filter(cell__district=self.code)]

    def check_unused(self) -> None:
        """Raises ValidationError where something names it: the records would lose where they are."""
        if found := self.named_by():
            names = ", ".join(str(each) for each in found[:MOST_NAMED]) + (" …" if len(found) > MOST_NAMED else "")
            message = gettext_lazy("%(district)s is named by: %(records)s. Take it out of them first, then delete it.")
            raise ValidationError(message, params={"district": self.name, "records": names})

    def delete(self, *args, **kwargs):
        """Raises ValidationError where something names it."""
        self.check_unused()
        return super().delete(*args, **kwargs)
