"""Filters of the lists of services and sources."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy

from services_directory.desk import completeness, links
from services_directory.desk.due import due, due_sources, sources_of
from services_directory.desk.forms.languages import common
from services_directory.desk.forms.service import term_choices
from services_directory.desk.scope import cities_of, of_no_city_too
from services_directory.models import Comment, Service, TaxonomyTerm
from services_directory.status import Status, status_of
from services_directory.zones import day

STATUS_NAMES = {
    Status.CURRENT: gettext_lazy("current"),
    Status.CHECK: gettext_lazy("please check"),
    Status.OVER: gettext_lazy("over"),
    Status.HISTORY: gettext_lazy("history"),
}


class OwnCities(admin.RelatedFieldListFilter):
    """The city. Unless one is asked for, the list is of the account's own cities: what is to be seen of others, the
    history of former programmes, is one choice away.
    """

    def field_choices(self, field, request, model_admin):
        own = {"pk__in": cities_of(request.user).values("pk")}
        return field.get_choices(include_blank=False, limit_choices_to=own)

    def queryset(self, request, queryset):
        if self.used_parameters or of_no_city_too(request.user):
            return super().queryset(request, queryset)
        return queryset.filter(city__in=cities_of(request.user))


class ShownStatus(admin.SimpleListFilter):
    """What newcomers are shown today."""

    title = gettext_lazy("status shown")
    parameter_name = "shown"

    def lookups(self, request, model_admin):
        return [(status.value, name) for status, name in STATUS_NAMES.items()]

    def queryset(self, request, queryset):
        if self.value() not in list(Status):
            return queryset
        today = day()
        rows = queryset.order_by().select_related(None).prefetch_related(None)
        rows = rows.only("historical", "window_end", "assured_date", "source_status", "made_on", "review_after")
        return queryset.filter(pk__in=[row.pk for row in rows if status_of(row, today) == self.value()])


class Topic(admin.SimpleListFilter):
    """Services on a topic."""

    title = gettext_lazy("topic")
    parameter_name = "topic"

    def lookups(self, request, model_admin):
        return term_choices(TaxonomyTerm.Kind.TOPIC)

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return queryset.filter(terms__kind=TaxonomyTerm.Kind.TOPIC, terms__code=self.value()).distinct()


class Spoken(admin.SimpleListFilter):
    """Services given in a language."""

    title = gettext_lazy("language spoken")
    parameter_name = "spoken"

    def lookups(self, request, model_admin):
        return common()

    def queryset(self, request, queryset):
        return queryset.filter(spoken_languages__code=self.value()) if self.value() else queryset


class CheckDue(admin.SimpleListFilter):
    """Services whose review is due."""

    title = gettext_lazy("review")
    parameter_name = "check"

    def lookups(self, request, model_admin):
        return [("due", gettext_lazy("due")), ("overdue", gettext_lazy("overdue")), ("done", gettext_lazy("done"))]

    def queryset(self, request, queryset):
        if self.value() not in ("due", "overdue", "done"):
            return queryset
        today = day()
        rows = due(Service.objects.all(), today)
        found = [each.pk for each in rows if self.value() != "overdue" or each.overdue(today)]
        return queryset.exclude(pk__in=found) if self.value() == "done" else queryset.filter(pk__in=found)


class SourceDue(CheckDue):
    """Sources of guidance in the own countries whose review is due."""

    def lookups(self, request, model_admin):
        return [*super().lookups(request, model_admin), ("never", gettext_lazy("never checked"))]

    def queryset(self, request, queryset):
        if self.value() not in ("due", "overdue", "done", "never"):
            return queryset
        today, found = day(), due_sources(request.user)
        if self.value() == "done":
            own = sources_of(request.user).exclude(pk__in=[each.pk for each in found])
            return queryset.filter(pk__in=own.values("pk"))
        if self.value() == "overdue":
            found = [each for each in found if each.overdue(today)]
        elif self.value() == "never":
            found = [each for each in found if not each.record.checked_on]
        return queryset.filter(pk__in=[each.pk for each in found])


class Lacks(admin.SimpleListFilter):
    """Services that are not complete."""

    title = gettext_lazy("what is lacking")
    parameter_name = "lacks"

    def lookups(self, request, model_admin):
        return [("any", gettext_lazy("anything")), *((code, label) for code, (label, _) in completeness.RULES.items())]

    def queryset(self, request, queryset):
        return completeness.lacking(queryset, self.value()) if self.value() else queryset


class DeadLinks(admin.SimpleListFilter):
    """Services with an address that does not answer."""

    title = gettext_lazy("links")
    parameter_name = "links"

    def lookups(self, request, model_admin):
        return [("dead", gettext_lazy("dead"))]

    def queryset(self, request, queryset):
        return queryset.filter(links.services_with_dead_links()) if self.value() == "dead" else queryset


class OpenComments(admin.SimpleListFilter):
    """Services with comments that are not settled."""

    title = gettext_lazy("comments")
    parameter_name = "comments"

    def lookups(self, request, model_admin):
        return [("open", gettext_lazy("open"))]

    def queryset(self, request, queryset):
        commented = Exists(Comment.objects.filter(service=OuterRef("pk"), done=False))
        return queryset.filter(commented) if self.value() == "open" else queryset
