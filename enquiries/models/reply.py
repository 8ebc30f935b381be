"""Replies of staff: who wrote which, and the ones that are kept ready."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from services_directory.models import Translation
from services_directory.models.limits import Text


class Reply(models.Model):
    """Who of the staff wrote a message. Newcomers see 'a person of the city'; colleagues and reports see this.

    `client_id` is the page's own name for the reply: sent twice, it is written once.
    """

    enquiry = models.ForeignKey("enquiries.Enquiry", models.CASCADE, related_name="replies")
    message = models.OneToOneField("conversations.Message", models.CASCADE, related_name="reply")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=gettext_lazy("author")
    )
    canned = models.ForeignKey("enquiries.CannedReply", models.SET_NULL, null=True, blank=True, related_name="+")
    client_id = models.CharField(max_length=64)

    class Meta:
        verbose_name = gettext_lazy("reply")
        verbose_name_plural = gettext_lazy("replies")
        constraints = [models.UniqueConstraint(fields=["enquiry", "client_id"], name="one_reply_per_client_id")]

    def __str__(self) -> str:
        return f"{self.enquiry} {self.author}"


class CannedReply(models.Model):
    """A reply kept ready, of a city or (without one) of all: chosen in staff's language, sent in the newcomer's.

    `placeholders` is name → what it asks for: `{"office": {"type": "text", "label": "name of the office"}}`; `type` is
    one of `locales.values`.
    """

    city = models.ForeignKey(
        "services_directory.City", models.CASCADE, null=True, blank=True, related_name="+",
        verbose_name=gettext_lazy("city"), help_text=gettext_lazy("Empty: of every city."),
    )  # fmt: skip
    key = models.SlugField(gettext_lazy("key"), max_length=60)
    title = models.CharField(gettext_lazy("title"), max_length=120)
    topic = models.SlugField(gettext_lazy("topic"), max_length=50, blank=True)
    placeholders = models.JSONField(gettext_lazy("placeholders"), default=dict, blank=True)

    class Meta:
        verbose_name = gettext_lazy("canned reply")
        verbose_name_plural = gettext_lazy("canned replies")
        ordering = ["topic", "title"]
        constraints = [
            models.UniqueConstraint(fields=["city", "key"], name="canned_reply_in_city"),
            models.UniqueConstraint(fields=["key"], condition=Q(city=None), name="canned_reply_of_all"),
        ]

    def __str__(self) -> str:
        return self.title


class CannedReplyText(models.Model):
    """The text of a canned reply in one language."""

    reply = models.ForeignKey(CannedReply, models.CASCADE, related_name="texts", verbose_name=gettext_lazy("reply"))
    language = models.CharField(gettext_lazy("language"), max_length=16)
    text = Text(gettext_lazy("text"), max_length=4_000)
    state = models.CharField(
        gettext_lazy("state"), max_length=10, choices=Translation.State, default=Translation.State.PUBLISHED
    )

    class Meta:
        verbose_name = gettext_lazy("text of a canned reply")
        verbose_name_plural = gettext_lazy("texts of canned replies")
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["reply", "language"], name="canned_reply_once_a_language")]

    def __str__(self) -> str:
        return f"{self.reply} ({self.language})"
