"""Rewordings of guidance by a city."""

from django.db import models
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from services_directory.models.city import City
from services_directory.models.guidance import Statement
from services_directory.models.limits import Text


class Wording(models.Model):
    """A city's own words for a statement, live at once, with the statement's figures.

    'Only the wording': the translations stay. 'The meaning': they are withheld, the original is shown and marked, and
    each becomes a task for a translator. `text` keeps exactly the statement's placeholders.
    """

    class Change(models.TextChoices):
        WORDING = "wording", gettext_lazy("only the wording")
        MEANING = "meaning", gettext_lazy("the meaning")

    city = models.ForeignKey(City, models.CASCADE, related_name="wordings", verbose_name=gettext_lazy("city"))
    statement = models.ForeignKey(
        Statement, models.CASCADE, related_name="wordings", verbose_name=gettext_lazy("statement")
    )
    language = models.CharField(gettext_lazy("language"), max_length=12)
    text = Text(gettext_lazy("text"), max_length=2000)
    change = models.CharField(gettext_lazy("what changed"), max_length=10, choices=Change.choices)
    changed_at = models.DateTimeField(gettext_lazy("changed"), auto_now=True)
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("wording")
        verbose_name_plural = gettext_lazy("wordings")
        ordering = ["city", "statement"]
        constraints = [
            models.UniqueConstraint(fields=["city", "statement", "language"], name="wording_once_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.statement} ({self.language})"

    def clean(self) -> None:
        """The placeholders are the statement's."""
        from services_directory.models.checks import check_placeholders, same_placeholders

        if self.statement_id:
            check_placeholders({"text": self.text}, set(self.statement.figures.values_list("name", flat=True)))
            same_placeholders("text", self.statement.text, self.text)
