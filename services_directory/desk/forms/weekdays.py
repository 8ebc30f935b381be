"""Days of the week as boxes; kept as a recurrence rule of iCalendar (RFC 5545, 3.3.10)."""

# ruff: noqa: D102 - methods of the framework keep its meaning

import re

from django import forms
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy

from services_directory.desk.forms.boxes import Boxes
from services_directory.desk.forms.parts import PartsField
from services_directory.desk.forms.plain import own
from services_directory.models.schedule import check_rrule

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKLY = re.compile(rf"FREQ=WEEKLY;BYDAY=((?:{'|'.join(_CODES)})(?:,(?:{'|'.join(_CODES)}))*)")


class DaysField(PartsField):
    """Boxes for the days of every week; what they cannot say ('every second Tuesday') is a rule in the line beside."""

    def __init__(self, **kwargs):
        kwargs = own(kwargs)
        days = [(code, WEEKDAYS_ABBR[place]) for place, code in enumerate(_CODES)]
        fields = [
            forms.MultipleChoiceField(choices=days, widget=Boxes),
            forms.CharField(max_length=200, validators=[check_rrule], widget=forms.TextInput(attrs={"size": 24})),
        ]
        labels = (gettext_lazy("Every week on"), gettext_lazy("or another rule (iCalendar)"))
        kwargs["help_text"] = ""
        super().__init__(fields, labels, **kwargs)

    def split(self, value):
        weekly = _WEEKLY.fullmatch(value.removeprefix("RRULE:")) if value else None
        return [weekly[1].split(","), ""] if weekly else [[], value or ""]

    def compress(self, parts):
        days, rule = parts or ([], "")
        if rule:
            return rule
        return f"FREQ=WEEKLY;BYDAY={','.join(code for code in _CODES if code in days)}" if days else ""

    def clean(self, value):
        return super().clean(value) or ""
