"""What the guide says about starting and running a business in a country, statement by statement."""

from django.db import models
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from services_directory.models.checks import check_placeholders, check_value
from services_directory.models.limits import Data, Text
from services_directory.models.shipped import Shipped
from services_directory.models.source import Source


class Statement(Shipped):
    """One sentence with its figures and source; the text is a msgid of domain guidance."""

    class Kind(models.TextChoices):
        STEP = "step", gettext_lazy("step")
        CONDITION = "condition", gettext_lazy("condition")
        AMOUNT = "amount", gettext_lazy("amount")
        DOCUMENT = "document", gettext_lazy("document")
        WARNING = "warning", gettext_lazy("warning")
        FACT = "fact", gettext_lazy("fact")
        HISTORY = "history", gettext_lazy("history")

    country = models.CharField(gettext_lazy("country"), max_length=2)
    slug = models.CharField(gettext_lazy("id"), max_length=120)
    kind = models.CharField(gettext_lazy("kind"), max_length=10, choices=Kind.choices)
    text = Text(gettext_lazy("text"))
    about = Data(gettext_lazy("details it answers"), default=list, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="statements", verbose_name=gettext_lazy("source"))
    more_sources = models.ManyToManyField(Source, blank=True, verbose_name=gettext_lazy("more sources"))
    confirmed = models.BooleanField(gettext_lazy("confirmed by the authority"), default=True)
    authority = models.URLField(gettext_lazy("the authority's page"), max_length=600, blank=True)
    caution = Text(gettext_lazy("what to check"), blank=True)
    caution_values = Data(gettext_lazy("figures in it"), default=dict, blank=True)
    changes = HistoricalRecords(m2m_fields=[more_sources])

    class Meta:
        verbose_name = gettext_lazy("statement")
        verbose_name_plural = gettext_lazy("statements")
        ordering = ["country", "slug"]
        constraints = [models.UniqueConstraint(fields=["country", "slug"], name="statement_in_country")]

    def __str__(self) -> str:
        return f"{self.country}: {self.slug}"

    def clean(self) -> None:
        """Every placeholder of the text has a figure."""
        known = set(self.figures.values_list("name", flat=True)) if self.pk else set()
        check_placeholders({"text": self.text}, known)
        check_placeholders({"caution": self.caution}, set(self.caution_values))


class StatementValue(models.Model):
    """A figure of a statement: corrected here, it is corrected in every language and wherever else it is quoted."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="figures")
    name = models.CharField(gettext_lazy("placeholder"), max_length=60)
    value = Data(gettext_lazy("value"), null=True, blank=True, validators=[check_value])
    quotes_statement = models.CharField(gettext_lazy("quoted from statement"), max_length=120, blank=True)
    quotes_name = models.CharField(gettext_lazy("quoted placeholder"), max_length=60, blank=True)
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("figure")
        verbose_name_plural = gettext_lazy("figures")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["statement", "name"], name="value_once_a_statement")]

    def __str__(self) -> str:
        return self.name


class Answer(Shipped):
    """What is said to an intent. `values` holds the figures of each text: `{"short": {"fee": …}}`."""

    country = models.CharField(gettext_lazy("country"), max_length=2)
    intent = models.SlugField(gettext_lazy("intent"), max_length=60)
    short = Text(gettext_lazy("short answer"))
    simple = Text(gettext_lazy("in plain words"))
    unknown = Text(gettext_lazy("what is not known"), blank=True)
    values = Data(gettext_lazy("figures in the texts"), default=dict, blank=True)
    statements = Data(gettext_lazy("statements, in order"), default=list, blank=True)
    services = Data(gettext_lazy("services by city"), default=dict, blank=True)
    office = Data(gettext_lazy("service that knows, by city"), default=dict, blank=True)
    next = Data(gettext_lazy("next questions"), default=list, blank=True)
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("answer")
        verbose_name_plural = gettext_lazy("answers")
        ordering = ["country", "intent"]
        constraints = [models.UniqueConstraint(fields=["country", "intent"], name="answer_in_country")]

    def __str__(self) -> str:
        return f"{self.country}: {self.intent}"


class Plan(Shipped):
    """The first-steps plan of a country."""

    country = models.CharField(gettext_lazy("country"), max_length=2, unique=True)
    title = Text(gettext_lazy("title"))
    title_values = Data(gettext_lazy("figures in it"), default=dict, blank=True)

    class Meta:
        verbose_name = gettext_lazy("plan")
        verbose_name_plural = gettext_lazy("plans")

    def __str__(self) -> str:
        return self.country


class PlanStep(Shipped):
    """A step of the plan; `only` and `exclude` are conditions on business and status (see services_directory.plan)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="steps")
    slug = models.SlugField(gettext_lazy("id"), max_length=80)
    position = models.PositiveSmallIntegerField(gettext_lazy("position"), default=0)
    title = Text(gettext_lazy("title"))
    only = Data(gettext_lazy("only for"), default=dict, blank=True)
    exclude = Data(gettext_lazy("not for"), default=dict, blank=True)
    statements = Data(gettext_lazy("statements, in order"), default=list, blank=True)
    office = Data(gettext_lazy("office by city"), default=dict, blank=True)
    documents = Data(gettext_lazy("documents"), default=list, blank=True)
    cost = Text(gettext_lazy("cost"), blank=True)
    values = Data(gettext_lazy("figures in the texts"), default=dict, blank=True)
    link = models.URLField(gettext_lazy("link"), max_length=600, blank=True)
    answer = models.SlugField(gettext_lazy("intent with more about it"), max_length=60, blank=True)
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("step of a plan")
        verbose_name_plural = gettext_lazy("steps of a plan")
        ordering = ["plan", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "slug"], name="step_in_plan")]

    def __str__(self) -> str:
        return self.slug
