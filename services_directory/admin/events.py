"""Events: fairs, meetings, information days."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from services_directory import models
from services_directory.admin.translated import TRANSLATIONS, TranslatedAdmin
from services_directory.desk.forms.ids import OwnIdForm


class When(admin.SimpleListFilter):
    """What is to come, or over."""

    title = gettext_lazy("when")
    parameter_name = "when"

    def lookups(self, request, model_admin):
        return [("coming", gettext_lazy("to come")), ("over", gettext_lazy("over"))]

    def queryset(self, request, queryset):
        now = timezone.now()
        found = {"coming": {"ends_at__gte": now}, "over": {"ends_at__lt": now}}
        return queryset.filter(**found.get(self.value(), {}))


@admin.register(models.Event)
class EventAdmin(TranslatedAdmin):
    """Events leave the answers when they are over; here they stay."""

    form = OwnIdForm
    list_display = ("name", "city", "starts_at", "place", "organization", "publication")
    list_filter = ("city", When, "publication", "free")
    list_select_related = ("city", "organization")
    date_hierarchy = "starts_at"
    search_fields = ("name", "description", "place", "organization__name")
    autocomplete_fields = ("organization", "district", "source")
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = (
        (None, {"fields": ("city", "name", "slug", "organization", "language", "description")}),
        (gettext_lazy("When and where"), {"fields": ("starts_at", "ends_at", "place", "district", "languages")}),
        (gettext_lazy("Cost and sign-up"), {"fields": ("free", "cost_note", "sign_up", "url")}),
        (gettext_lazy("Published"), {"fields": ("publication", "source")}),
        TRANSLATIONS,
    )

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def get_readonly_fields(self, request, obj=None):
        return ("slug",) if obj else ()

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        over = obj.publication == models.Publication.PUBLISHED and obj.ends_at < timezone.now()
        if over and not getattr(request, "desk_trial", False):
            messages.warning(request, gettext("This event is over already: newcomers do not see it."))
