"""Mails that are to be sent."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy


class Mail(models.Model):
    """A mail on its way: it is deleted when it was sent, and tried again when it could not be.

    No address and no text is kept here: both are made from the enquiry when it is sent.
    """

    class Kind(models.TextChoices):
        """To whom."""

        PERSON = "person", gettext_lazy("to the person: there is a reply")
        TEAM = "team", gettext_lazy("to the team: a new enquiry")

    enquiry = models.ForeignKey("enquiries.Enquiry", models.CASCADE, related_name="mails")
    kind = models.CharField(gettext_lazy("kind"), max_length=8, choices=Kind)
    made_at = models.DateTimeField(gettext_lazy("made"), default=timezone.now)
    next_try_at = models.DateTimeField(gettext_lazy("next try"), default=timezone.now, db_index=True)
    tries = models.PositiveSmallIntegerField(gettext_lazy("tries"), default=0)

    class Meta:
        verbose_name = gettext_lazy("mail to send")
        verbose_name_plural = gettext_lazy("mails to send")
        constraints = [models.UniqueConstraint(fields=["enquiry", "kind"], name="one_mail_of_a_kind_waits")]

    def __str__(self) -> str:
        return f"{self.enquiry} {self.kind}"
