"""Of which place of its service a row of hours or a telephone number is."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy

from services_directory.desk.forms.plain import PlainForm
from services_directory.models import Location, Service

_MOST = 200  # rows of a form that are looked through
_PREFIX = "locations"  # of the rows of places on the same page


def places_of(service: Service) -> list[Location]:
    """The saved places of a service; read once for a form, whose rows all choose among them."""
    if not service.pk:
        return []
    known = service.__dict__
    if "_places_to_choose" not in known:
        known["_places_to_choose"] = list(service.locations.all())
    return known["_places_to_choose"]


def shown(place: Location) -> str:
    """A place as an officer tells it from the others of the service."""
    said = ", ".join(part for part in (place.name, place.address) if part)
    physical = place.location_type == Location.Type.PHYSICAL
    return said if physical else f"{said} ({place.get_location_type_display()})"


class PlaceField(forms.ChoiceField):
    """One of the places that were offered, or none: all of them. The value is the place itself."""

    def __init__(self, label: str):
        self.places: dict[str, Location] = {}
        super().__init__(
            label=label, required=False, choices=[("", gettext_lazy("all locations"))],
            help_text=gettext_lazy("A new location can be chosen here once it is saved."),
        )  # fmt: skip

    def offer(self, places: list[Location]) -> None:
        """Gives the places to choose from."""
        self.places = {str(place.pk): place for place in places}
        self.choices = [*self.choices[:1], *((key, shown(place)) for key, place in self.places.items())]

    def clean(self, value):
        return self.places.get(super().clean(value))

    def has_changed(self, initial, data):
        return str(initial or "") != str(data or "")


class RowOfPlace(PlainForm):
    """A row with a place: one of those offered is there and is the service's, which need not be asked for each row."""

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {"location"}


class RowsOfPlaces(BaseInlineFormSet):
    """Rows that may each be of one place of the service; none is left at a place that the same form takes away."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        places = places_of(self.instance)
        if "location" in form.fields:
            form.fields["location"].offer(places)
        else:  # to read alone: shown without asking for each
            found = (place for place in places if place.pk == form.instance.location_id)
            form.instance.location = next(found, None)

    def clean(self):
        super().clean()
        gone = self._taken_away()
        for form in self.forms:
            place = getattr(form, "cleaned_data", {}).get("location")
            if place and str(place.pk) in gone and form not in self.deleted_forms:
                message = gettext_lazy("This location is being removed: choose another one, or remove this row too.")
                form.add_error("location", ValidationError(message))

    def _taken_away(self) -> set[str]:
        """Primary keys of the places that are ticked to be removed."""
        count = self.data.get(f"{_PREFIX}-TOTAL_FORMS", "0")
        rows = range(min(int(count), _MOST) if count.isdigit() else 0)
        return {self.data.get(f"{_PREFIX}-{row}-id") for row in rows if f"{_PREFIX}-{row}-DELETE" in self.data}
