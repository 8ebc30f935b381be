"""Settings of a city as rows: hours, emergency numbers, names of districts."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from locales.values import check
from services_directory.desk.forms.languages import LanguageField
from services_directory.desk.forms.rows import RowsField
from services_directory.desk.forms.weekdays import DaysField
from services_directory.zones import day


class ClockInput(forms.TimeInput):
    """The browser's own input for a time of day."""

    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class HoursField(RowsField):
    """Hours of every week: `[{"rrule", "opens", "closes"}]`."""

    def __init__(self, **kwargs):
        columns = {
            "rrule": DaysField(label=gettext_lazy("Days"), required=False),
            "opens": forms.TimeField(label=gettext_lazy("Opens"), widget=ClockInput),
            "closes": forms.TimeField(label=gettext_lazy("Closes"), widget=ClockInput),
        }
        super().__init__(columns, **kwargs)

    def join(self, rows):
        joined = []
        for number, row in enumerate(rows, 1):
            if not row["rrule"]:
                raise ValidationError(gettext_lazy("Row %(row)s: tick the days."), params={"row": number})
            if row["closes"] <= row["opens"]:
                raise ValidationError(gettext_lazy("Row %(row)s: this ends before it begins."), params={"row": number})
            times = {name: row[name].strftime("%H:%M") for name in ("opens", "closes")}
            joined.append({"rrule": row["rrule"], **times})
        return joined


class EmergencyField(RowsField):
    """Emergency numbers, each with the page that says so and the day somebody looked."""

    def __init__(self, **kwargs):
        columns = {
            "number": forms.CharField(
                label=gettext_lazy("Number"), max_length=40, widget=forms.TextInput(attrs={"size": 10})
            ),
            "for": forms.CharField(label=gettext_lazy("For what"), max_length=200),
            "source": forms.URLField(label=gettext_lazy("Source"), assume_scheme="https", max_length=600),
            "title": forms.CharField(label=gettext_lazy("Name of the page"), max_length=200, required=False),
            "checked_on": forms.DateField(
                label=gettext_lazy("Checked on"),
                widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
                required=False,  # what ships was looked at by nobody of the city yet
            ),
        }
        super().__init__(columns, extra=1, **kwargs)

    def join(self, rows):
        for number, row in enumerate(rows, 1):
            where = {"row": number}
            try:
                check({"type": "phone", "number": row["number"]})
            except ValueError:
                message = gettext_lazy("Row %(row)s: write the number as it is dialled, such as 112 or +358295024882.")
                raise ValidationError(message, params=where) from None
            if row["checked_on"] and row["checked_on"] > day():
                raise ValidationError(gettext_lazy("Row %(row)s: this day is in the future."), params=where)
        return [{**row, "checked_on": row["checked_on"].isoformat() if row["checked_on"] else None} for row in rows]


class NamesField(RowsField):
    """The forms in which people write a name, by language: `{"fi": ["Kallio"]}`."""

    def __init__(self, **kwargs):
        columns = {
            "language": LanguageField(label=gettext_lazy("Language")),
            "names": forms.CharField(label=gettext_lazy("Names, separated by commas"), max_length=1_000),
        }
        super().__init__(columns, extra=1, **kwargs)

    def split(self, value):
        return [{"language": tag, "names": ", ".join(names)} for tag, names in (value or {}).items()]

    def join(self, rows):
        return {row["language"]: [name.strip() for name in row["names"].split(",") if name.strip()] for row in rows}
