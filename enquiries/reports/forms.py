"""What can be chosen on the pages of reports: a city and a closed period, nothing that would make a new sum."""

from django import forms
from django.utils.translation import gettext_lazy

from enquiries.models import ReportPeriod, Unanswered
from enquiries.reports.pages import language_name
from enquiries.reports.tables import period_name
from enquiries.staff.words import topic_names
from locales.languages import served


class PeriodForm(forms.Form):
    """City and period."""

    city = forms.ChoiceField(label=gettext_lazy("City"))
    period = forms.ChoiceField(label=gettext_lazy("Period"), required=False)

    def __init__(self, data, cities, periods: list[ReportPeriod], **kwargs) -> None:
        super().__init__(data, **kwargs)
        self.fields["city"].choices = [(city.pk, city.name) for city in cities]
        self.fields["period"].choices = [(str(period.pk), period_name(period)) for period in periods]


class UnansweredForm(PeriodForm):
    """The same, and which of the rows that may be seen are wanted: a choice among rows makes no new sum."""

    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    reason = forms.ChoiceField(label=gettext_lazy("Reason"), required=False)

    def __init__(self, data, cities, periods: list[ReportPeriod], **kwargs) -> None:
        super().__init__(data, cities, periods, **kwargs)
        languages = sorted(((row.code, language_name(row.code)) for row in served()), key=lambda each: each[1])
        self.fields["topic"].choices = [("", gettext_lazy("all")), *topic_names().items()]
        self.fields["language"].choices = [("", gettext_lazy("all")), *languages]
        self.fields["reason"].choices = [("", gettext_lazy("all")), *Unanswered.Reason.choices]
