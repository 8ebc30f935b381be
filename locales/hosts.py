"""The languages of officers and staff: English, and those that the shipped cities work in."""

from functools import lru_cache
from pathlib import Path

import yaml

from locales.domains import DOMAINS, ROOT
from locales.languages import SOURCE, Language, served

_CITIES = "services_directory/content/*/city.yml"


def host_languages() -> tuple[Language, ...]:
    """English and the `own_languages` and `default_language` of every shipped city, in the order of the table."""
    spoken = _spoken(ROOT)
    return tuple(row for row in served() if row.code == SOURCE or row.code in spoken)


def languages_of(domain: str) -> tuple[Language, ...]:
    """The languages that have to have a catalogue of that domain."""
    if not DOMAINS[domain].officers:
        return served()
    return tuple(row for row in host_languages() if row.code != SOURCE)  # Django shows a msgid as it is


@lru_cache(maxsize=1)
def _spoken(root: Path) -> frozenset[str]:
    spoken = set()
    for file in root.glob(_CITIES):
        city = yaml.safe_load(file.read_text(encoding="utf-8"))
        spoken |= {city["default_language"], *(city.get("own_languages") or ())}
    return frozenset(spoken)
