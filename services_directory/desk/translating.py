"""One service in one language: every text with its original beside."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from accounts.admin.checked import only_own, own_languages
from accounts.permissions import may
from accounts.rules import CHANGE, VIEW
from locales.languages import served
from locales.template import placeholders
from services_directory import version
from services_directory.desk import texts
from services_directory.desk.forms.languages import language_name
from services_directory.models import Eligibility, Service, Translation
from services_directory.models.checks import check_plain, is_language

STATES = {
    "missing": gettext_lazy("not there yet"),
    "catalogue": gettext_lazy("translated (comes with Kiosk)"),
    **dict(Translation.State.choices),
}
DECISIONS = (
    (Translation.State.PUBLISHED, gettext_lazy("right")),
    (Translation.State.OUTDATED, gettext_lazy("out of date")),
    (Translation.State.WITHHELD, gettext_lazy("withheld: not shown")),
)


def languages(service: Service, user) -> list[tuple[str, str]]:
    """(code, name) of the languages a service can be translated into here; a translator's are the chosen ones."""
    if own := own_languages(user):
        return [pair for pair in own if pair[0] != service.language]
    codes = [row.code for row in served()] + list(service.translations.values_list("language", flat=True))
    codes += service.city.own_languages if service.city else []
    return [(code, language_name(code)) for code in dict.fromkeys(codes) if code != service.language]


class TextForm(forms.Form):
    """One text; an empty one is no translation, and then the catalogue's or the original is shown."""

    text = forms.CharField(required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 4}))
    state = forms.ChoiceField(choices=DECISIONS, required=False, label=gettext_lazy("State"))

    def __init__(self, *args, service: Service, field: str, language: str, may_change: bool, **kwargs):
        self.service, self.field, self.language = service, field, language
        self.original = texts.original(service, field)
        self.state_now, self.text_now = texts.shown(service, field, language)
        kwargs["prefix"] = field
        state = self.state_now if self.state_now in Translation.State.values else Translation.State.PUBLISHED
        kwargs["initial"] = {"text": self.text_now, "state": state}
        super().__init__(*args, **kwargs)
        for each in self.fields.values():
            each.disabled = not may_change
        model = Eligibility if field == "eligibility" else Service
        name = model._meta.get_field("text" if field == "eligibility" else field).verbose_name
        self.title = capfirst(str(name))
        self.fields["text"].label = gettext("%(field)s in %(language)s") % {
            "field": self.title, "language": language_name(language)
        }  # fmt: skip
        self.fields["text"].widget.attrs |= {
            "lang": language,
            "dir": "auto",
            "rows": 2 if len(self.original) < 90 else 5,
        }

    @property
    def state_name(self):
        """The state in words."""
        return STATES[self.state_now]

    def clean_text(self):
        text = self.cleaned_data["text"].replace("\r\n", "\n").strip()
        check_plain(text)
        if text:
            try:
                Translation(service=self.service, field=self.field, language=self.language, text=text).clean()
            except ValidationError as error:
                raise ValidationError(error.messages) from error
            if lost := placeholders(self.original) - placeholders(text):
                names = ", ".join(f"{{{name}}}" for name in sorted(lost))
                message = gettext("These figures are missing in the text: %(names)s") % {"names": names}
                raise ValidationError(message)
        return text

    def store(self) -> bool:
        """Saves what changed; returns whether anything did."""
        text, state = self.cleaned_data["text"], self.cleaned_data.get("state") or Translation.State.PUBLISHED
        row = self.service.translations.filter(field=self.field, language=self.language).first()
        if not text:
            if row:
                row.delete()
            return row is not None
        if (
            row is None
            and self.state_now == "catalogue"
            and text == self.text_now
            and state == Translation.State.PUBLISHED
        ):
            return False  # the catalogue says it already
        if row and (row.text, row.state) == (text, state):
            return False
        if row and row.text != text and state == row.state:
            state = (
                Translation.State.PUBLISHED
            )  # a text that was written anew is right, unless its writer says otherwise
        row = row or Translation(service=self.service, field=self.field, language=self.language)
        row.text, row.state = text, state
        row.save()
        return True


def view(admin, request, pk: int, language: str):
    """GET, POST <service>/translate/<language>/: all texts of the service in that language."""
    service = admin.get_object(request, str(pk))
    if service is None or not is_language(language) or language == service.language:
        raise Http404
    if not may(request.user, VIEW, service):
        raise PermissionDenied
    wanted = Translation(service=service, language=language)
    may_change = may(request.user, CHANGE, wanted)
    service = Service.objects.select_related("eligibility").prefetch_related("translations", "cost_options").get(pk=pk)
    refused = only_own(request.user) if own_languages(request.user) and not may_change else ""
    data = request.POST if request.method == "POST" else None
    if data is not None and not may_change and not refused:
        raise PermissionDenied
    forms_ = [
        TextForm(data, service=service, field=name, language=language, may_change=may_change or bool(data))
        for name in texts.to_translate(service)
    ]
    if data is not None and not refused and all([form.is_valid() for form in forms_]):
        with version.hold():
            count = sum([form.store() for form in forms_])
        admin.message_user(request, gettext("Saved. Texts that changed: %(count)d.") % {"count": count})
        return HttpResponseRedirect(request.path)
    context = {
        **admin.admin_site.each_context(request),
        "title": gettext("%(service)s in %(language)s") % {"service": service, "language": language_name(language)},
        "subtitle": None,
        "opts": admin.opts,
        "original": service,
        "forms": forms_,
        "errors": any(form.errors for form in forms_),
        "language": language,
        "language_name": language_name(language),
        "original_language": service.language,
        "original_name": language_name(service.language),
        "languages": languages(service, request.user),
        "may_change": may_change,
        "refused": refused,
        "posted": data is not None,
    }
    return TemplateResponse(request, "desk/translate.html", context)
