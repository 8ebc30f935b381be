"""Services: the list, the form, and the pages beside it."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from accounts.permissions import may
from accounts.rules import ADD, CHANGE, VIEW
from services_directory import models
from services_directory.admin import confirming, filters, service_actions
from services_directory.admin.service_parts import PARTS
from services_directory.admin.service_sections import HELP, SECTIONS
from services_directory.admin.translated import TranslatedAdmin
from services_directory.desk import comments, preview
from services_directory.desk.duplicates import duplicates
from services_directory.desk.forms.service import ServiceForm
from services_directory.desk.scope import cities_of
from services_directory.desk.versions.readable import Reader
from services_directory.presentation.text import name_of, reader_language
from services_directory.status import status_of
from services_directory.zones import day


@admin.register(models.Service)
class ServiceAdmin(TranslatedAdmin):
    """Services, with the status that newcomers are shown today. None is ever deleted: it is archived."""

    form = ServiceForm
    change_list_template = "desk/service_list.html"
    list_display = (
        "name", "assured_date", "publication", "shown_status", "topic", "organization", "owner", "city",
    )  # fmt: skip
    list_filter = (
        ("city", filters.OwnCities), "publication", filters.ShownStatus, filters.CheckDue, filters.Lacks,
        filters.Topic, filters.Spoken, filters.DeadLinks, filters.OpenComments, "reach",
        ("owner", admin.RelatedOnlyFieldListFilter),
    )  # fmt: skip
    list_select_related = ("city", "organization", "owner")
    ordering = ("name",)
    list_per_page = 50
    search_fields = ("name", "slug", "aliases", "description", "organization__name", "translations__text")
    search_help_text = gettext_lazy("Names, other names, descriptions and their translations, organizations")
    autocomplete_fields = ("organization",)
    readonly_fields = ("shown_status", "uuid", "last_modified", "former_contact_shown")
    actions = service_actions.BULK
    inlines = PARTS
    fieldsets = SECTIONS
    prepopulated_fields = {"slug": ("name",)}
    save_on_top = True

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("service_terms__term")

    def get_urls(self):
        own = [
            self.page("<int:pk>/preview/", preview.view, "preview"),
            self.page("<int:pk>/comment/", comments.view, "comment"),
            self.page("<int:pk>/do/<str:action>/", service_actions.single_view, "do"),
        ]
        return own + super().get_urls()

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def get_list_display(self, request):
        @admin.display(description=gettext_lazy("review"))
        def still_right(service):
            """A button in every line that may be changed."""
            if not may(request.user, CHANGE, service):
                return "–"
            return confirming.button(request, self.address("do", service.pk, "confirm"), service.name)

        # What is asked for every week stands beside the name, where no sideways scrolling hides it.
        columns = [name for name in self.list_display if name != "city" or cities_of(request.user).count() > 1]
        if self.has_change_permission(request):
            columns.insert(columns.index("assured_date") + 1, still_right)
        return columns

    def get_readonly_fields(self, request, obj=None):
        # Addresses and other records refer to the id.
        return (*self.readonly_fields, "slug") if obj else self.readonly_fields

    def changelist_view(self, request, extra_context=None):
        query = request.GET.urlencode()
        return super().changelist_view(request, {**(extra_context or {}), "export_query": query})

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def get_changeform_initial_data(self, request):
        return {
            "publication": models.Publication.DRAFT,
            "source_status": "current",
            **super().get_changeform_initial_data(request),
        }

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name in HELP:
            field.help_text = HELP[db_field.name]
        if field and db_field.name == "name":
            field.widget.attrs["data-duplicates"] = reverse("admin:desk_duplicates")
        return field

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        from services_directory.desk.forms.languages import common

        context |= {
            "known_languages": [name for _, name in common()],
            "known_preview_languages": preview.languages(),
            "publication_actions": service_actions.NAMES,
            "may_edit": self.has_change_permission(request, obj) if obj else self.has_add_permission(request),
        }
        if obj:
            remark = models.Comment(service=obj)
            context |= {
                "comments": obj.comments.select_related("author") if may(request.user, VIEW, remark) else None,
                "may_comment": may(request.user, ADD, remark),
                "may_settle": may(request.user, CHANGE, remark),
                "comment_kept": request.session.pop("comment_kept", ""),
                "preview_languages": preview.languages(),
                "coverage": self._coverage(request, obj),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _changeform_view(self, request, object_id, form_url, extra_context):
        if request.method != "POST" or "_preview" not in request.POST or getattr(request, "desk_trial", False):
            return super()._changeform_view(request, object_id, form_url, extra_context)
        save = super()._changeform_view
        # Nothing of this is saved: the page is made inside the transaction that is then taken back.
        return preview.of_form(self, request, lambda: save(request, object_id, form_url, extra_context))

    def save_model(self, request, obj, form, change):
        if change:
            obj.revision += 1
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        # Places last: hours that were given another place are no longer with the one that goes.
        super().save_related(request, form, sorted(formsets, key=lambda each: each.model is models.Location), change)
        service = form.instance
        form.store_terms(service)
        if not getattr(request, "desk_trial", False) and (not change or "name" in form.changed_data):
            self._warn_of_duplicates(request, service)

    def _coverage(self, request, service) -> str:
        """The address of the city's other services on the main topic; '' where the service belongs to no city."""
        topic = next(iter(service.codes("topic")), None)
        if not topic or not cities_of(request.user).filter(pk=service.city_id).exists():
            return ""
        return f"{reverse('admin:coverage-cell')}?{urlencode({'city': service.city_id, 'topic': topic})}"

    def _warn_of_duplicates(self, request, service):
        city = service.city_id
        found = duplicates(service.name, city, exclude=service.pk) if city else []
        if found:
            names = ", ".join(f"{each.name} ({each.why})" for each in found[:5])
            messages.warning(request, gettext("Is it there already? Similar names: %(names)s") % {"names": names})

    @admin.display(description=gettext_lazy("shown as"))
    def shown_status(self, service):
        """What newcomers are shown today."""
        return filters.STATUS_NAMES[status_of(service, day())] if service.pk else "–"

    @admin.display(description=gettext_lazy("main topic"))
    def topic(self, service):
        """The name of the main topic."""
        term = next((row.term for row in service.service_terms.all() if row.term.kind == "topic"), None)
        return name_of(term.name, False, reader_language()) if term else "–"

    @admin.display(description=gettext_lazy("former contact"))
    def former_contact_shown(self, service):
        """What an old source said, in one line."""
        return Reader(models.Service).value("former_contact", service.former_contact)
