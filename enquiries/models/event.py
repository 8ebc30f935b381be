"""What happened to an enquiry, in order."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy


class Event(models.Model):
    """One line of the timeline. `changes` is field → [from, to]; no text of a message or a note stands in it."""

    class Kind(models.TextChoices):
        """What happened; each follows who did it: ‘The person wrote’."""

        OPENED = "opened", pgettext_lazy("somebody did", "opened")
        WROTE = "wrote", pgettext_lazy("somebody did", "wrote")
        REPLIED = "replied", pgettext_lazy("somebody did", "replied")
        TAKEN_OVER = "taken_over", pgettext_lazy("somebody did", "took the conversation over")
        HANDED_BACK = "handed_back", pgettext_lazy("somebody did", "gave the conversation back to the guide")
        ASSIGNED = "assigned", pgettext_lazy("somebody did", "assigned")
        STATUS = "status", pgettext_lazy("somebody did", "changed the status")
        CHANGED = "changed", pgettext_lazy("somebody did", "changed")
        REOPENED = "reopened", pgettext_lazy("somebody did", "reopened")
        MERGED = "merged", pgettext_lazy("somebody did", "merged")
        NOTED = "noted", pgettext_lazy("somebody did", "wrote a note")
        REFERRED = "referred", pgettext_lazy("somebody did", "proposed a referral")
        REFERRAL = "referral", pgettext_lazy("somebody did", "decided on a referral")
        HELPED = "helped", pgettext_lazy("somebody did", "said whether it helped")

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
