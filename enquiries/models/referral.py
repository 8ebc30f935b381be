"""Handing an enquiry to another organisation."""

from django.db import models
from django.utils.translation import gettext_lazy

from services_directory.models.limits import Text


class Referral(models.Model):
    """A proposal to hand an enquiry on. Nothing is sent before the person has agreed."""

    class State(models.TextChoices):
        """How far it is."""

        ASKED = "asked", gettext_lazy("the person was asked")
        AGREED = "agreed", gettext_lazy("the person agreed")
        DECLINED = "declined", gettext_lazy("the person declined")
        SENT = "sent", gettext_lazy("handed on")

    enquiry = models.ForeignKey("enquiries.Enquiry", models.CASCADE, related_name="referrals")
    organization = models.ForeignKey(
        "services_directory.Organization", models.PROTECT, related_name="+", verbose_name=gettext_lazy("organization")
    )
    note = Text(gettext_lazy("note"), blank=True, max_length=2_000)
    state = models.CharField(gettext_lazy("state"), max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(gettext_lazy("asked"), auto_now_add=True)
    consented_at = models.DateTimeField(gettext_lazy("agreed"), null=True, blank=True)

    class Meta:
        verbose_name = gettext_lazy("referral")
        verbose_name_plural = gettext_lazy("referrals")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.enquiry} → {self.organization}"
