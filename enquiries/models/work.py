"""How staff are at work: who is there, who looks at what, what is half written, which filters they keep."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy

from services_directory.models.limits import Text


class SavedFilter(models.Model):
    """A view of the inbox that somebody keeps; `query` is the part of its address behind the question mark."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters")
    name = models.CharField(gettext_lazy("name"), max_length=60)
    query = models.CharField(gettext_lazy("filter"), max_length=1_000, blank=True)

    class Meta:
        verbose_name = gettext_lazy("saved filter")
        verbose_name_plural = gettext_lazy("saved filters")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="saved_filter_once")]

    def __str__(self) -> str:
        return self.name


class Presence(models.Model):
    """When somebody of the staff was seen last, and whether newcomers may be sent there. No city: of several."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="presence")
    city = models.ForeignKey("services_directory.City", models.CASCADE, null=True, blank=True, related_name="+")
    seen_at = models.DateTimeField(gettext_lazy("seen"), default=timezone.now)
    available = models.BooleanField(gettext_lazy("available"), default=True)

    class Meta:
        verbose_name = gettext_lazy("presence")
        verbose_name_plural = gettext_lazy("presences")

    def __str__(self) -> str:
        return str(self.user)


class Viewing(models.Model):
    """Somebody has an enquiry open: colleagues see it."""

    enquiry = models.ForeignKey("enquiries.Enquiry", models.CASCADE, related_name="viewings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(gettext_lazy("seen"), default=timezone.now)
    typing = models.BooleanField(gettext_lazy("writing"), default=False)

    class Meta:
        verbose_name = gettext_lazy("viewing")
        verbose_name_plural = gettext_lazy("viewings")
        constraints = [models.UniqueConstraint(fields=["enquiry", "user"], name="viewing_once")]

    def __str__(self) -> str:
        return f"{self.enquiry} {self.user}"


class Draft(models.Model):
    """A reply somebody has begun."""

    enquiry = models.ForeignKey("enquiries.Enquiry", models.CASCADE, related_name="drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = Text(gettext_lazy("text"), blank=True, max_length=10_000)
    saved_at = models.DateTimeField(gettext_lazy("saved"), auto_now=True)

    class Meta:
        verbose_name = gettext_lazy("draft")
        verbose_name_plural = gettext_lazy("drafts")
        constraints = [models.UniqueConstraint(fields=["enquiry", "user"], name="draft_once")]

    def __str__(self) -> str:
        return f"{self.enquiry} {self.user}"
