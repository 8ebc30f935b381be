"""Where a statement or an entry comes from."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from services_directory.models.limits import Data, Text
from services_directory.models.shipped import Shipped

REVIEW_AFTER = 180
"""Days after which a source or a service is reviewed again, where its owner sets nothing else: twice a year."""


def keeper(name: str) -> models.ForeignKey:
    """The field for somebody who keeps a record; who is gone leaves it without."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=name
    )


class Source(Shipped):
    """A page or publication. The title is a name and is not translated.

    `as_of` is the source's own date ("2026", "2026-02", "2026-02-12"), `checked_on` the day somebody of
    the city opened it. Those on which statements rest are reviewed (`services_directory.upkeep.reviews`).
    """

    class Kind(models.TextChoices):
        PRIMARY = "primary", gettext_lazy("the authority or provider itself")
        SECONDARY = "secondary", gettext_lazy("somebody else reports it")
        COPY = "copy", gettext_lazy("public copy of an official page")
        HISTORY = "history", gettext_lazy("history (2018)")

    key = models.CharField(gettext_lazy("id"), max_length=300, unique=True)
    title = models.CharField(gettext_lazy("title"), max_length=300)
    url = models.URLField(gettext_lazy("address"), max_length=600, blank=True)
    kind = models.CharField(gettext_lazy("kind"), max_length=12, choices=Kind.choices, default=Kind.PRIMARY)
    confirmed = models.BooleanField(gettext_lazy("confirmed by the authority"), default=True)
    as_of = models.CharField(gettext_lazy("date of the source"), max_length=100, blank=True)
    as_of_note = Text(gettext_lazy("about that date"), blank=True)
    as_of_values = Data(gettext_lazy("figures in it"), default=dict, blank=True)
    checked_on = models.DateField(gettext_lazy("checked on"), null=True, blank=True)
    note = models.CharField(gettext_lazy("note"), max_length=300, blank=True)
    review_after = models.PositiveSmallIntegerField(gettext_lazy("review after (days)"), default=REVIEW_AFTER)
    owner = keeper(gettext_lazy("owner"))
    deputy = keeper(gettext_lazy("deputy"))
    reminded_on = models.DateField(gettext_lazy("reminded on"), null=True, blank=True, editable=False)
    made_on = models.DateField(gettext_lazy("made on"), auto_now_add=True)
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("source")
        verbose_name_plural = gettext_lazy("sources")
        ordering = ["title", "url"]

    def __str__(self) -> str:
        return f"{self.title} {self.url}".strip()

    @property
    def assured_date(self) -> date | None:
        """`checked_on` by the name that services have for it, so that one rule reviews both."""
        return self.checked_on

    @assured_date.setter
    def assured_date(self, day: date | None) -> None:
        self.checked_on = day
