"""Numbers that stay when conversations go: reports of closed weeks and quarters, and what was not answered."""

from django.db import models
from django.utils.translation import gettext_lazy

from .barrier import today


class ReportPeriod(models.Model):
    """The figures of a city for a week or a quarter that is over: made once, never made again.

    `figures` is what may be shown, by table, axis and code; a number that is withheld is null. `withheld` has those
    numbers until the quarter is closed, because its sums need them; then it is emptied (`enquiries.reports`).
    """

    class Kind(models.TextChoices):
        """How long it is."""

        WEEK = "week", gettext_lazy("week")
        QUARTER = "quarter", gettext_lazy("quarter")

    city = models.ForeignKey(
        "services_directory.City", models.CASCADE, related_name="+", verbose_name=gettext_lazy("city")
    )
    kind = models.CharField(gettext_lazy("kind"), max_length=7, choices=Kind)
    start = models.DateField(gettext_lazy("first day"))
    end = models.DateField(gettext_lazy("last day"))
    figures = models.JSONField(gettext_lazy("figures"), default=dict)
    withheld = models.JSONField(gettext_lazy("figures that are not shown"), default=dict, blank=True)

    class Meta:
        verbose_name = gettext_lazy("period of a report")
        verbose_name_plural = gettext_lazy("periods of reports")
        ordering = ["-start", "kind"]
        constraints = [models.UniqueConstraint(fields=["city", "kind", "start"], name="report_period_once")]

    def __str__(self) -> str:
        return f"{self.city_id} {self.kind} {self.start}"


class Unanswered(models.Model):
    """How often something was asked on a day and not answered: no text, no conversation.

    `intent` is what the guide took it for, or the likeliest it offered; `facets` are codes of what was searched for.
    """

    class Reason(models.TextChoices):
        """Why it counts as not answered."""

        NOT_UNDERSTOOD = "not_understood", gettext_lazy("not understood")
        ASKED_BACK = "asked_back", gettext_lazy("asked back which of two was meant")
        OUT_OF_SCOPE = "out_of_scope", gettext_lazy("about something else")
        NO_ANSWER = "no_answer", gettext_lazy("no answer is written for it")
        NOTHING_FOUND = "nothing_found", gettext_lazy("nothing found in the directory")
        NOT_HELPED = "not_helped", gettext_lazy("the answer did not help")
        PERSON = "person", gettext_lazy("asked for a person")
        FLAGGED = "flagged", gettext_lazy("staff: the assistant should have known this")

    day = models.DateField(gettext_lazy("day"), default=today)
    city = models.ForeignKey(
        "services_directory.City", models.CASCADE, related_name="+", verbose_name=gettext_lazy("city")
    )
    language = models.CharField(gettext_lazy("language"), max_length=16, blank=True)
    reason = models.CharField(gettext_lazy("reason"), max_length=15, choices=Reason)
    intent = models.CharField(gettext_lazy("intent"), max_length=60, blank=True)
    facets = models.CharField(gettext_lazy("searched for"), max_length=300, blank=True)
    n = models.PositiveIntegerField(gettext_lazy("number"), default=0)

    class Meta:
        verbose_name = gettext_lazy("unanswered question")
        verbose_name_plural = gettext_lazy("unanswered questions")
        ordering = ["-day"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "city", "language", "reason", "intent", "facets"], name="unanswered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.city_id} {self.reason} {self.n}"


class CountedTurn(models.Model):
    """A turn that was counted for a reason, so that it is counted once; it goes with the conversation."""

    turn = models.ForeignKey("conversations.Turn", models.CASCADE, related_name="+")
    reason = models.CharField(max_length=15, choices=Unanswered.Reason)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["turn", "reason"], name="turn_counted_once")]

    def __str__(self) -> str:
        return f"{self.turn_id} {self.reason}"
