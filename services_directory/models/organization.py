"""Who offers a service."""

from django.db import models
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from services_directory.models.shipped import Shipped


class Organization(Shipped):
    """An office, association, company or project. A `proper_name` stays as written; another name is a msgid."""

    slug = models.SlugField(gettext_lazy("id"), max_length=80, unique=True)
    name = models.CharField(gettext_lazy("name"), max_length=200)
    proper_name = models.BooleanField(gettext_lazy("the name is never translated"), default=False)
    aliases = models.JSONField(gettext_lazy("other names"), default=list, blank=True)
    url = models.URLField(gettext_lazy("website"), max_length=500, blank=True)
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("organization")
        verbose_name_plural = gettext_lazy("organizations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
