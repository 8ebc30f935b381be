"""From enquiry to better answers."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

from services_directory.models.limits import Text

from .barrier import today


class ReviewItem(models.Model):
    """A message that the guide should have understood, without the personal data that was found in it.

    Made only where the person agreed to training. Until somebody has read it and found no personal data left, it
    belongs to its message and is erased with it; accepted, it has no link to anybody and stays.
    """

    class State(models.TextChoices):
        """What was decided."""

        NEW = "new", gettext_lazy("to be reviewed")
        ACCEPTED = "accepted", gettext_lazy("accepted")
        REJECTED = "rejected", gettext_lazy("rejected")

    city = models.ForeignKey(
        "services_directory.City", models.CASCADE, related_name="+", verbose_name=gettext_lazy("city")
    )
    message = models.ForeignKey(
        "conversations.Message", models.CASCADE, null=True, blank=True, related_name="review_items",
        verbose_name=gettext_lazy("message"),
    )  # fmt: skip
    text = Text(gettext_lazy("text without personal data"), max_length=4_000)
    language = models.CharField(gettext_lazy("language"), max_length=16)
    given_intent = models.CharField(gettext_lazy("intent the guide chose"), max_length=60, blank=True)
    wanted_intent = models.CharField(gettext_lazy("right intent"), max_length=60, blank=True)
    candidates = models.JSONField(gettext_lazy("intents the guide offered"), default=list, blank=True)
    state = models.CharField(gettext_lazy("state"), max_length=10, choices=State, default=State.NEW)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=gettext_lazy("reviewed by"),
    )  # fmt: skip
    exported_on = models.DateField(gettext_lazy("taken into the training data"), null=True, blank=True)
    made_on = models.DateField(gettext_lazy("made"), default=today)
    consent = models.BooleanField(gettext_lazy("the person agreed to training"), default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message"], name="message_reviewed_once")]
        verbose_name = gettext_lazy("message to review")
        verbose_name_plural = gettext_lazy("messages to review")
        ordering = ["made_on", "id"]
        indexes = [models.Index(fields=["city", "state"], name="review_state")]

    def __str__(self) -> str:
        return f"{self.city_id} {self.language} {self.made_on}"
