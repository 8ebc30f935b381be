"""Extracting, merging and compiling catalogues, with Babel as a library. The command is `kiosk translations`."""

import copy
import io
import os
import re
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, read_po, write_po

from locales.domains import DOMAINS, ROOT, Source
from locales.folders import SHIPPED
from locales.languages import SOURCE, Language
from locales.template import TemplateError

COMMENT_TAGS = ("cldr:", "Translators:")
# Numbers that a plural form may say in words.
_FIGURES = frozenset({"count", "counter", "n", "number", "total"})
OPTIONAL = "optional"  # the comment of a msgid that a catalogue may leave empty
_HEADER = "# {title} of Kiosk. The sources are English: see locales/domains.py for where they stand.\n"
# A date that never changes: otherwise each run would change every file.
_LINE = re.compile(r"\s*(#.*|(msg(id|id_plural|ctxt|str(\[\d+\])?)\s+)?\"([^\"\\]|\\.)*\"\s*)?")
_INVENTED = re.compile(rb'"(Generated-By: |Report-Msgid-Bugs-To: EMAIL|Last-Translator: FULL|Language-Team: .*LL@li)')
_NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)


class CatalogueError(ValueError):
    """A .po that cannot be read; says `file:line: what`."""


def extract(domain: str, root: Path = ROOT) -> Catalog:
    """The template of a domain: every msgid of its sources, with file and line, sorted by file."""
    catalogue = _catalogue(f"Template of the catalogue '{domain}'", domain)
    needed = set()
    for file, source in source_files(domain, root):
        name = file.relative_to(root).as_posix()
        try:
            messages = extract_from_file(source.method, str(file), source.keywords, COMMENT_TAGS)
        except Exception as error:  # an extractor meets what people typed: say in which file
            raise ValueError(f"{name}: cannot be read: {error}") from error
        for line, message, comments, context in messages:
            catalogue.add(message, None, [(name, line)], auto_comments=comments, context=context)
            if OPTIONAL not in comments:
                needed.add((message, context))
    for message in catalogue:
        if (message.id, message.context) in needed:  # one place that needs it is enough
            message.auto_comments = [comment for comment in message.auto_comments if comment != OPTIONAL]
    return catalogue


def source_files(domain: str, root: Path = ROOT) -> Iterator[tuple[Path, Source]]:
    """(file, what it is a source as) of a domain, in a stable order."""
    for source in DOMAINS[domain].sources:
        for file in sorted(root.glob(source.glob)):
            yield file, source


def template_file(domain: str, folder: Path = SHIPPED) -> Path:
    return folder / f"{domain}.pot"


def catalogue_file(language: str, domain: str, folder: Path = SHIPPED) -> Path:
    return folder / language / "LC_MESSAGES" / f"{domain}.po"


def write_template(template: Catalog, domain: str, folder: Path = SHIPPED) -> bool:
    """Writes locales/<domain>.pot; whether that changed it."""
    return write(template_file(domain, folder), _po_bytes(template))


def merge(template: Catalog, language: Language, domain: str, keep: bool = False) -> list[str]:
    """Brings a language's .po in step with the template and returns the msgids that left it with their translations.

    New msgids come in empty, never with a guess. Those that left are dropped, or kept as comments with `keep`.
    """
    file = catalogue_file(language.code, domain, language.folder)
    catalogue = read(file, language, domain) if file.exists() else None
    if catalogue is None:
        catalogue = _catalogue(f"Catalogue '{domain}' in {language.english}", domain, language)
    # Babel hands the template's own message objects over: a copy, or one language's forms would turn up in the next.
    catalogue.update(copy.deepcopy(template), no_fuzzy_matching=True, update_header_comment=False)
    gone = [str(message.id) for message in catalogue.obsolete.values() if _has_text(message)]
    if not keep:
        catalogue.obsolete.clear()
    if language.code == SOURCE:
        for message in catalogue:
            if message.pluralizable:
                message.string = message.id
    # Lines change with every edit above them; files are enough to find a sentence by, and keep the changes readable.
    write(file, _po_bytes(catalogue, lines=False))
    return gone


