"""Who offers a service."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from services_directory.models.limits import Data, Text
from services_directory.models.shipped import Shipped


class Organization(Shipped):
    """An office, association, company or project. A `proper_name` stays as written; another name is a msgid.

    Texts are written in `language`.
    """

    slug = models.SlugField(gettext_lazy("id"), max_length=80, unique=True)
    name = models.CharField(gettext_lazy("name"), max_length=200)
    proper_name = models.BooleanField(gettext_lazy("the name is never translated"), default=False)
    aliases = Data(gettext_lazy("other names"), default=list, blank=True)
    description = Text(gettext_lazy("description"), blank=True)
    language = models.CharField(gettext_lazy("language of the texts"), max_length=12, default="en")
    url = models.URLField(gettext_lazy("website"), max_length=500, blank=True)
    email = models.EmailField(gettext_lazy("e-mail address"), blank=True)
    legal_status = models.CharField(gettext_lazy("legal form"), max_length=100, blank=True)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="parts", verbose_name=gettext_lazy("part of")
    )
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("organization")
        verbose_name_plural = gettext_lazy("organizations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def uuid(self) -> uuid.UUID:
        """Its id in exchange formats: of its own id, so the same in every installation."""
        return uuid.uuid5(uuid.NAMESPACE_URL, f"kiosk:organizations/{self.slug}")

    def clean(self) -> None:
        """An organization is not a part of itself, not even by way of others."""
        above, seen = self.parent, {self.pk}
        while above:
            if above.pk in seen:
                raise ValidationError({"parent": gettext_lazy("The organization would be a part of itself.")})
            seen.add(above.pk)
            above = above.parent
