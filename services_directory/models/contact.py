"""People and desks one can turn to: roles, never private persons."""

from django.db import models
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from services_directory.models.phone import check_e164
from services_directory.models.service import Service


class Contact(models.Model):
    """A contact of a service (HSDS contact). `name` is a role or desk; a person's name only where `public`.

    A withdrawn contact stays in the history of the directory and leaves every feed and page.
    """

    service = models.ForeignKey(Service, models.CASCADE, related_name="contacts")
    name = models.CharField(gettext_lazy("name of the role or desk"), max_length=200, blank=True)
    title = models.CharField(gettext_lazy("title"), max_length=200, blank=True)
    department = models.CharField(gettext_lazy("department"), max_length=200, blank=True)
    email = models.EmailField(gettext_lazy("e-mail address"), blank=True)
    phone = models.CharField(gettext_lazy("number"), max_length=20, blank=True, validators=[check_e164])
    public = models.BooleanField(gettext_lazy("may be shown"), default=False)
    withdrawn = models.BooleanField(gettext_lazy("withdrawn"), default=False)
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("contact")
        verbose_name_plural = gettext_lazy("contacts")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name or self.title or self.department

    @property
    def is_shown(self) -> bool:
        """Whether it may stand on a page or in the feed."""
        return self.public and not self.withdrawn


class Capacity(models.Model):
    """Places that are free (HSDS service_capacity)."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="capacities")
    unit = models.CharField(gettext_lazy("what is counted"), max_length=60)
    available = models.PositiveIntegerField(gettext_lazy("free"))
    maximum = models.PositiveIntegerField(gettext_lazy("in all"), null=True, blank=True)
    updated = models.DateField(gettext_lazy("as of"))
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("capacity")
        verbose_name_plural = gettext_lazy("capacities")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(maximum=None) | models.Q(available__lte=models.F("maximum")),
                name="capacity_available_within_maximum",
                violation_error_message=gettext_lazy("More places are free than there are in all."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.available} {self.unit}"
