"""Names of languages in the reader's language: 'arabiaksi puhuva' starts with knowing that ar is 'arabia'."""

from functools import lru_cache

import yaml
from babel.core import parse_locale

from locales import catalogue
from locales.folders import SHIPPED
from locales.languages import SOURCE, Language, served

FILE = SHIPPED / "language_names.yml"


def english_name(code: str) -> str | None:
    """The msgid of a language's name (domain directory), None for a language in neither table."""
    for language in served():
        if language.code == code:
            return language.english
    return _listed().get(code)


def known() -> dict[str, str]:
    """Code → English name of every language that the guide can name."""
    return _listed() | {language.code: language.english for language in served()}


def name_of(code: str, language: Language) -> str:
    """The name of the language `code`: the catalogue's, else CLDR's, else the English one, else the code itself."""
    english = english_name(code)
    if english and language.code != SOURCE:
        found = catalogue.found(english, language.code, "directory")
        if found:
            return found
    if english and language.code == SOURCE:
        return english
    return cldr_name(code, language) or english or code


def cldr_name(code: str, language: Language) -> str | None:
    """CLDR's name of a language or regional variant in a served language."""
    names = language.locale.languages
    try:
        base = parse_locale(code, sep="-")[0]
    except ValueError:
        return None
    return names.get(code.replace("-", "_")) or names.get(base)


@lru_cache(maxsize=1)
def _listed() -> dict[str, str]:
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))["languages"]
