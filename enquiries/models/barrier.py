"""What stopped somebody."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy


def today():
    """The day, UTC."""
    return timezone.now().date()


class Barrier(models.Model):
    """A barrier, coded; it stays as an anonymous count when its enquiry is erased: no text, no time of day."""

    class Kind(models.TextChoices):
        """What it was."""

        LANGUAGE = "language", gettext_lazy("language")
        PAPERS = "papers", gettext_lazy("papers")
        RESIDENCE_STATUS = "residence_status", gettext_lazy("residence status")
        CREDIT_HISTORY = "credit_history", gettext_lazy("credit history")
        COST = "cost", gettext_lazy("cost")
        HOURS = "hours", gettext_lazy("opening hours")
        DISCRIMINATION = "discrimination", gettext_lazy("discrimination")
        NO_REPLY = "no_reply", gettext_lazy("no reply")
        OTHER = "other", gettext_lazy("something else")

    city = models.ForeignKey(
        "services_directory.City", models.CASCADE, related_name="+", verbose_name=gettext_lazy("city")
    )
    kind = models.CharField(gettext_lazy("kind"), max_length=20, choices=Kind)
    service = models.ForeignKey(
        "services_directory.Service", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=gettext_lazy("service"),
    )  # fmt: skip
    step = models.SlugField(gettext_lazy("step"), max_length=60, blank=True)
    language = models.CharField(gettext_lazy("language"), max_length=16)
    topic = models.SlugField(gettext_lazy("topic"), max_length=50, blank=True)
    reported_on = models.DateField(gettext_lazy("reported"), default=today)
    enquiry = models.ForeignKey(
        "enquiries.Enquiry", models.SET_NULL, null=True, blank=True, related_name="barriers",
        verbose_name=gettext_lazy("enquiry"),
    )  # fmt: skip

    class Meta:
        verbose_name = gettext_lazy("barrier")
        verbose_name_plural = gettext_lazy("barriers")
        ordering = ["-reported_on", "-id"]
        indexes = [models.Index(fields=["city", "reported_on"], name="barrier_day")]

    def __str__(self) -> str:
        return f"{self.city_id} {self.kind} {self.reported_on}"
