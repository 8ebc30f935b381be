"""Catalogues at work: a msgid in, the sentence in the reader's language out. Safe in threads, loaded when needed."""

import io
import itertools
import logging
import threading
from collections.abc import Iterable
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from locales import upkeep
from locales.domains import DOMAINS
from locales.folders import folders
from locales.languages import SOURCE, Language, served

_log = logging.getLogger(__name__)
_loading = threading.Lock()
_told: set[tuple[str, str, str]] = set()
_generation = 0
_MOST_TOLD = 10_000  # a set that callers could fill without end would be a leak


def translate(msgid: str, language: str, domain: str) -> str:
    """The sentence in that language (a code); the English msgid where the catalogue lacks it, which is logged once."""
    text = found(msgid, language, domain)
    if text is None:
        _missing(msgid, language, domain)
        return msgid
    return text


def ntranslate(singular: str, plural: str, n: int, language: str, domain: str) -> str:
    """The form for `n` by the language's plural rule; English where the catalogue lacks it. Fill in afterwards."""
    text = found_plural(singular, plural, n, language, domain)
    if text is None:
        _missing(singular, language, domain)
        return singular if n == 1 else plural
    return text


def translated(msgid: str, language: str, domain: str) -> bool:
    """Whether a reader of that language gets the sentence in it. English is what msgids are written in: always."""
    return language == SOURCE or found(msgid, language, domain) is not None


def found(msgid: str, language: str, domain: str) -> str | None:
    """The translation, or None where the catalogue lacks it; nothing is logged."""
    return _find(folders(), msgid, language, domain)


def found_plural(singular: str, plural: str, n: int, language: str, domain: str) -> str | None:
    """The translated form for `n`, or None."""
    return _find_plural(folders(), singular, plural, n, language, domain)


def version() -> tuple:
    """Changes whenever a sentence may read differently: what is derived from catalogues can be cached by it."""
    return folders(), _generation


def ensure_compiled(domains: Iterable[str] = tuple(DOMAINS)) -> list[Path]:
    """Compiles what is newer than its .mo, in this process. Returns the .mo files written.

    Faulty entries are left out and logged (their English stands in): `kiosk translations compile` is where they stop.
    """
    written = []
    for folder in folders():
        for language, domain in itertools.product(served(), domains):
            po = upkeep.catalogue_file(language.code, domain, folder)
            if _stale(po) and _compile(po, language, domain)[1]:
                written.append(po.with_suffix(".mo"))
    reload()
    return written


def reload() -> None:
    """Forgets what was loaded, so that changed catalogues are read."""
    global _generation
    _generation += 1
    _chain.cache_clear()
    _find.cache_clear()
    _find_plural.cache_clear()
    _told.clear()


@lru_cache(maxsize=32_768)
def _find(where: tuple[Path, ...], msgid: str, language: str, domain: str) -> str | None:
    if not msgid.strip():
        return msgid  # '' is the header of a catalogue, not a sentence
    for catalogue in _chain(where, language, domain):
        for form in dict.fromkeys((msgid, msgid.strip())):  # YAML's block texts end in a line break, msgids do not
            try:
                return catalogue.gettext(form)
            except LookupError:
                continue
    return None


@lru_cache(maxsize=8192)
def _find_plural(where: tuple[Path, ...], singular: str, plural: str, n: int, language: str, domain: str) -> str | None:
    for catalogue in _chain(where, language, domain):
        try:
            return catalogue.ngettext(singular, plural, n)
        except LookupError:
            continue
    return None


def _missing(msgid: str, language: str, domain: str) -> None:
    key = (msgid, language, domain)
    if language == SOURCE or key in _told or len(_told) >= _MOST_TOLD:
        return
    _told.add(key)
    _log.warning("no translation into %s in %s: %.80r", language, domain, msgid)


class _Lacking(NullTranslations):
    """Stands behind a catalogue, so that a lacking sentence can be told from one that is the same in both languages."""

    def gettext(self, message):
        raise LookupError(message)

    def ngettext(self, msgid1, msgid2, n):
        raise LookupError(msgid1)


@cache
def _chain(where: tuple[Path, ...], language: str, domain: str) -> tuple[GNUTranslations, ...]:
    if domain not in DOMAINS:
        raise ValueError(f"no domain {domain!r}; there are {', '.join(DOMAINS)}")
    row = next((row for row in served() if row.code == language), None)
    if row is None:
        return ()  # the code of an unserved language must not become a path
    chain = []
    for folder in reversed(where):
        with _loading:
            mo = _read_mo(upkeep.catalogue_file(language, domain, folder), row, domain)
        if mo is not None:
            catalogue = GNUTranslations(io.BytesIO(mo))
            catalogue.add_fallback(_Lacking())
            chain.append(catalogue)
    return tuple(chain)


def _read_mo(po: Path, language: Language, domain: str) -> bytes | None:
    mo = po.with_suffix(".mo")
    if _stale(po):
        return _compile(po, language, domain)[0]
    return mo.read_bytes() if mo.exists() else None


def _stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return po.exists() and (not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns)


def _compile(po: Path, language: Language, domain: str) -> tuple[bytes | None, bool]:
    """The .mo of a .po, and whether it could be written beside it (an installed folder may be read-only)."""
    mo = po.with_suffix(".mo")
    try:
        data = upkeep.compiled(po, language, domain)
    except upkeep.CatalogueError as error:
        _log.error("not a catalogue, the last one that was is used: %s", error)
        return mo.read_bytes() if mo.exists() else None, False
    try:
        upkeep.write(mo, data)
    except OSError as error:
        _log.info("catalogue is compiled in memory only: %s", error)
        return data, False
    return data, True
