"""The one language table (languages.yml), and which of its languages a BCP 47 tag means."""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml
from babel import Locale, UnknownLocaleError
from babel.core import get_global, parse_locale

from locales.folders import folders

SOURCE = "en"  # the language msgids are written in
_LONGEST_TAG = 100  # RFC 5646, 4.4.1 asks for 35 at least; longer than this is no tag


@dataclass(frozen=True)
class Language:
    """One row of languages.yml; the fields are explained at its top."""

    code: str
    tag: str
    name: str
    english: str
    direction: str
    script: str
    babel: str
    folder: Path  # where the language comes from: its catalogues are kept there
    plural: str | None = None

    @property
    def locale(self) -> Locale:
        return _locale(self.babel)


@cache
def _locale(identifier: str) -> Locale:
    return Locale.parse(identifier)


def served() -> tuple[Language, ...]:
    """The languages Kiosk speaks, in the order of the table."""
    return tuple(_table(folders()).values())


def get(code: str) -> Language:
    """The language with exactly this code. Raises KeyError where it is not served."""
    return _table(folders())[code]


def match(tag: str | None) -> Language | None:
    """The served language that a BCP 47 tag (or POSIX locale) means, or None.

    A region variant is the language (pt-BR: pt, ar-SY: ar), unless the table has that region; another script or a
    neighbour is not (zh-Hant is not zh, ku is not ckb). Anything that is no tag: None.
    """
    if not isinstance(tag, str) or not 0 < len(tag) <= _LONGEST_TAG:
        return None
    return _match(folders(), tag)


@lru_cache(maxsize=1024)
def _match(where: tuple[Path, ...], tag: str) -> Language | None:
    wanted = _subtags(tag)
    if wanted is None:
        return None
    language, script, territory = wanted
    found = []
    for row in _table(where).values():
        own = _subtags(row.tag)
        if own[0] == language and script in (None, row.script):
            # The region itself before the language as a whole, that before another region of it.
            found.append((0 if own[2] == territory else 1 if own[2] is None else 2, row))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _subtags(tag: str) -> tuple[str, str | None, str | None] | None:
    """(language, script, territory) of a tag; the script CLDR thinks likely where none is given."""
    parts = tag.strip().replace("_", "-").split("-")
    # What follows a single character is an extension (-u-nu-latn) or private (-x-…): it does not change the language.
    cut = next((i for i, part in enumerate(parts) if i and len(part) == 1), len(parts))
    try:
        language, territory, script = parse_locale("-".join(parts[:cut]), sep="-")[:3]
    except ValueError:
        return None
    canonical = get_global("language_aliases").get(language)
    if canonical:  # iw is he, prs is fa-AF: CLDR's own list, no guessing
        language, its_territory, its_script = parse_locale(canonical)[:3]
        territory, script = territory or its_territory, script or its_script
    if script is None:
        likely = get_global("likely_subtags")
        full = likely.get(f"{language}_{territory}") or likely.get(language)
        script = parse_locale(full)[2] if full else None
    return language, script, territory


@lru_cache(maxsize=8)
def _table(where: tuple[Path, ...]) -> dict[str, Language]:
    table: dict[str, Language] = {}
    for folder in where:
        file = folder / "languages.yml"
        if file.exists():
            rows = yaml.safe_load(file.read_text(encoding="utf-8"))["languages"]
            for code, row in rows.items():
                home = table[code].folder if code in table else folder
                table[code] = _row(code, row, home, file)
    return table


def _row(code: str, row: dict, home: Path, file: Path) -> Language:
    """A checked row. Raises ValueError naming file, row and fault: a wrong row must not wait for its first reader."""
    try:
        language = Language(code=code, folder=home, **row)
        wrong = [
            name
            for name in ("code", "tag", "name", "english", "direction", "script", "babel")
            if not isinstance(getattr(language, name), str) or not getattr(language, name)
        ]
        if wrong:
            # YAML reads the code 'no' as false: quotes mend it.
            raise ValueError(f"not a text: {', '.join(wrong)}")
        if language.direction not in ("ltr", "rtl"):
            raise ValueError(f"direction is {language.direction!r}, neither ltr nor rtl")
        if _subtags(language.tag) is None:
            raise ValueError(f"tag {language.tag!r} is no BCP 47 tag")
        language.locale
    except (TypeError, ValueError, UnknownLocaleError) as error:
        raise ValueError(f"{file}: language {code!r}: {error}") from error
    return language
