"""Which sources fill which catalogue, and who reads it. A file that belongs to none is not translated."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.extract import DEFAULT_KEYWORDS

from locales import percent, template

ROOT = Path(__file__).resolve().parent.parent

# Beside gettext's own names (`_`, `N_`, `gettext`, `ngettext`): pairs of forms that are only marked. Not this room's
# functions: Babel would also take the strings of `translate(labels["title"], …)` for msgids.
GETTEXT = DEFAULT_KEYWORDS | {"NN_": (1, 2)}
# Newcomers' sentences in packages whose other pages are officers': only what is marked (locales.marking).
MARKED = {"_": None, "N_": None, "NN_": (1, 2)}
# Officers' and staff's sentences in Python: Django's functions by their full names; `_` marks newcomers' there.
DJANGO = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


@dataclass(frozen=True)
class Source:
    """Files below the project (a glob), the Babel extractor that reads them, and the functions whose strings count."""

    glob: str
    method: str
    keywords: Mapping = field(default_factory=lambda: GETTEXT, repr=False)


@dataclass(frozen=True)
class Domain:
    """The sources of a catalogue, and how its sentences name what is filled in.

    `placeholders` gives those of a sentence as they are written, and raises TemplateError where it is none.
    `officers`: only officers and staff read it, so the languages of the shipped cities do (locales.hosts).
    """

    sources: tuple[Source, ...]
    placeholders: Callable[[str], frozenset[str]] = template.written
    officers: bool = False


_JINJA = "jinja2.ext:babel_extract"
# Named and not imported: this room does without Django, and only who extracts needs it.
_DJANGO_TEMPLATE = "website.template_sentences:extract"

DOMAINS: dict[str, Domain] = {
    # Rasa responses, labels of intents, phrases of actions and of the command line's chat.
    "assistant": Domain(
        (
            Source("domain.yml", "locales.extract:rasa"),
            Source("domain/**/*.yml", "locales.extract:rasa"),
            Source("data/**/*.yml", "locales.extract:rasa"),
            Source("actions/**/*.yml", "locales.extract:rasa"),
            Source("locales/labels.yml", "locales.extract:labels"),
            Source("actions/responses.yml", "locales.extract:rasa"),
            Source("actions/**/*.py", "python"),
            Source("bot/**/*.py", "python"),
        )
    ),
    "guidance": Domain((Source("services_directory/content/*/guidance/**/*.yml", "locales.extract:guidance"),)),
    # Service texts, taxonomy terms, labels of cards, districts, units and names of languages.
    "directory": Domain(
        (
            Source("services_directory/content/taxonomy.yml", "locales.extract:directory"),
            Source("services_directory/content/*/city.yml", "locales.extract:city"),
            Source("services_directory/content/*/services.yml", "locales.extract:directory"),
            Source("services_directory/**/*.py", "python", MARKED),
            Source("locales/language_names.yml", "locales.extract:language_names"),
            Source("locales/languages.yml", "locales.extract:language_names"),
            Source("services_directory/content/*/guidance/**/*.yml", "locales.extract:terms"),
            Source("locales/*.py", "python"),
        )
    ),
    # Replies of staff that are kept ready: titles for staff, texts for newcomers.
    "replies": Domain((Source("enquiries/content/replies.yml", "locales.extract:replies"),)),
    "website": Domain(
        (
            Source("website/**/*.py", "python", MARKED),
            Source("conversations/**/*.py", "python", MARKED),
            Source("enquiries/**/*.py", "python", MARKED),
            Source("website/pages/**/*.html", _JINJA),
            Source("website/pages/**/*.txt", _JINJA),
            Source("website/static/**/*.js", "javascript"),
        )
    ),
    # Pages of officers and staff; the name is Django's, which reads this catalogue itself (LOCALE_PATHS).
    "django": Domain(
        (
            *(
                Source(f"{room}/**/*.py", "python", DJANGO)
                for room in ("services_directory", "accounts", "enquiries", "conversations", "website")
            ),
            *(
                Source(f"{room}/templates/**/*.{kind}", _DJANGO_TEMPLATE)
                for room in ("services_directory", "accounts", "enquiries", "website")
                for kind in ("html", "txt")
            ),
        ),
        placeholders=percent.written,
        officers=True,
    ),
}
