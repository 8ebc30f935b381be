"""What officers work with beside the records: comments, reports of errors, known gaps, proposals, checks of links."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy
from simple_history.models import HistoricalRecords

from services_directory.models.city import City
from services_directory.models.limits import Data, Text
from services_directory.models.organization import Organization
from services_directory.models.service import Service


class Comment(models.Model):
    """A remark to colleagues on a service; newcomers never see it."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False,
        verbose_name=gettext_lazy("author"),
    )  # fmt: skip
    text = Text(gettext_lazy("comment"), max_length=4000)
    written_at = models.DateTimeField(gettext_lazy("written"), auto_now_add=True)
    done = models.BooleanField(gettext_lazy("settled"), default=False)

    class Meta:
        verbose_name = gettext_lazy("comment")
        verbose_name_plural = gettext_lazy("comments")
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return self.text[:60]


class ErrorReport(models.Model):
    """Somebody says that something shown is wrong. Anonymous: what is wrong, of what, in which words; no address.

    `conversation` is a key that only whoever erases the conversation can make (services_directory.reports), '' where
    it came from a page. The words go with the conversation, or some time after `settled_at`; the rest stays.
    """

    class State(models.TextChoices):
        OPEN = "open", gettext_lazy("open")
        SETTLED = "settled", gettext_lazy("settled")
        DECLINED = "declined", gettext_lazy("nothing was wrong")

    city = models.ForeignKey(City, models.CASCADE, related_name="error_reports", verbose_name=gettext_lazy("city"))
    service = models.ForeignKey(
        Service, models.CASCADE, null=True, blank=True, related_name="error_reports",
        verbose_name=gettext_lazy("service"),
    )  # fmt: skip
    text = Text(gettext_lazy("in the reader's words"), max_length=2000, blank=True)
    language = models.CharField(gettext_lazy("language"), max_length=12)
    reported_at = models.DateTimeField(gettext_lazy("reported"), auto_now_add=True)
    state = models.CharField(gettext_lazy("state"), max_length=10, choices=State.choices, default=State.OPEN)
    outcome = Text(gettext_lazy("what came of it"), blank=True)
    conversation = models.CharField(max_length=64, blank=True, default="", editable=False, db_index=True)
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    # What became of it and by whom: the words of a newcomer, and the way to them, are in no history.
    changes = HistoricalRecords(excluded_fields=["text", "conversation", "settled_at"])

    class Meta:
        verbose_name = gettext_lazy("error report")
        verbose_name_plural = gettext_lazy("error reports")
        ordering = ["state", "-reported_at"]

    def save(self, *args, **kwargs) -> None:
        """Keeps the time at which it was settled or declined."""
        is_open = self.state == self.State.OPEN
        self.settled_at = None if is_open else self.settled_at or timezone.now()
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return str(self.service or self.city)  # never the words: names stand in the audit log, which nobody erases


class KnownGap(models.Model):
    """A gap in the coverage that the city knows, with its plan; `cell` are codes by axis: {"topic": "loans"}."""

    city = models.ForeignKey(City, models.CASCADE, related_name="known_gaps", verbose_name=gettext_lazy("city"))
    cell = Data(gettext_lazy("where"), default=dict)
    plan = Text(gettext_lazy("the plan"), max_length=2000)
    until = models.DateField(gettext_lazy("until"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False,
        verbose_name=gettext_lazy("author"),
    )  # fmt: skip
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("known gap")
        verbose_name_plural = gettext_lazy("known gaps")
        ordering = ["until"]

    def clean(self) -> None:
        """A day to come: a plan for the past closes no gap."""
        from services_directory import reading

        if self.until and self.until < reading.today():
            raise ValidationError({"until": gettext_lazy("This day is past.")})

    def __str__(self) -> str:
        """Where, in the officer's words."""
        from services_directory.quality.gaps import title
        from services_directory.quality.known import place_of

        return title(place_of(self.cell), self.city) or str(self.city)


class LinkCheck(models.Model):
    """What came of asking for an address last; one row an address, whoever uses it.

    `reason` is a code of `services_directory.upkeep.verdict.REASONS`, which says it in the officer's language. One that
    fails is dead from the third failure in a row on.
    """

    class State(models.TextChoices):
        OK = "ok", pgettext_lazy("an address", "answers")
        MOVED = "moved", gettext_lazy("has moved")
        SLOW = "slow", gettext_lazy("slow")
        BLOCKED = "blocked", gettext_lazy("refuses programs")
        FAILING = "failing", gettext_lazy("does not answer just now")
        DEAD = "dead", gettext_lazy("dead")

    url = models.URLField(gettext_lazy("address"), max_length=600, unique=True)
    state = models.CharField(gettext_lazy("state"), max_length=10, choices=State.choices)
    status_code = models.PositiveSmallIntegerField(gettext_lazy("status of HTTP"), null=True, blank=True)
    reason = models.CharField(gettext_lazy("reason"), max_length=200, blank=True)
    failures = models.PositiveSmallIntegerField(gettext_lazy("failures in a row"), default=0)
    checked_at = models.DateTimeField(gettext_lazy("checked"))
    moved_to = models.URLField(gettext_lazy("new address"), max_length=600, blank=True)

    class Meta:
        verbose_name = gettext_lazy("check of a link")
        verbose_name_plural = gettext_lazy("checks of links")
        ordering = ["state", "url"]

    def __str__(self) -> str:
        return self.url


class Proposal(models.Model):
    """A partner's change of its own service, until an officer accepts it or declines it with a reason.

    `changes` holds what differs from the service: `accounts.proposals.changes` says how. Without a service a new one is
    proposed, for `organization` in `city`; accepting makes it.
    """

    class State(models.TextChoices):
        OPEN = "open", gettext_lazy("open")
        ACCEPTED = "accepted", gettext_lazy("accepted")
        DECLINED = "declined", gettext_lazy("declined")

    service = models.ForeignKey(Service, models.CASCADE, null=True, blank=True, related_name="proposals")
    organization = models.ForeignKey(Organization, models.CASCADE, null=True, blank=True, related_name="+")
    city = models.ForeignKey(City, models.CASCADE, null=True, blank=True, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="proposals"
    )
    changes = Data(gettext_lazy("changes"), default=dict)
    note = Text(gettext_lazy("why"), max_length=2000, blank=True)
    made_at = models.DateTimeField(gettext_lazy("made"), auto_now_add=True)
    state = models.CharField(gettext_lazy("state"), max_length=10, choices=State.choices, default=State.OPEN)
    reason = Text(gettext_lazy("reason"), max_length=2000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    decided_at = models.DateTimeField(gettext_lazy("decided"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = gettext_lazy("proposal")
        verbose_name_plural = gettext_lazy("proposals")
        ordering = ["state", "-made_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The service's name, also of one that is not made yet."""
        return self.service.name if self.service else self.changes["new"]["fields"].get("name", "")
