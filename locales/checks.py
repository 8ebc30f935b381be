"""What may be wrong with catalogues, found before a newcomer finds it. One line a fault, `file:line: what`."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from locales import language_names, units
from locales.domains import DOMAINS
from locales.folders import folders
from locales.hosts import languages_of
from locales.languages import SOURCE, Language, served
from locales.template import TemplateError
from locales.upkeep import OPTIONAL, CatalogueError, catalogue_file, extract, fits, forms, plural_forms, read, shown


def catalogue_faults(missing: bool = True) -> list[str]:
    """Everything wrong with the language table, the sources and the catalogues; `missing`: empty translations too."""
    try:
        served()
    except (ValueError, FileNotFoundError) as error:
        return [str(error)]
    faults: list[str] = []
    for domain in DOMAINS:
        try:
            template = extract(domain)
        except ValueError as error:
            faults.append(str(error))
            continue
        faults += source_faults(template, domain)
        faults += unread_faults(domain)
        for language in languages_of(domain):
            file = catalogue_file(language.code, domain, language.folder)
            faults += file_faults(file, language, domain)
            faults += step_faults(file, language, domain, template)
            if missing:
                faults += missing_faults(file, language, domain)
    return faults


def compile_faults(languages: tuple[Language, ...] | None = None) -> list[str]:
    """What stops `kiosk translations compile`: broken, unsure, left-over entries. Empty ones do not."""
    faults: list[str] = []
    for language in languages or served():
        for folder in folders():
            for domain in DOMAINS:
                file = catalogue_file(language.code, domain, folder)
                if file.exists():
                    faults += file_faults(file, language, domain)
    return faults


def source_faults(template: Catalog, domain: str) -> Iterator[str]:
    """English sentences that are no templates: every language would inherit the fault."""
    for message in _messages(template):
        for text in message.id if message.pluralizable else (message.id,):
            try:
                DOMAINS[domain].placeholders(text)
            except TemplateError as error:
                file, line = message.locations[0]
                yield f"{file}:{line}: {error}: {text[:60]!r}"


def unread_faults(domain: str) -> Iterator[str]:
    """Shipped catalogues in languages that nobody reads this domain in."""
    for language in served():
        file = catalogue_file(language.code, domain, language.folder)
        if language not in languages_of(domain) and file.exists():
            yield f"{shown(file)}:1: no shipped city works in {language.english}, so nobody reads it"


def file_faults(file: Path, language: Language, domain: str) -> Iterator[str]:
    """Faults within one .po: not readable, wrong plural forms, unsure, left over, placeholders, braces."""
    where = shown(file)
    if not file.exists():
        return
    try:
        catalogue = read(file, language, domain)
    except CatalogueError as error:
        yield str(error)
        return
    with file.open("rb") as lines:
        header = read_po(lines).plural_forms
    if _squeezed(header) != _squeezed(plural_forms(language)):
        yield f"{where}:1: Plural-Forms is {header!r}; the language table says {plural_forms(language)!r}"
    for message in catalogue.obsolete.values():
        yield f"{where}:{_line_of(file, message)}: left over, its source is gone: {_short(message)}"
    for message in _messages(catalogue):
        if message.fuzzy:
            yield f"{where}:{message.lineno}: fuzzy, a person has to decide: {_short(message)}"
        texts = forms(message)
        if any(texts) and not all(texts):
            yield f"{where}:{message.lineno}: some plural forms are empty: {_short(message)}"
        if any(texts) and (fault := fits(message, domain)):
            yield f"{where}:{message.lineno}: {fault}: {_short(message)}"


def step_faults(file: Path, language: Language, domain: str, template: Catalog) -> Iterator[str]:
    """Where a catalogue and the sources are out of step."""
    where = shown(file)
    if not file.exists():
        yield f"{where}:1: is not there; `kiosk translations update` makes it"
        return
    try:
        catalogue = read(file, language, domain)
    except CatalogueError:
        return  # file_faults says so
    there = {_key(message) for message in _messages(catalogue)}
    wanted = {_key(message): message for message in _messages(template)}
    for message in _messages(catalogue):
        if _key(message) not in wanted:
            yield f"{where}:{message.lineno}: stale, no source says this any more: {_short(message)}"
    for key, message in wanted.items():
        if key not in there:
            source, line = message.locations[0]
            yield f"{source}:{line}: not in {where}; `kiosk translations update` adds it: {_short(message)}"


def missing_faults(file: Path, language: Language, domain: str) -> Iterator[str]:
    """Entries that a translator has still to fill."""
    if not file.exists() or language.code == SOURCE:
        return
    try:
        catalogue = read(file, language, domain)
    except CatalogueError:
        return
    for message in _messages(catalogue):
        if not all(forms(message)) and required(message, language):
            yield f"{shown(file)}:{message.lineno}: not translated: {_short(message)}"


def required(message: Message, language: Language) -> bool:
    """Whether readers would miss the entry: not for names that may stay, nor where CLDR has the word."""
    for comment in message.auto_comments:
        kind, _, name = comment.strip().rpartition(" ")
        if comment.strip() == OPTIONAL:
            return False
        if kind == "cldr: language":
            return language_names.cldr_name(name, language) is None
        if kind == "cldr: unit":
            return not units.cldr_knows(name, language)
    return True


def status(language: Language, domain: str) -> dict[str, int]:
    """`{"translated", "fuzzy", "missing"}`: numbers of entries; those that may stay empty count as translated."""
    counts = {"translated": 0, "fuzzy": 0, "missing": 0}
    file = catalogue_file(language.code, domain, language.folder)
    if not file.exists():
        counts["missing"] = sum(1 for _ in _messages(extract(domain)))
        return counts
    for message in _messages(read(file, language, domain)):
        filled = all(forms(message)) or language.code == SOURCE or not required(message, language)
        counts["fuzzy" if message.fuzzy else "translated" if filled else "missing"] += 1
    return counts


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _key(message: Message) -> tuple:
    return message.id, message.context


def _line_of(file: Path, message: Message) -> int:
    if message.lineno:
        return message.lineno
    lines = file.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.startswith("#~")), 1)


def _short(message: Message) -> str:
    text = message.id[0] if message.pluralizable else message.id
    return repr(text if len(text) <= 60 else f"{text[:59]}…")


def _squeezed(text: str) -> str:
    return "".join(text.split()).rstrip(";").replace("plural=(", "plural=").rstrip(")")