def read(file: Path, language: Language, domain: str) -> Catalog:
    """A .po file. Raises CatalogueError where it is not one."""
    try:
        text = file.read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), 1):
            if not _LINE.fullmatch(line):  # Babel would cut a letter where a quotation mark is lacking
                raise CatalogueError(f"{shown(file)}:{number}: a line that belongs in no catalogue: {line[:60]!r}")
        catalogue = read_po(io.StringIO(text), domain=domain, abort_invalid=True)
    except PoFileError as error:
        raise CatalogueError(f"{shown(file)}:{error.lineno + 1}: {str(error).rpartition(' on ')[0]}") from error
    except UnicodeDecodeError as error:
        raise CatalogueError(f"{shown(file)}:1: not UTF-8: {error}") from error
    if catalogue.locale is None:  # without one Babel leaves Plural-Forms out of what it writes
        catalogue.locale = language.locale
    return _settled(catalogue, language)


def compiled(po: Path, language: Language, domain: str) -> bytes:
    """The .mo of a .po: every entry that is whole. Unsure (fuzzy), unfinished and broken ones stay English.

    Raises CatalogueError.
    """
    catalogue = read(po, language, domain)
    for message in list(catalogue):
        if message.id and not _usable(message, catalogue.num_plurals, domain):
            catalogue.delete(message.id, message.context)
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def forms(message: Message) -> tuple[str, ...]:
    """The translations of a message: one, or one for each plural form."""
    return tuple(message.string) if isinstance(message.string, (list, tuple)) else (message.string,)


def fits(message: Message, domain: str) -> str | None:
    """What is wrong with the placeholders of a translated message, None where they fit its source.

    A form of a plural may leave out what the singular says in words ('two months' has no {count} in Arabic).
    """
    placeholders = DOMAINS[domain].placeholders
    ids = message.id if message.pluralizable else (message.id,)
    try:
        wanted = frozenset().union(*(placeholders(text) for text in ids))
    except TemplateError as error:
        return f"source sentence: {error}"
    for text in forms(message):
        if not text:
            continue
        try:
            names = placeholders(text)
        except TemplateError as error:
            return str(error)
        if names - wanted or (wanted - names and not message.pluralizable):
            return f"placeholders {_named(names)} instead of {_named(wanted)}"
        if message.pluralizable and not _FIGURES.issuperset(map(_name, wanted - names)):
            return f"placeholders {_named(names)} instead of {_named(wanted)}"
    return None


def write(file: Path, data: bytes) -> bool:
    """Writes a file whole or not at all, and only where it changes."""
    if file.exists() and file.read_bytes() == data:
        if file.suffix == ".mo":
            os.utime(file)  # it is as new as its source again
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        os.chmod(temporary, 0o644)
        os.replace(temporary, file)
    except BaseException:
        os.unlink(temporary)
        raise
    return True


def shown(file: Path) -> str:
    """A file as faults name it: from the project's folder where it lies below that."""
    return file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else str(file)


def plural_forms(language: Language) -> str:
    """The Plural-Forms header of a language: the table's, else Babel's."""
    return language.plural or str(get_plural(language.locale))


def _catalogue(title: str, domain: str, language: Language | None = None) -> Catalog:
    catalogue = Catalog(
        locale=language.locale if language else None,
        domain=domain,
        header_comment=_HEADER.format(title=title),
        project="Kiosk",
        version="0.1",
        creation_date=_NO_DATE,
        revision_date=_NO_DATE,
        fuzzy=False,
    )
    return _settled(catalogue, language) if language else catalogue


def _settled(catalogue: Catalog, language: Language) -> Catalog:
    """The table decides on plural forms, whatever tool wrote the file."""
    found = plural_forms(language)
    catalogue._plural_expr = found.split("plural=", 1)[1].rstrip("; ")
    catalogue._num_plurals = int(found.split("nplurals=", 1)[1].split(";", 1)[0])
    return catalogue


def _po_bytes(catalogue: Catalog, lines: bool = True) -> bytes:
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=120, sort_by_file=True, include_lineno=lines)
    # Without Babel's version and the names it invents for people and teams.
    written = buffer.getvalue().splitlines(keepends=True)
    return b"".join(line for line in written if not _INVENTED.match(line))


def _usable(message: Message, plurals: int, domain: str) -> bool:
    texts = forms(message)
    if message.fuzzy or not all(texts) or (message.pluralizable and len(texts) != plurals):
        return False
    return fits(message, domain) is None


def _has_text(message: Message) -> bool:
    return any(forms(message))


def _name(placeholder: str) -> str:
    """Its name alone: `count` of `{count}` and of `%(count)d`."""
    return "".join(re.findall(r"\w+", placeholder)[:1])


def _named(names: frozenset[str]) -> str:
    return ", ".join(sorted(names)) or "none"
