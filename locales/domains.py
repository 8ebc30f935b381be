"""Which sources fill which catalogue. A file that belongs to none is not translated."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Source:
    """Files below the project (a glob), the Babel extractor that reads them, and whether only marked sentences count.

    `marked`: of Python files only what `N_` and `NN_` mark, because gettext's own names there belong to officers' pages.
    """

    glob: str
    method: str
    marked: bool = False


_JINJA = "jinja2.ext:babel_extract"

DOMAINS: dict[str, tuple[Source, ...]] = {
    # Rasa responses, labels of intents, phrases of actions and of the command line's chat.
    "assistant": (
        Source("domain.yml", "locales.extract:rasa"),
        Source("domain/**/*.yml", "locales.extract:rasa"),
        Source("data/**/*.yml", "locales.extract:rasa"),
        Source("actions/**/*.yml", "locales.extract:rasa"),
        Source("locales/labels.yml", "locales.extract:labels"),
        Source("actions/responses.yml", "locales.extract:rasa"),
        Source("actions/**/*.py", "python"),
        Source("bot/**/*.py", "python"),
    ),
    "guidance": (Source("services_directory/content/*/guidance/**/*.yml", "locales.extract:guidance"),),
    # Service texts, taxonomy terms, labels of cards, districts, units and names of languages.
    "directory": (
        Source("services_directory/content/taxonomy.yml", "locales.extract:directory"),
        Source("services_directory/content/*/city.yml", "locales.extract:city"),
        Source("services_directory/content/*/services.yml", "locales.extract:directory"),
        Source("services_directory/**/*.py", "python", marked=True),
        Source("locales/language_names.yml", "locales.extract:language_names"),
        Source("locales/languages.yml", "locales.extract:language_names"),
        Source("services_directory/content/*/guidance/**/*.yml", "locales.extract:terms"),
        Source("locales/*.py", "python"),
    ),
    "website": (
        Source("website/**/*.py", "python"),
        Source("conversations/**/*.py", "python"),
        Source("enquiries/**/*.py", "python", marked=True),
        Source("website/pages/**/*.html", _JINJA),
        Source("website/pages/**/*.txt", _JINJA),
        Source("website/static/**/*.js", "javascript"),
    ),
}
