"""One record in one language: every text of a service, event or organization with its original beside."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from accounts.admin.checked import ELSEWHERE, only_own, own_languages
from accounts.permissions import may
from accounts.rules import CHANGE, VIEW
from locales.languages import served
from locales.template import placeholders
from services_directory import version
from services_directory.desk import editing, merging, texts
from services_directory.desk.forms.languages import language_name
from services_directory.models import AnyTranslation, City
from services_directory.models.checks import check_plain, is_language
from services_directory.models.limits import LONGEST_TEXT

STATES = {
    "missing": gettext_lazy("not there yet"),
    "catalogue": gettext_lazy("translated (comes with Kiosk)"),
    **dict(AnyTranslation.State.choices),
}
DECISIONS = (
    (AnyTranslation.State.PUBLISHED, gettext_lazy("right")),
    (AnyTranslation.State.OUTDATED, gettext_lazy("out of date")),
    (AnyTranslation.State.WITHHELD, gettext_lazy("withheld: not shown")),
)


def languages(record: Model, user) -> list[tuple[str, str]]:
    """(code, name) of the languages a record can be translated into here; a translator's are the chosen ones."""
    if own := own_languages(user):
        return [pair for pair in own if pair[0] != record.language]
    codes = [row.code for row in served()] + list(record.translations.values_list("language", flat=True))
    city = record if isinstance(record, City) else getattr(record, "city", None)  # an organization has none
    codes += city.own_languages if city else []
    return [(code, language_name(code)) for code in dict.fromkeys(codes) if code != record.language]


class TextForm(forms.Form):
    """One text; an empty one is no translation, and then the catalogue's or the original is shown.

    The page carries, signed, what each text was when it was shown. A text that its reader left as it was is not bound
    and never written; one that somebody else changed as well is a fault, once, with theirs beside it.
    """

    text = forms.CharField(required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 4}))
    state = forms.ChoiceField(choices=DECISIONS, required=False, label=gettext_lazy("State"))

    def __init__(self, data, *, record: Model, field: str, language: str, may_change: bool):
        self.record, self.field, self.language = record, field, language
        self.original = texts.original(record, field)
        self.state_now, text = texts.shown(record, field, language)
        self.now = {"original": self.original, **_said(text, self.state_now)}
        self.was = editing.unsealed((data or {}).get(f"{field}-{editing.BASE}", "")) or self.now
        typed = _said(data[f"{field}-text"], data.get(f"{field}-state")) if data and f"{field}-text" in data else {}
        touched = not typed.items() <= self.was.items()
        self.clash = touched and self.now != self.was and not typed.items() <= self.now.items()
        super().__init__(data if touched else None, prefix=field, initial={"text": text, "state": self.now["state"]})
        for each in self.fields.values():
            each.disabled = not may_change
        self.title = capfirst(str(dict(texts.translation_of(type(record)).FIELDS)[field]))
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

    @property
    def base(self) -> dict[str, str]:
        """The hidden field: what this page shows, so that the next save knows what was seen."""
        return {"name": f"{self.field}-{editing.BASE}", "value": editing.sealed(self.now)}

    def clean_text(self):
        text = _plain(self.cleaned_data["text"])
        check_plain(text)
        if text:
            row = texts.row(self.record, field=self.field, language=self.language, text=text)
            try:
                row.clean()
            except ValidationError as error:
                raise ValidationError(error.messages) from error
            if lost := row.FIGURES and placeholders(self.original) - placeholders(text):
                names = ", ".join(f"{{{name}}}" for name in sorted(lost))
                message = gettext("These figures are missing in the text: %(names)s") % {"names": names}
                raise ValidationError(message)
        return text

    def clean(self):
        if self.clash:
            self.add_error("text", gettext(
                "Somebody else saved this in the meantime: look at the original and at the other text. Yours is still "
                "in the field; save again to keep it."
            ))  # fmt: skip

    @property
    def other_author(self):
        """Who wrote the text that stands against this one, where that is known."""
        row = self._row()
        return merging.last_author(row) if row else None

    def store(self) -> bool:
        """Saves what was typed; returns whether that changed anything."""
        said = _said(self.cleaned_data["text"], self.cleaned_data.get("state"))
        row = self._row()
        if said.items() <= self.now.items() or not (said["text"] or row):
            return False
        if not said["text"]:
            row.delete()
            return True
        if row and row.text != said["text"] and said["state"] == row.state:
            # A text that was written anew is right, unless its writer says otherwise.
            said["state"] = AnyTranslation.State.PUBLISHED
        row = row or texts.row(self.record, field=self.field, language=self.language)
        row.text, row.state = said["text"], said["state"]
        row.save()
        return True

    def _row(self) -> AnyTranslation | None:
        return self.record.translations.filter(field=self.field, language=self.language).first()


def _plain(text: str) -> str:
    """A text as it is kept, whatever a browser made of its ends of lines."""
    return text.replace("\r\n", "\n").strip()


def _said(text: str, state: str | None) -> dict[str, str]:
    """Text and state to compare: no text has no state of its own, and what ships counts as right."""
    text = _plain(text)
    known = text and state in AnyTranslation.State.values
    return {"text": text, "state": str(state if known else AnyTranslation.State.PUBLISHED)}


def _forms(data, record: Model, language: str, may_change: bool) -> list[TextForm]:
    """The texts of a record as they are now."""
    record = texts.fresh(record)
    return [
        TextForm(data, record=record, field=name, language=language, may_change=may_change)
        for name in texts.to_translate(record)
    ]


def _refused(user, language: str) -> str:
    """Why a translator does not write this; empty for everybody else, who is only shown it."""
    own = dict(own_languages(user))
    return (ELSEWHERE if language in own else only_own(user)) if own else ""


def view(admin, request, pk: int, language: str):
    """GET, POST <record>/translate/<language>/: all texts of the record in that language."""
    record = admin.get_object(request, str(pk))
    if record is None or not is_language(language) or language == record.language:
        raise Http404
    if not may(request.user, VIEW, record):
        raise PermissionDenied
    may_change = may(request.user, CHANGE, texts.row(record, language=language))
    refused = "" if may_change else _refused(request.user, language)
    data = request.POST if request.method == "POST" else None
    if data is not None and not may_change and not refused:
        raise PermissionDenied
    if data is None:
        forms_ = _forms(None, record, language, may_change)
    else:
        with version.hold():
            editing.lock(record)
            forms_ = _forms(data, record, language, True)
            typed = [form for form in forms_ if form.is_bound]
            if not refused and all([form.is_valid() for form in typed]):
                count = sum([form.store() for form in typed])
                admin.message_user(request, gettext("Saved. Texts that changed: %(count)d.") % {"count": count})
                return HttpResponseRedirect(request.path)
    context = {
        **admin.admin_site.each_context(request),
        "title": gettext("%(service)s in %(language)s") % {"service": record, "language": language_name(language)},
        "subtitle": None,
        "opts": admin.opts,
        "original": record,
        "forms": forms_,
        "errors": any(form.errors for form in forms_),
        "language": language,
        "language_name": language_name(language),
        "original_language": record.language,
        "original_name": language_name(record.language),
        "languages": languages(record, request.user),
        "may_change": may_change,
        "refused": refused,
        "posted": data is not None,
    }
    return TemplateResponse(request, "desk/translate.html", context)
