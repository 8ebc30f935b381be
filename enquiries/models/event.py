"""What happened to an enquiry, in order."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy


class Event(models.Model):
    """One line of the timeline. `changes` is field → [from, to]; no text of a message or a note stands in it."""

    class Kind(models.TextChoices):
        """What happened."""

        OPENED = "opened", gettext_lazy("opened")
        WROTE = "wrote", gettext_lazy("the person wrote")
        REPLIED = "replied", gettext_lazy("replied")
        TAKEN_OVER = "taken_over", gettext_lazy("took the conversation over")
        HANDED_BACK = "handed_back", gettext_lazy("gave the conversation back to the guide")
        ASSIGNED = "assigned", gettext_lazy("assigned")
        STATUS = "status", gettext_lazy("changed the status")
        CHANGED = "changed", gettext_lazy("changed")
        REOPENED = "reopened", gettext_lazy("reopened")
        MERGED = "merged", gettext_lazy("merged")
        NOTED = "noted", gettext_lazy("wrote a note")
        REFERRED = "referred", gettext_lazy("proposed a referral")
        REFERRAL = "referral", gettext_lazy("the person decided on a referral")
        HELPED = "helped", gettext_lazy("the person said whether it helped")

    enquiry = models.ForeignKey("enquiries.Enquiry", models.CASCADE, related_name="events")
    at = models.DateTimeField(gettext_lazy("when"), default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=gettext_lazy("who")
    )
    kind = models.CharField(gettext_lazy("what"), max_length=15, choices=Kind)
    changes = models.JSONField(gettext_lazy("changes"), default=dict, blank=True)

    class Meta:
        verbose_name = gettext_lazy("event of an enquiry")
        verbose_name_plural = gettext_lazy("events of enquiries")
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.enquiry} {self.kind}"
