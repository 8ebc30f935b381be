"""Values of records in words: choices by name, languages by name, figures as people write them."""

from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models as db
from django.utils import timezone
from django.utils.formats import date_format, number_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext

from locales.values import format_value
from services_directory.desk.forms.languages import language_name
from services_directory.desk.versions.state import SPECS, State
from services_directory.models import TaxonomyTerm
from services_directory.models.checks import CHANNELS, is_language
from services_directory.presentation.text import name_of, reader_language

NOTHING = "–"
_LANGUAGE_FIELDS = {"language", "languages", "code", "own_languages", "default_language"}


class Reader:
    """Reads states of one model; remembers what it looked up."""

    def __init__(self, model: type[db.Model]):
        self.model, self.spec = model, SPECS[model]
        self._known: dict = {}
        fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
        self._order = {name: place for place, name in enumerate([*(field.name for field in fields), *self.spec.parts])}

    def meet(self, state: State) -> None:
        """Remembers what the rows of a state are called that are not saved yet: other rows may point to them."""
        for part, rows in state["parts"].items():
            model = self.spec.parts[part]
            for id, values in rows.items():
                if id.startswith("new"):
                    named = {model._meta.get_field(name).attname: value for name, value in values.items()}
                    self._known[model, id.removeprefix("new")] = str(model(**named))

    def order(self, name: str) -> int:
        """The place of a field or part in a list of differences."""
        return self._order.get(name, self._order.get("url", 0))  # terms stand where the record says what it is

    def label(self, name: str) -> str:
        """What a field, a kind of term or a part is called."""
        if name.startswith("term:"):
            return capfirst(str(TaxonomyTerm.Kind(name.removeprefix("term:")).label))
        if name in self.spec.parts:
            return capfirst(str(self.spec.parts[name]._meta.verbose_name))
        return capfirst(str(self.model._meta.get_field(name).verbose_name))

    def value(self, name: str, value) -> str:
        """A value of a field of the record."""
        if name.startswith("term:"):
            return ", ".join(self._term(name.removeprefix("term:"), code) for code in value or ()) or NOTHING
        field = self.model._meta.get_field(name)
        if field.many_to_many:
            return ", ".join(self._record(field.related_model, pk) for pk in value or ()) or NOTHING
        return self._value(field, value)

    def changed(self, part: str, one: dict, other: dict) -> list[tuple[str, str, str]]:
        """(label, before, after) of the fields in which two rows of a part differ."""
        model, found = self.spec.parts[part], []
        for name in one.keys() | other.keys():
            if one.get(name) != other.get(name):
                field = model._meta.get_field(name)
                texts = (self._value(field, row.get(name)) for row in (one, other))
                found.append((str(field.verbose_name), *texts))
        return sorted(found)

    def has_many(self, part: str) -> bool:
        """Whether a record can have several rows of a part."""
        return not any(
            field.one_to_one and field.name == self.spec.link for field in self.spec.parts[part]._meta.fields
        )

    def row(self, part: str, values: dict) -> str:
        """A row of a part in one line: what is filled in, with its label."""
        model, said = self.spec.parts[part], []
        for name, value in values.items():
            field = model._meta.get_field(name)
            if value in (None, "", [], {}, False) or name == "position" or value == field.get_default():
                continue
            said.append(f"{field.verbose_name}: {self._value(field, value)}")
        return "; ".join(said) or NOTHING

    def _value(self, field, value) -> str:
        if value in (None, "", [], {}):
            return NOTHING
        if field.is_relation:
            return self._record(field.related_model, value)
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(field, db.JSONField):
            return self._json(field.name, value)
        if field.name in _LANGUAGE_FIELDS and isinstance(value, str) and is_language(value):
            return language_name(value)
        return self._typed(field, value)

    def _typed(self, field, value) -> str:
        try:
            value = field.to_python(value)
        except (ValidationError, TypeError):
            return str(value)
        if isinstance(value, bool):
            return gettext("yes") if value else gettext("no")
        if isinstance(value, datetime):
            return date_format(timezone.localtime(value), "DATETIME_FORMAT")
        if isinstance(value, date):
            return date_format(value)
        if hasattr(value, "minute"):
            return time_format(value)
        return number_format(value) if isinstance(value, Decimal) else str(value)

    def _json(self, name: str, value) -> str:
        if isinstance(value, dict):
            if isinstance(value.get("type"), str):
                try:
                    return format_value(value, reader_language())
                except ValueError:
                    return str(value)
            return "; ".join(f"{key}: {self._json(name, item)}" for key, item in value.items())
        if isinstance(value, list):
            return ", ".join(self._json(name, item) for item in value)
        if name in _LANGUAGE_FIELDS and isinstance(value, str) and is_language(value):
            return language_name(value)
        return str(CHANNELS[value]) if name == "channels" and value in CHANNELS else str(value)

    def _term(self, kind: str, code: str) -> str:
        if "terms" not in self._known:
            self._known["terms"] = {(row.kind, row.code): row.name for row in TaxonomyTerm.objects.all()}
        return name_of(self._known["terms"].get((kind, code), code), False, reader_language())

    def _record(self, model: type[db.Model], pk) -> str:
        key = (model, str(pk))
        if key not in self._known:
            found = model._base_manager.filter(pk=pk).first()
            self._known[key] = str(found) if found else self._gone(model, pk)
        return self._known[key]

    @staticmethod
    def _gone(model: type[db.Model], pk) -> str:
        """What a record that is gone was called last, where its history tells."""
        last = model.changes.filter(**{model._meta.pk.attname: pk}).first() if hasattr(model, "changes") else None
        said = gettext("no longer there")
        return f"{last.instance} ({said})" if last else said
