"""What somebody chose for the own account."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy


class Preference(models.Model):
    """The language (BCP 47) of the pages and mails of one user; empty: as the browser asks."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="preference")
    language = models.CharField(gettext_lazy("language"), max_length=12, blank=True)

    class Meta:
        verbose_name = gettext_lazy("preference")
        verbose_name_plural = gettext_lazy("preferences")

    def __str__(self) -> str:
        return f"{self.user}: {self.language}"


def language_of(user) -> str:
    """The language that the user chose, or an empty text."""
    return Preference.objects.filter(user=user.pk).values_list("language", flat=True).first() or ""
