"""Fields and forms of the desk: what the records hold as JSON, a person fills in as rows, boxes and numbers."""

from services_directory.desk.forms.languages import LanguageField, LanguagesField
from services_directory.desk.forms.lists import ChannelsField, DatesField, LinesField, OriginsField
from services_directory.desk.forms.parts import PartsField, PartsWidget
from services_directory.desk.forms.plain import PlainForm
from services_directory.desk.forms.rows import RowsField
from services_directory.desk.forms.values import DurationField, ValueField, ValuesField
from services_directory.desk.forms.weekdays import DaysField

__all__ = [
    "ChannelsField",
    "DatesField",
    "DaysField",
    "DurationField",
    "LanguageField",
    "LanguagesField",
    "LinesField",
    "OriginsField",
    "PartsField",
    "PartsWidget",
    "PlainForm",
    "RowsField",
    "ValueField",
    "ValuesField",
]
