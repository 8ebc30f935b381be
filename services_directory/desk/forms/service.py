"""The form of a service: terms as boxes, ids made from names."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django import forms
from django.utils.translation import gettext_lazy

from services_directory.desk.forms.boxes import Boxes
from services_directory.desk.forms.ids import OwnIdForm
from services_directory.desk.versions.applying import store_terms
from services_directory.models import Service, TaxonomyTerm
from services_directory.presentation.text import name_of, reader_language

# Form field → kind of term.
TERM_FIELDS = {"topics": "topic", "audience": "audience", "phases": "phase", "formats": "format", "cost": "cost"}


class TermBoxes(forms.MultipleChoiceField):
    """The terms of one kind, to tick; their names in the officer's language where they are translated."""

    def __init__(self, kind: str, **kwargs):
        self.kind = kind
        super().__init__(choices=lambda: term_choices(kind), widget=Boxes, required=False, **kwargs)


def term_choices(kind: str) -> list[tuple[str, str]]:
    """(code, name) of the terms of a kind."""
    rows = TaxonomyTerm.objects.filter(kind=kind).order_by("position")
    return [(row.code, name_of(row.name, False, reader_language())) for row in rows]


class ServiceForm(OwnIdForm):
    """A service with its terms."""

    main_topic = forms.ChoiceField(
        label=gettext_lazy("Main topic"), choices=lambda: [("", "–"), *term_choices("topic")],
        help_text=gettext_lazy("What people mostly come for."),
        error_messages={"required": gettext_lazy("A service needs a topic, or nobody finds it. Choose the main one.")},
    )  # fmt: skip
    topics = TermBoxes("topic", label=gettext_lazy("Further topics"))
    audience = TermBoxes("audience", label=gettext_lazy("Whom it is for"))
    phases = TermBoxes("phase", label=gettext_lazy("Phases of the business"))
    formats = TermBoxes("format", label=gettext_lazy("Formats"))
    cost = TermBoxes("cost", label=gettext_lazy("Cost"))

    class Meta:
        model = Service
        fields = "__all__"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("city", "organization"):
            if name in self.fields:
                self.fields[name].required = True
        if self.instance.pk:
            for name, kind in TERM_FIELDS.items():
                self.initial.setdefault(name, self._codes(kind))
            topics = self._codes("topic")
            self.initial |= {"main_topic": topics[0] if topics else "", "topics": topics[1:]}

    def _codes(self, kind: str) -> list[str]:
        rows = self.instance.service_terms.filter(term__kind=kind).order_by("position", "pk")
        return list(rows.values_list("term__code", flat=True))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("slug") and self.others(cleaned.get("city")).filter(slug=cleaned["slug"]).exists():
            message = gettext_lazy("Another service of the city has this id. Left empty, it is made from the name.")
            self.add_error("slug", message)
        return cleaned

    def store_terms(self, service: Service) -> None:
        """The ticked terms of a saved service."""
        wanted = {kind: self._ordered(name) for name, kind in TERM_FIELDS.items() if name in self.cleaned_data}
        if self.cleaned_data.get("main_topic"):
            main = self.cleaned_data["main_topic"]
            wanted["topic"] = [main, *(code for code in wanted.get("topic", []) if code != main)]
        store_terms(service, wanted)

    def _ordered(self, name: str) -> list[str]:
        """What is ticked: as it stood before, then the new ones, because the order of terms means something."""
        stood = self._codes(TERM_FIELDS[name]) if self.instance.pk else []
        before = [code for code in stood if code in self.cleaned_data[name]]
        return [*before, *(code for code in self.cleaned_data[name] if code not in before)]

    def _post_clean(self):
        # Figures of the cost are rows of the same page: a text may use one that is just being entered.
        self.instance.figures_typed = self._typed_cost_keys()
        super()._post_clean()

    def _typed_cost_keys(self) -> set[str]:
        count = self.data.get("cost_options-TOTAL_FORMS", "0")
        rows = range(min(int(count), 200) if count.isdigit() else 0)
        return {
            self.data.get(f"cost_options-{row}-key", "")
            for row in rows
            if f"cost_options-{row}-DELETE" not in self.data
        }
