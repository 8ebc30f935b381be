"""Whether newcomers see a record."""

from django.db import models
from django.utils.translation import gettext_lazy


class Publication(models.TextChoices):
    """A draft is being written, an archived record is kept and can be restored; newcomers see published ones only."""

    DRAFT = "draft", gettext_lazy("draft")
    PUBLISHED = "published", gettext_lazy("published")
    ARCHIVED = "archived", gettext_lazy("archived")
