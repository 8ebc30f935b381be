"""Who works on enquiries together, and what they call them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

from services_directory.models.limits import Data


class Team(models.Model):
    """A team of a city. It gets new enquiries of its topics and languages; empty lists mean every one."""

    name = models.CharField(gettext_lazy("name"), max_length=100)
    city = models.ForeignKey(
        "services_directory.City", models.CASCADE, related_name="teams", verbose_name=gettext_lazy("city")
    )
    topics = Data(gettext_lazy("topics"), default=list, blank=True)
    languages = Data(gettext_lazy("languages"), default=list, blank=True)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="teams", verbose_name=gettext_lazy("members")
    )
    email = models.EmailField(gettext_lazy("e-mail told of a new enquiry"), blank=True)

    class Meta:
        verbose_name = gettext_lazy("team")
        verbose_name_plural = gettext_lazy("teams")
        ordering = ["city", "name"]
        constraints = [models.UniqueConstraint(fields=["city", "name"], name="team_name_in_city")]

    def __str__(self) -> str:
        return self.name


class Label(models.Model):
    """A word of the staff of a city for some of its enquiries."""

    name = models.CharField(gettext_lazy("name"), max_length=50)
    city = models.ForeignKey(
        "services_directory.City", models.CASCADE, related_name="+", verbose_name=gettext_lazy("city")
    )

    class Meta:
        verbose_name = gettext_lazy("label")
        verbose_name_plural = gettext_lazy("labels")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["city", "name"], name="label_name_in_city")]

    def __str__(self) -> str:
        return self.name
