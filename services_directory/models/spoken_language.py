"""Languages in which a service is given."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from services_directory.models.checks import check_tags
from services_directory.models.schedule import check_rrule
from services_directory.models.service import Service


class SpokenLanguage(models.Model):
    """A language (BCP 47) that a source names; `as_of` where it was long ago ("2018"), else empty.

    `given_by` says who speaks it, `rrule` with the two times on which days (empty: whenever the service is open).
    """

    class GivenBy(models.TextChoices):
        STAFF = "staff", gettext_lazy("staff")
        INTERPRETER = "interpreter", gettext_lazy("interpreter")
        REQUEST = "on-request", gettext_lazy("on request")
        UNKNOWN = "unknown", gettext_lazy("not known")

    service = models.ForeignKey(Service, models.CASCADE, related_name="spoken_languages")
    code = models.CharField(gettext_lazy("language (BCP 47)"), max_length=12)
    as_of = models.CharField(gettext_lazy("stated in"), max_length=10, blank=True)
    given_by = models.CharField(
        gettext_lazy("by whom"), max_length=12, choices=GivenBy.choices, default=GivenBy.UNKNOWN
    )
    rrule = models.CharField(
        gettext_lazy("days (iCalendar RRULE)"), max_length=200, blank=True, validators=[check_rrule]
    )
    opens_at = models.TimeField(gettext_lazy("from"), null=True, blank=True)
    closes_at = models.TimeField(gettext_lazy("until"), null=True, blank=True)
    note = models.CharField(gettext_lazy("note"), max_length=200, blank=True)
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("spoken language")
        verbose_name_plural = gettext_lazy("spoken languages")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["service", "code"], name="language_once_a_service")]

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        """The tag means a language, and the hours do not end before they begin."""
        check_tags("code", [self.code])
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": gettext_lazy("This is before the beginning.")})
