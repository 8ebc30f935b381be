"""Events: fairs, meetings, information days."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django.contrib import admin, messages
from django.db.models import DateTimeField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy

from accounts.permissions import cities_of
from accounts.rules import ADD
from services_directory import models
from services_directory.admin.translated import TRANSLATIONS, TranslatedAdmin
from services_directory.desk.forms.ids import OwnIdForm
from services_directory.zones import zone_of


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
    list_display = ("name", "city", "begins", "place", "organization", "publication")
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

    def clocks_of(self, request, record):
        """The city that is chosen in the form, else the record's, else the only one of the account."""
        chosen = request.POST.get("city") or ("" if record else request.GET.get("city"))
        found = next((city for city in models.City.objects.all() if city.pk == chosen), None)
        if not found and not record:
            own = list(cities_of(request.user, ADD, models.Event))
            found = own[0] if len(own) == 1 else None
        request.event_city = found or (record and record.city)
        return request.event_city

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(db_field, DateTimeField):
            city = getattr(request, "event_city", None)
            known = gettext("Time of %(city)s.") % {"city": city}
            field.help_text = known if city else gettext("Time of the city you choose.")
        return field

    @admin.display(description=gettext_lazy("begins"), ordering="starts_at")
    def begins(self, event):
        """In the time of the event's city, which is named where the page tells another."""
        zone = zone_of(event.city)
        at = date_format(timezone.localtime(event.starts_at, zone), "DATETIME_FORMAT")
        return at if zone == timezone.get_current_timezone() else f"{at} ({zone})"

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def get_readonly_fields(self, request, obj=None):
        return ("slug",) if obj else ()

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        over = obj.publication == models.Publication.PUBLISHED and obj.ends_at < timezone.now()
        if over and not getattr(request, "desk_trial", False):
            messages.warning(request, gettext("This event is over already: newcomers do not see it."))
