"""A service that helps people to start or run a business."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from services_directory.models.checks import (
    check_channels,
    check_duration,
    check_placeholders,
    check_tags,
    check_values,
)
from services_directory.models.city import City, District
from services_directory.models.limits import Data, Text
from services_directory.models.organization import Organization
from services_directory.models.publication import Publication
from services_directory.models.shipped import Shipped
from services_directory.models.source import REVIEW_AFTER, Source, keeper
from services_directory.models.taxonomy import TaxonomyTerm

TEXT_FIELDS = (
    "name", "description", "language_note", "cost_note", "hours_note", "duration_note", "caution",
    "application_process", "exit_strategy", "alert",
)  # fmt: skip


class Service(Shipped):
    """One service of one city; without a city it is an example from elsewhere, shown as history only.

    Texts are written in `language`; shipped ones are English msgids of domain directory. Their `{placeholders}` are
    keys of `values` (typed values of `locales.values`) or of the cost options. `source_status` is what the source
    allows to say; what newcomers are shown follows from it, the window and the day somebody checked
    (`services_directory.status`).
    """

    class Reach(models.TextChoices):
        MAINSTREAM = "mainstream", gettext_lazy("for everybody")
        TARGETED = "targeted", gettext_lazy("made for newcomers or another group")

    class AreaScope(models.TextChoices):
        CITY = "city", gettext_lazy("the city")
        METROPOLITAN = "metropolitan", gettext_lazy("the city and its neighbours")
        REGION = "region", gettext_lazy("the region")
        COUNTRY = "country", gettext_lazy("the country")
        NEIGHBOUR = "neighbour", gettext_lazy("a neighbouring city")
        ELSEWHERE = "elsewhere", gettext_lazy("another city")

    class SourceStatus(models.TextChoices):
        CURRENT = "current", gettext_lazy("current")
        CURRENT_PROGRAMME = "current-programme", gettext_lazy("current programme")
        TIME_LIMITED = "time-limited", gettext_lazy("limited in time")
        PARTLY_DATED = "partly-dated", gettext_lazy("partly from an old source")
        DATED = "dated", gettext_lazy("from an old source")
        UNDATED = "undated", gettext_lazy("from a source without a date")
        HISTORY = "history", gettext_lazy("history")

    class Answer(models.TextChoices):
        YES = "yes", gettext_lazy("yes")
        NO = "no", gettext_lazy("no")
        UNKNOWN = "unknown", gettext_lazy("not known")

    city = models.ForeignKey(
        City, models.CASCADE, null=True, blank=True, related_name="services", verbose_name=gettext_lazy("city")
    )
    slug = models.SlugField(gettext_lazy("id"), max_length=80)
    uuid = models.UUIDField(gettext_lazy("id in exchange formats"), default=uuid.uuid4, editable=False, unique=True)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="services", verbose_name=gettext_lazy("organization")
    )
    language = models.CharField(gettext_lazy("language of the texts"), max_length=12, default="en")
    name = models.CharField(gettext_lazy("name"), max_length=200)
    proper_name = models.BooleanField(gettext_lazy("the name is never translated"), default=False)
    aliases = Data(gettext_lazy("other names"), default=list, blank=True)
    description = Text(gettext_lazy("description"))
    values = Data(gettext_lazy("figures in the texts"), default=dict, blank=True)
    url = models.URLField(gettext_lazy("website"), max_length=600, blank=True)
    terms = models.ManyToManyField(TaxonomyTerm, through="ServiceTerm", related_name="services")
    districts = models.ManyToManyField(
        District, blank=True, related_name="services", verbose_name=gettext_lazy("districts")
    )
    reach = models.CharField(gettext_lazy("made for"), max_length=12, choices=Reach.choices, default=Reach.MAINSTREAM)
    area_scope = models.CharField(
        gettext_lazy("area"), max_length=16, choices=AreaScope.choices, default=AreaScope.CITY
    )
    area_name = models.CharField(gettext_lazy("name of the area"), max_length=100, blank=True)
    language_note = Text(gettext_lazy("about the languages"), blank=True)
    cost_note = Text(gettext_lazy("about the cost"), blank=True)
    hours_note = Text(gettext_lazy("about the hours"), blank=True)
    duration_note = Text(gettext_lazy("about the duration"), blank=True)
    caution = Text(gettext_lazy("what to check"), blank=True)
    application_process = Text(gettext_lazy("how to apply"), blank=True)
    alert = Text(gettext_lazy("notice for the time being"), blank=True)
    support_length = Data(
        gettext_lazy("how long the support lasts"), null=True, blank=True, validators=[check_duration],
        help_text=gettext_lazy("The longest time one person can be helped, as a duration."),
    )  # fmt: skip
    exit_strategy = Text(
        gettext_lazy("how the support ends"), blank=True,
        help_text=gettext_lazy("What happens at the end, and who goes on helping then."),
    )  # fmt: skip
    channels = Data(
        gettext_lazy("channels it is made known through"), default=list, blank=True, validators=[check_channels]
    )
    intercultural_training = models.CharField(
        gettext_lazy("the staff is trained for talks between cultures"), max_length=8, choices=Answer.choices,
        default=Answer.UNKNOWN,
    )  # fmt: skip
    staff_diversity = models.CharField(
        gettext_lazy("the staff is as diverse as the city"),
        max_length=8,
        choices=Answer.choices,
        default=Answer.UNKNOWN,
    )
    inclusion_note = Text(
        gettext_lazy("about training and staff"), blank=True,
        help_text=gettext_lazy("On what the two answers rest, with the year."),
    )  # fmt: skip
    former_contact = Data(gettext_lazy("former contact"), null=True, blank=True)
    source_status = models.CharField(gettext_lazy("status"), max_length=20, choices=SourceStatus.choices)
    historical = models.BooleanField(gettext_lazy("history: never offered"), default=False)
    as_of = models.CharField(gettext_lazy("date, as the source said it"), max_length=200, blank=True)
    as_of_date = models.CharField(gettext_lazy("date of the source"), max_length=10, blank=True)
    assured_date = models.DateField(gettext_lazy("checked on"), null=True, blank=True)
    window_start = models.DateField(gettext_lazy("open from"), null=True, blank=True)
    window_end = models.DateField(gettext_lazy("open until"), null=True, blank=True)
    publication = models.CharField(
        gettext_lazy("publication"), max_length=10, choices=Publication.choices, default=Publication.PUBLISHED
    )
    review_after = models.PositiveSmallIntegerField(gettext_lazy("review after (days)"), default=REVIEW_AFTER)
    owner = keeper(gettext_lazy("owner"))
    deputy = keeper(gettext_lazy("deputy"))
    reminded_on = models.DateField(gettext_lazy("reminded on"), null=True, blank=True, editable=False)
    revision = models.PositiveIntegerField(gettext_lazy("revision"), default=1, editable=False)
    made_on = models.DateField(gettext_lazy("made on"), auto_now_add=True)
    position = models.PositiveSmallIntegerField(gettext_lazy("position"), default=0)
    last_modified = models.DateTimeField(gettext_lazy("last changed"), auto_now=True)
    sources = models.ManyToManyField(Source, through="ServiceSource", related_name="services")
    changes = HistoricalRecords(m2m_fields=[districts])

    class Meta:
        verbose_name = gettext_lazy("service")
        verbose_name_plural = gettext_lazy("services")
        ordering = ["city", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["city", "slug"], name="service_slug_in_city"),
            models.UniqueConstraint(fields=["slug"], condition=models.Q(city=None), name="service_slug_elsewhere"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Figures are typed values, every placeholder of a text has one, and a window does not end before it starts."""
        check_values(self.values)
        check_tags("language", [self.language])
        known = set(self.values) | getattr(self, "figures_typed", set())
        if self.pk and not hasattr(self, "figures_typed"):
            known |= set(self.cost_options.values_list("key", flat=True))
        check_placeholders({field: getattr(self, field) for field in TEXT_FIELDS}, known)
        if self.window_start and self.window_end and self.window_end < self.window_start:
            raise ValidationError({"window_end": gettext_lazy("This day is before the first one.")})

    def codes(self, kind: str) -> list[str]:
        """The codes of its terms of one kind, the main one first (prefetch `service_terms__term`)."""
        return [row.term.code for row in self.service_terms.all() if row.term.kind == kind]


class ServiceTerm(models.Model):
    """A term that describes a service; the first topic is the main one."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="service_terms")
    term = models.ForeignKey(TaxonomyTerm, models.CASCADE, verbose_name=gettext_lazy("term"))
    position = models.PositiveSmallIntegerField(gettext_lazy("position"), default=0)
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("term of a service")
        verbose_name_plural = gettext_lazy("terms of a service")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["service", "term"], name="term_once_a_service")]

    def __str__(self) -> str:
        return str(self.term)


class ServiceSource(models.Model):
    """A source of a service; the first is the one the entry rests on."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="service_sources")
    source = models.ForeignKey(Source, models.PROTECT, verbose_name=gettext_lazy("source"))
    position = models.PositiveSmallIntegerField(gettext_lazy("position"), default=0)
    changes = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("source of a service")
        verbose_name_plural = gettext_lazy("sources of a service")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return str(self.source)
