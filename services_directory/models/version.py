"""The version of the content."""

from django.db import models
from django.utils.translation import gettext_lazy


class ContentVersion(models.Model):
    """One row. `number` grows with every change; `token` tells two databases with equal numbers apart."""

    number = models.PositiveBigIntegerField(gettext_lazy("number"), default=0)
    token = models.CharField(gettext_lazy("token"), max_length=16)
    changed_at = models.DateTimeField(gettext_lazy("changed at"), auto_now=True)

    class Meta:
        verbose_name = gettext_lazy("content version")
        verbose_name_plural = gettext_lazy("content versions")

    def __str__(self) -> str:
        return f"{self.number}.{self.token}"
