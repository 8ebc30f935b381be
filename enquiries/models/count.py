"""Anonymous numbers, which stay when conversations go."""

from django.db import models
from django.utils.translation import gettext_lazy

from .barrier import today


class Count(models.Model):
    """How often something happened on a day in a city, by language, topic and intent: no text, no conversation."""

    class Kind(models.TextChoices):
        """What is counted."""

        ASKED = "asked", gettext_lazy("asked")
        NOT_UNDERSTOOD = "not_understood", gettext_lazy("not understood")
        HELPED = "helped", gettext_lazy("helped")
        NOT_HELPED = "not_helped", gettext_lazy("did not help")
        ENQUIRY = "enquiry", gettext_lazy("enquiry")
        REPLY = "reply", gettext_lazy("reply")
        RESOLVED = "resolved", gettext_lazy("resolved")
        REOPENED = "reopened", gettext_lazy("reopened")
        ENQUIRY_HELPED = "enquiry_helped", gettext_lazy("enquiry helped")
        ENQUIRY_NOT_HELPED = "enquiry_not_helped", gettext_lazy("enquiry did not help")

    day = models.DateField(gettext_lazy("day"), default=today)
    city = models.ForeignKey(
        "services_directory.City", models.CASCADE, related_name="+", verbose_name=gettext_lazy("city")
    )
    language = models.CharField(gettext_lazy("language"), max_length=16, blank=True)
    topic = models.SlugField(gettext_lazy("topic"), max_length=50, blank=True)
    intent = models.CharField(gettext_lazy("intent"), max_length=60, blank=True)
    kind = models.CharField(gettext_lazy("what"), max_length=20, choices=Kind)
    n = models.PositiveIntegerField(gettext_lazy("number"), default=0)

    class Meta:
        verbose_name = gettext_lazy("count")
        verbose_name_plural = gettext_lazy("counts")
        ordering = ["-day"]
        constraints = [
            models.UniqueConstraint(fields=["day", "city", "language", "topic", "intent", "kind"], name="count_once")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.city_id} {self.kind} {self.n}"
