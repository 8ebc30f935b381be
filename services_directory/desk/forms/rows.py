"""A list of small records within one field, entered as rows of a table."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from services_directory.desk.forms.plain import own

EMPTY = (None, "", [], {})
_MOST = 200  # rows that are read: a form of a person has a dozen


class RowsWidget(forms.Widget):
    """A table with a row a record and some empty ones; a row that is emptied is removed."""

    template_name = "desk/widgets/rows.html"
    use_fieldset = True

    def __init__(self, columns: dict[str, forms.Field], extra: int, attrs=None):
        super().__init__(attrs)
        self.columns, self.extra = columns, extra

    def __deepcopy__(self, memo):
        copied = super().__deepcopy__(memo)
        copied.columns = {name: field.__deepcopy__(memo) for name, field in self.columns.items()}
        return copied

    def id_for_label(self, id_):
        return f"{id_}-0-{next(iter(self.columns))}" if id_ else ""

    def value_omitted_from_data(self, data, files, name):
        return f"{name}-rows" not in data

    def value_from_datadict(self, data, files, name):
        try:
            count = min(int(data.get(f"{name}-rows", 0)), _MOST)
        except ValueError:
            count = 0
        return [
            {
                column: field.widget.value_from_datadict(data, files, f"{name}-{row}-{column}")
                for column, field in self.columns.items()
            }
            for row in range(count)
        ]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        id_ = context["widget"]["attrs"].get("id") or f"id_{name}"
        given = [*(value if isinstance(value, list) else []), *({} for _ in range(self.extra))]
        rows = []
        for place, record in enumerate(given):
            cells = []
            for column, field in self.columns.items():
                cell_id = f"{id_}-{place}-{column}"
                shown = field.prepare_value(record.get(column))
                widget = field.widget.get_context(f"{name}-{place}-{column}", shown, {"id": cell_id})["widget"]
                parts = hasattr(field.widget, "labels")  # a widget of several inputs labels them itself
                cells.append({"label": field.label, "widget": widget, "id": cell_id, "own_labels": parts})
            rows.append(cells)
        context["widget"] |= {"rows": rows, "count": len(rows), "heads": [f.label for f in self.columns.values()]}
        return context


class RowsField(forms.Field):
    """A list of dicts; `columns` are fields by name. Empty rows are left out; a fault names its row and column."""

    def __init__(self, columns: dict[str, forms.Field], *, extra: int = 2, **kwargs):
        for name, field in columns.items():
            field.label = field.label or name
        self.columns = columns
        kwargs = own(kwargs)
        kwargs["widget"] = RowsWidget(columns, extra)
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return value if isinstance(value, list) else self.split(value)

    def split(self, value) -> list[dict]:
        """The rows of a record's value."""
        return list(value or [])

    def join(self, rows: list[dict]):
        """The record's value of its rows. Raises ValidationError."""
        return rows

    def clean(self, value):
        rows, faults = [], []
        for number, given in enumerate(value or [], 1):
            if all(self._empty(item) for item in given.values()):
                continue
            row = {}
            for name, field in self.columns.items():
                try:
                    row[name] = field.clean(given.get(name))
                except ValidationError as error:
                    where = {"row": number, "column": field.label}
                    faults += [
                        ValidationError(
                            gettext_lazy("Row %(row)s, %(column)s: %(reason)s"), params={**where, "reason": reason}
                        )
                        for reason in error.messages
                    ]
            rows.append(row)
        if faults:
            raise ValidationError(faults)
        if self.required and not rows:
            raise ValidationError(self.error_messages["required"], code="required")
        return self.join(rows)

    def has_changed(self, initial, data):
        try:
            return self.clean(data) != (initial or self.join([]))
        except ValidationError:
            return True

    def _empty(self, item) -> bool:
        """Whether nothing was typed; a choice that always says something (a type, a unit) does not count."""
        if isinstance(item, (list, tuple)):
            return all(self._empty(part) for part in item)
        return item in EMPTY
