"""Where a service is."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from services_directory.models.city import District
from services_directory.models.service import Service


class Location(models.Model):
    """An address as the office writes it; not translated."""

    class Type(models.TextChoices):
        PHYSICAL = "physical", gettext_lazy("place to visit")
        POSTAL = "postal", gettext_lazy("postal address")
        VIRTUAL = "virtual", gettext_lazy("on line")

    service = models.ForeignKey(Service, models.CASCADE, related_name="locations")
    location_type = models.CharField(gettext_lazy("kind"), max_length=10, choices=Type.choices, default=Type.PHYSICAL)
    address = models.CharField(gettext_lazy("address"), max_length=300)
    postal_code = models.CharField(gettext_lazy("postcode"), max_length=12, blank=True)
    locality = models.CharField(gettext_lazy("town"), max_length=100, blank=True)
    region = models.CharField(gettext_lazy("region"), max_length=100, blank=True)
    name = models.CharField(gettext_lazy("name of the place"), max_length=200, blank=True)
    transportation = models.CharField(gettext_lazy("how to get there"), max_length=300, blank=True)
    latitude = models.DecimalField(
        gettext_lazy("latitude"), max_digits=8, decimal_places=6, null=True, blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )  # fmt: skip
    longitude = models.DecimalField(
        gettext_lazy("longitude"), max_digits=9, decimal_places=6, null=True, blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )  # fmt: skip
    district = models.ForeignKey(
        District,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="locations",
        verbose_name=gettext_lazy("district"),
    )
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("location")
        verbose_name_plural = gettext_lazy("locations")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.address


class OfPlace(models.Model):
    """What holds at all places of a service, or, with a `location`, at that one alone."""

    # Not SET_NULL: the hours of an office that closed would then be told as those of every other one, which nobody
    # said. They go with it, and come back with it from the history; the desk asks before it takes such a place away.
    location = models.ForeignKey(
        Location,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=gettext_lazy("location"),
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """The place is one of the same service."""
        super().clean()
        if self.location_id and self.location.service_id != self.service_id:
            raise ValidationError({"location": gettext_lazy("This location belongs to another service.")})
