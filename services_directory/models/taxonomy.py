"""The terms by which services are described and found."""

from django.db import models
from django.utils.translation import gettext_lazy


class TaxonomyTerm(models.Model):
    """A term of content/taxonomy.yml; `code` is the value of the entity `kind` in the training data."""

    class Kind(models.TextChoices):
        TOPIC = "topic", gettext_lazy("topic")
        PHASE = "phase", gettext_lazy("phase")
        FORMAT = "format", gettext_lazy("format")
        COST = "cost", gettext_lazy("cost")
        AUDIENCE = "audience", gettext_lazy("audience")
        BUSINESS = "business", gettext_lazy("kind of business")
        STATUS = "status", gettext_lazy("status in the country")
        DETAIL = "detail", gettext_lazy("detail")

    kind = models.CharField(gettext_lazy("kind"), max_length=20, choices=Kind.choices)
    code = models.SlugField(gettext_lazy("code"))
    name = models.CharField(gettext_lazy("name"), max_length=100)
    note = models.CharField(gettext_lazy("note"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(gettext_lazy("position"), default=0)

    class Meta:
        verbose_name = gettext_lazy("taxonomy term")
        verbose_name_plural = gettext_lazy("taxonomy terms")
        ordering = ["kind", "position"]
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="term_code_in_kind")]

    def __str__(self) -> str:
        """Kind and name in the officer's language."""
        from services_directory.presentation.text import name_of, reader_language

        return f"{self.get_kind_display()}: {name_of(self.name, False, reader_language())}"
