"""Filters of the list of services."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy

from services_directory.models import TaxonomyTerm
from services_directory.status import Status, status_of
from services_directory.upkeep import reviews

STATUS_NAMES = {
    Status.CURRENT: gettext_lazy("current"),
    Status.CHECK: gettext_lazy("please check"),
    Status.OVER: gettext_lazy("over"),
    Status.HISTORY: gettext_lazy("history"),
}


class ShownStatus(admin.SimpleListFilter):
    """What newcomers are shown today."""

    title = gettext_lazy("status shown")
    parameter_name = "shown"

    def lookups(self, request, model_admin):
        return [(status.value, name) for status, name in STATUS_NAMES.items()]

    def queryset(self, request, queryset):
        if self.value() not in list(Status):
            return queryset
        today = timezone.localdate()
        rows = queryset.only("historical", "window_end", "assured_date", "source_status", "made_on", "review_after")
        return queryset.filter(pk__in=[row.pk for row in rows if status_of(row, today) == self.value()])


class Topic(admin.SimpleListFilter):
    """Services on a topic."""

    title = gettext_lazy("topic")
    parameter_name = "topic"

    def lookups(self, request, model_admin):
        return list(TaxonomyTerm.objects.filter(kind=TaxonomyTerm.Kind.TOPIC).values_list("code", "name"))

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return queryset.filter(terms__kind=TaxonomyTerm.Kind.TOPIC, terms__code=self.value()).distinct()


class CheckDue(admin.SimpleListFilter):
    """Services whose review is overdue."""

    title = gettext_lazy("check")
    parameter_name = "check"

    def lookups(self, request, model_admin):
        return [("due", gettext_lazy("due")), ("done", gettext_lazy("done in time"))]

    def queryset(self, request, queryset):
        if self.value() not in ("due", "done"):
            return queryset
        late = [review.service for review in reviews.queue(queryset, timezone.localdate())]
        found = queryset.filter(pk__in=late) if self.value() == "due" else queryset.exclude(pk__in=late)
        return found.filter(historical=False)
