"""What staff write to one another about an enquiry."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

from services_directory.models.limits import Text


class Note(models.Model):
    """An internal note; the newcomer never sees it."""

    enquiry = models.ForeignKey("enquiries.Enquiry", models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=gettext_lazy("author")
    )
    text = Text(gettext_lazy("text"), max_length=10_000)
    mentions = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="mentioned_in", verbose_name=gettext_lazy("mentioned")
    )
    written_at = models.DateTimeField(gettext_lazy("written"), auto_now_add=True)

    class Meta:
        verbose_name = gettext_lazy("note")
        verbose_name_plural = gettext_lazy("notes")
        ordering = ["written_at", "id"]

    def __str__(self) -> str:
        return f"{self.enquiry} {self.written_at:%Y-%m-%d}"
