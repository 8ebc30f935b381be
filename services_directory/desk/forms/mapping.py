"""Which field of which record is entered in which way."""

from django.utils.translation import gettext_lazy

from services_directory.desk.forms.languages import LanguageField, LanguagesField
from services_directory.desk.forms.lists import ChannelsField, DatesField, LinesField, OriginsField
from services_directory.desk.forms.places import EmergencyField, HoursField, NamesField
from services_directory.desk.forms.values import DurationField, ValueField, ValuesField
from services_directory.desk.forms.weekdays import DaysField

FIELD_CLASSES = {
    "Service.language": LanguageField,
    "Service.aliases": LinesField,
    "Service.values": ValuesField,
    "Service.channels": ChannelsField,
    "Service.support_length": DurationField,
    "Organization.aliases": LinesField,
    "Organization.language": LanguageField,
    "SpokenLanguage.code": LanguageField,
    "SpokenLanguage.rrule": DaysField,
    "Schedule.rrule": DaysField,
    "Phone.languages": LanguagesField,
    "CostOption.value": ValueField,
    "Translation.language": LanguageField,
    "City.default_language": LanguageField,
    "City.own_languages": LanguagesField,
    "City.allowed_origins": OriginsField,
    "City.contact_hours": HoursField,
    "City.holidays": DatesField,
    "City.emergency": EmergencyField,
    "District.names": NamesField,
    "Event.language": LanguageField,
    "Event.languages": LanguagesField,
    "Source.as_of_values": ValuesField,
    "Statement.caution_values": ValuesField,
    "StatementValue.value": ValueField,
    "ErrorReport.language": LanguageField,
    "Wording.language": LanguageField,
}

# A person writes a language's name and ticks days; what the record keeps of it is no word for the form.
LABELS = {
    "SpokenLanguage.code": gettext_lazy("Language"),
    "SpokenLanguage.rrule": gettext_lazy("Days"),
    "Schedule.rrule": gettext_lazy("Days"),
}
