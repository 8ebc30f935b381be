"""The parts of a service as rows of its form."""

# ruff: noqa: D101, D102 - parts named as their models

from django.db.models import Exists, OuterRef
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from services_directory import models
from services_directory.admin.base import Blocks, Rows
from services_directory.desk.forms.place import PlaceField, RowOfPlace, RowsOfPlaces


class Part(Rows):
    """A part with one empty row waiting where there is none yet, so that it can be filled in without JavaScript."""

    def get_extra(self, request, obj=None, **kwargs):
        if not obj:
            return 1
        if "_has_parts" not in obj.__dict__:  # asked for three times a page, of every part
            parts = [part for part in PARTS if issubclass(part, Part)]
            found = {part.__name__: Exists(part.model.objects.filter(service=OuterRef("pk"))) for part in parts}
            obj._has_parts = models.Service.objects.filter(pk=obj.pk).values(**found).get()
        return 0 if obj._has_parts[type(self).__name__] else 1


class OfPlace(Part):
    """A part whose rows may be of one place of the service."""

    form = RowOfPlace
    formset = RowsOfPlaces

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "location":
            return PlaceField(capfirst(db_field.verbose_name))
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class SpokenLanguages(Part):
    model = models.SpokenLanguage
    fields = ("code", "given_by", "rrule", "opens_at", "closes_at", "as_of", "note")
    verbose_name_plural = gettext_lazy("Languages in which it is given: by whom and when")


class Phones(OfPlace):
    model = models.Phone
    fields = ("number", "location", "note", "extension", "languages")
    verbose_name_plural = gettext_lazy("Phone numbers (with + and the country code)")


class Emails(Part):
    model = models.EmailAddress


class Contacts(Part):
    classes = ("collapse",)
    model = models.Contact
    verbose_name_plural = gettext_lazy("Contacts: a role or desk; a person only where it may be shown")


class Locations(Part):
    model = models.Location
    fields = ("location_type", "name", "address", "postal_code", "locality", "district", "transportation")
    autocomplete_fields = ("district",)
    show_change_link = True


class Schedules(OfPlace):
    model = models.Schedule
    fields = (
        "rrule", "opens_at", "closes_at", "location", "by_appointment", "note", "link", "valid_from", "valid_to",
    )  # fmt: skip
    verbose_name_plural = gettext_lazy("Opening hours")


class CostOptions(Part):
    model = models.CostOption
    verbose_name_plural = gettext_lazy("Prices and fees, used in the texts as {placeholder}")


class Documents(Part):
    classes = ("collapse",)
    model = models.RequiredDocument


class Conditions(Blocks):
    model = models.Eligibility
    verbose_name_plural = gettext_lazy("Who may use it")

    def get_extra(self, request, obj=None, **kwargs):
        return 1

    max_num = 1


class Capacities(Part):
    classes = ("collapse",)
    model = models.Capacity


class Barriers(Rows):
    classes = ("collapse",)
    model = models.AccessBarrier
    fields = ("kind", "description", "state", "done", "since", "source")
    autocomplete_fields = ("source",)
    verbose_name_plural = gettext_lazy("Known barriers and what was done about them")


class Partnerships(Rows):
    classes = ("collapse",)
    model = models.Partnership
    fk_name = "service"
    autocomplete_fields = ("to_service", "to_organization")
    verbose_name_plural = gettext_lazy("Whom it works with and refers people to")


class Sources(Part):
    model = models.ServiceSource
    autocomplete_fields = ("source",)
    fields = ("source", "position")


class StatusRecords(Rows):
    model = models.StatusRecord
    autocomplete_fields = ("source",)
    classes = ("collapse",)


PARTS = (
    SpokenLanguages, Phones, Emails, Contacts, Locations, Schedules, Conditions, CostOptions, Documents, Sources,
    Partnerships, Barriers, Capacities, StatusRecords,
)  # fmt: skip
