"""The form to upload a file."""

from django import forms
from django.utils.translation import gettext_lazy

from services_directory.exchange.files import ENDINGS
from services_directory.models import City


class UploadForm(forms.Form):
    """A file, and the city of rows that name none."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("YAML, CSV, XLSX or HSDS JSON. Nothing is changed before you have seen the report."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(ENDINGS)}),
        allow_empty_file=True,  # the report says that it is empty
    )
    city = forms.ModelChoiceField(
        City.objects.none(),
        label=gettext_lazy("City"),
        required=False,
        empty_label=gettext_lazy("as the file says"),
        help_text=gettext_lazy("Only for files whose rows name no city."),
    )

    def __init__(self, *arguments, only: frozenset[str] | None = None, **named):
        super().__init__(*arguments, **named)
        self.fields["city"].queryset = City.objects.all() if only is None else City.objects.filter(pk__in=only)
