"""When a service is open."""

from dateutil.rrule import rrulestr
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from services_directory.models.location import OfPlace
from services_directory.models.service import Service


def check_rrule(rule: str) -> None:
    """Raises ValidationError unless `rule` is a recurrence rule of iCalendar (RFC 5545, 3.3.10)."""
    try:
        rrulestr(rule)
    except (ValueError, TypeError, AttributeError) as error:
        raise ValidationError(gettext_lazy("This is no recurrence rule of iCalendar.")) from error


class Schedule(OfPlace):
    """Hours that come again; `rrule` says on which days. An empty rule with `by_appointment` means: book first."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="schedules")
    rrule = models.CharField(
        gettext_lazy("days (iCalendar RRULE)"), max_length=200, blank=True, validators=[check_rrule]
    )
    opens_at = models.TimeField(gettext_lazy("opens at"), null=True, blank=True)
    closes_at = models.TimeField(gettext_lazy("closes at"), null=True, blank=True)
    valid_from = models.DateField(gettext_lazy("valid from"), null=True, blank=True)
    valid_to = models.DateField(gettext_lazy("valid to"), null=True, blank=True)
    by_appointment = models.BooleanField(gettext_lazy("by appointment only"), default=False)
    link = models.URLField(gettext_lazy("page with the dates"), max_length=600, blank=True)
    note = models.CharField(gettext_lazy("note"), max_length=200, blank=True)
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("schedule")
        verbose_name_plural = gettext_lazy("schedules")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.rrule} {self.opens_at or ''}–{self.closes_at or ''}"

    def clean(self) -> None:
        """Nothing ends before it begins; the place is one of the service."""
        super().clean()
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": gettext_lazy("This is before the opening.")})
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": gettext_lazy("This day is before the first one.")})
