"""What keeps people out of a service, and what lets them in: barriers, ways into buildings, whom it works with."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from services_directory.models.limits import Text
from services_directory.models.location import Location
from services_directory.models.organization import Organization
from services_directory.models.publication import Publication
from services_directory.models.service import Service
from services_directory.models.source import Source


class AccessBarrier(models.Model):
    """A known barrier of a service and what was done about it.

    The kinds are those that the EUROCITIES toolkit (2018, factors 'inclusive mainstream' and 'access to finance') and
    newcomers' reports name.
    """

    class Kind(models.TextChoices):
        LANGUAGE = "language", gettext_lazy("language")
        PAPERS = "papers", gettext_lazy("papers and documents")
        RESIDENCE_STATUS = "residence-status", gettext_lazy("residence status")
        CREDIT_HISTORY = "credit-history", gettext_lazy("credit history or collateral")
        QUALIFICATIONS = "qualifications", gettext_lazy("foreign qualifications")
        COST = "cost", gettext_lazy("cost")
        HOURS = "hours", gettext_lazy("hours or place")
        DIGITAL = "digital", gettext_lazy("sign-in or forms on line")
        DISCRIMINATION = "discrimination", gettext_lazy("discrimination")
        NO_REPLY = "no-reply", gettext_lazy("no reply")
        OTHER = "other", gettext_lazy("something else")

    class State(models.TextChoices):
        OPEN = "open", gettext_lazy("open")
        IN_WORK = "in-work", gettext_lazy("being worked on")
        REMOVED = "removed", gettext_lazy("removed")

    service = models.ForeignKey(Service, models.CASCADE, related_name="barriers")
    kind = models.CharField(gettext_lazy("kind"), max_length=20, choices=Kind.choices)
    description = Text(gettext_lazy("what happens"), blank=True)
    done = Text(gettext_lazy("what was done about it"), blank=True)
    state = models.CharField(gettext_lazy("state"), max_length=10, choices=State.choices, default=State.OPEN)
    since = models.DateField(gettext_lazy("known since"), null=True, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name=gettext_lazy("source"))
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("access barrier")
        verbose_name_plural = gettext_lazy("access barriers")
        ordering = ["state", "kind", "id"]

    def __str__(self) -> str:
        return self.get_kind_display()

    def clean(self) -> None:
        """A barrier that is removed says what was done."""
        if self.state == self.State.REMOVED and not self.done.strip():
            raise ValidationError({"done": gettext_lazy("Say what was done, so that others can learn from it.")})


class Accessibility(models.Model):
    """How people with disabilities can use a place (HSDS accessibility)."""

    location = models.ForeignKey(
        Location, models.CASCADE, related_name="accessibility", verbose_name=gettext_lazy("location")
    )
    description = models.CharField(gettext_lazy("what there is"), max_length=200)
    details = Text(gettext_lazy("details"), blank=True)
    url = models.URLField(gettext_lazy("website"), max_length=600, blank=True)
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("accessibility")
        verbose_name_plural = gettext_lazy("accessibility")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.description


class Partnership(models.Model):
    """Whom a service works with or refers people to: another service of the directory, or an organization."""

    class Kind(models.TextChoices):
        REFERS = "refers-to", gettext_lazy("refers people to")
        WORKS_WITH = "works-with", gettext_lazy("works with")

    service = models.ForeignKey(Service, models.CASCADE, related_name="partnerships")
    kind = models.CharField(gettext_lazy("kind"), max_length=12, choices=Kind.choices)
    to_service = models.ForeignKey(
        Service, models.CASCADE, null=True, blank=True, related_name="referred_by", verbose_name=gettext_lazy("service")
    )
    to_organization = models.ForeignKey(
        Organization, models.CASCADE, null=True, blank=True, related_name="referred_by",
        verbose_name=gettext_lazy("organization"),
    )  # fmt: skip
    note = models.CharField(gettext_lazy("note"), max_length=200, blank=True)
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("partnership")
        verbose_name_plural = gettext_lazy("partnerships")
        ordering = ["kind", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_service=None) ^ models.Q(to_organization=None),
                name="partnership_one_target",
                violation_error_message=gettext_lazy("Choose a service or an organization, one of them."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.to_service or self.to_organization)

    @property
    def is_shown(self) -> bool:
        """Whether the partner may be named: an organization, or a service that newcomers can see."""
        partner = self.to_service
        return partner is None or bool(
            partner.publication == Publication.PUBLISHED and not partner.historical and partner.city_id
        )

    def clean(self) -> None:
        """Not the service itself, and no referral leads in a circle; the constraint says that there is one partner."""
        if self.to_service_id and self.to_service_id == self.service_id:
            raise ValidationError({"to_service": gettext_lazy("A service cannot refer to itself.")})
        if self.kind == self.Kind.REFERS and self.to_service_id and self._leads_back():
            message = gettext_lazy("That service refers back here: people would go in a circle. Use 'works with'.")
            raise ValidationError({"to_service": message})

    def _leads_back(self) -> bool:
        """Whether referrals from the target reach the service."""
        seen, front = set(), {self.to_service_id}
        rows = Partnership.objects.filter(kind=self.Kind.REFERS).exclude(to_service=None)
        while front:
            if self.service_id in front:
                return True
            seen |= front
            reached = rows.filter(service__in=front).exclude(pk=self.pk).values_list("to_service", flat=True)
            front = set(reached) - seen
        return False
