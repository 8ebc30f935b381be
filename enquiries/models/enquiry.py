"""One enquiry: a conversation that needs a person."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy


class Enquiry(models.Model):
    """What a newcomer asks of the city's staff. What was said stands in its conversation, and goes with it.

    Nothing here names the person; `contact_email` is there only where it was asked for, and goes when the enquiry is
    closed. The receipt code is kept as a keyed hash (`enquiries.receipt`). `revision` grows with every change by staff.
    `training_consented_at` is a consent apart: that messages, freed of personal data, may teach the guide. None: no.
    """

    class Origin(models.TextChoices):
        """Why a person is needed."""

        ASKED = "asked", gettext_lazy("asked for a person")
        MISUNDERSTOOD = "misunderstood", gettext_lazy("the guide did not understand")
        NOT_HELPED = "not_helped", gettext_lazy("the answer did not help")
        RISK = "risk", gettext_lazy("danger")
        HARDSHIP = "hardship", gettext_lazy("hardship")
        OVERDUE = "overdue", gettext_lazy("the answer was not checked in time")
        BARRIER = "barrier", gettext_lazy("a barrier")
        ERROR = "error", gettext_lazy("an error in the directory")
        FORM = "form", gettext_lazy("the form of the website")

    class Status(models.TextChoices):
        """Where it stands."""

        NEW = "new", pgettext_lazy("an enquiry", "new")
        OPEN = "open", gettext_lazy("open")
        WAITING = "waiting", gettext_lazy("waiting for the person")
        RESOLVED = "resolved", gettext_lazy("resolved")
        CLOSED = "closed", gettext_lazy("closed")

    class Priority(models.TextChoices):
        """How urgent it is."""

        LOW = "low", gettext_lazy("low")
        NORMAL = "normal", gettext_lazy("normal")
        HIGH = "high", gettext_lazy("high")
        URGENT = "urgent", gettext_lazy("urgent")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(gettext_lazy("number"))
    city = models.ForeignKey(
        "services_directory.City", models.PROTECT, related_name="enquiries", verbose_name=gettext_lazy("city")
    )
    conversation = models.ForeignKey(
        "conversations.Conversation", models.CASCADE, related_name="enquiries",
        verbose_name=gettext_lazy("conversation"),
    )  # fmt: skip
    receipt_digest = models.CharField(gettext_lazy("hash of the receipt code"), max_length=64, unique=True)
    receipt_salt = models.CharField(gettext_lazy("what a lost answer is made anew from"), max_length=32, blank=True)
    request_digest = models.CharField(gettext_lazy("hash of the call that made it"), max_length=64, unique=True)
    language = models.CharField(gettext_lazy("language"), max_length=16)
    topic = models.SlugField(gettext_lazy("topic"), max_length=50, blank=True)
    service = models.ForeignKey(
        "services_directory.Service", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=gettext_lazy("service"),
    )  # fmt: skip
    origin = models.CharField(gettext_lazy("origin"), max_length=15, choices=Origin, default=Origin.ASKED)
    status = models.CharField(gettext_lazy("status"), max_length=10, choices=Status, default=Status.NEW)
    priority = models.CharField(gettext_lazy("priority"), max_length=8, choices=Priority, default=Priority.NORMAL)
    team = models.ForeignKey(
        "enquiries.Team", models.SET_NULL, null=True, blank=True, related_name="enquiries",
        verbose_name=gettext_lazy("team"),
    )  # fmt: skip
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="enquiries",
        verbose_name=gettext_lazy("assigned to"),
    )  # fmt: skip
    labels = models.ManyToManyField("enquiries.Label", blank=True, verbose_name=gettext_lazy("labels"))
    opened_at = models.DateTimeField(gettext_lazy("opened"), default=timezone.now)
    waiting_since = models.DateTimeField(gettext_lazy("waiting since"), null=True, blank=True)
    due_at = models.DateTimeField(gettext_lazy("due"), null=True, blank=True)
    first_reply_at = models.DateTimeField(gettext_lazy("first reply"), null=True, blank=True)
    resolved_at = models.DateTimeField(gettext_lazy("resolved at"), null=True, blank=True)
    closed_at = models.DateTimeField(gettext_lazy("closed at"), null=True, blank=True)
    reopened = models.PositiveSmallIntegerField(gettext_lazy("times reopened"), default=0)
    unread_by_staff = models.BooleanField(gettext_lazy("unread"), default=True)
    unread_by_person = models.PositiveIntegerField(gettext_lazy("replies the person has not read"), default=0)
    consent_text = models.CharField(gettext_lazy("consent given to"), max_length=40)
    consent_language = models.CharField(gettext_lazy("language of the consent"), max_length=16)
    consented_at = models.DateTimeField(gettext_lazy("consent given at"))
    training_consented_at = models.DateTimeField(gettext_lazy("agreed to training at"), null=True, blank=True)
    contact_email = models.EmailField(gettext_lazy("e-mail for 'there is a reply'"), blank=True)
    helped = models.BooleanField(gettext_lazy("it helped"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged", verbose_name=gettext_lazy("merged into")
    )
    revision = models.PositiveIntegerField(gettext_lazy("revision"), default=1)
    summary = models.JSONField(gettext_lazy("what the guide understood"), default=dict, blank=True)

    class Meta:
        verbose_name = gettext_lazy("enquiry")
        verbose_name_plural = gettext_lazy("enquiries")
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(fields=["city", "number"], name="enquiry_number_in_city"),
            models.UniqueConstraint(
                fields=["conversation"], condition=~Q(status="closed"), name="one_enquiry_at_a_time"
            ),
        ]
        indexes = [
            models.Index(fields=["city", "status", "waiting_since"], name="enquiry_queue"),
            models.Index(fields=["assignee", "status"], name="enquiry_assignee"),
            models.Index(fields=["closed_at"], name="enquiry_closed"),
        ]

    def __str__(self) -> str:
        return f"{self.city_id} {self.number}"

    @property
    def is_over(self) -> bool:
        """Whether nobody has to do anything: resolved or closed."""
        return self.status in (self.Status.RESOLVED, self.Status.CLOSED)


class LastNumber(models.Model):
    """The highest number given in a city: the number of an enquiry that was erased is not given again."""

    city = models.OneToOneField("services_directory.City", models.CASCADE, primary_key=True, related_name="+")
    number = models.PositiveIntegerField(default=0)
