"""`kiosk translations`: extract, update, compile, status; the steps between a sentence in a source and its reader."""

import argparse
import json
import sys

from locales import catalogue, checks
from locales.domains import DOMAINS
from locales.hosts import languages_of
from locales.languages import Language, match, served
from locales.upkeep import extract, merge, write_template


def add_parser(subparsers) -> None:
    parser = subparsers.add_parser("translations", help="extract, update, compile the catalogues, or show their status")
    steps = parser.add_subparsers(dest="step", required=True, metavar="extract|update|compile|status")
    steps.add_parser("extract", help="collect the English sentences into locales/<domain>.pot")
    update = steps.add_parser("update", help="extract, then bring every language's .po in step")
    update.add_argument("--keep", action="store_true", help="keep translations whose source is gone, as comments")
    compiling = steps.add_parser("compile", help="check every catalogue and build the .mo files")
    status = steps.add_parser("status", help="a table language × catalogue: translated, fuzzy, missing")
    status.add_argument("--json", action="store_true", help="the same as JSON")
    for step in (update, compiling, status):
        step.add_argument("--language", action="append", metavar="CODE", help="only this language; may be repeated")


def run(args: argparse.Namespace) -> int:
    """0, or 1 where something is wrong with catalogues or sources, 2 where a language is not served."""
    steps = {"extract": _extract, "update": _update, "compile": _compile, "status": _status}
    try:
        languages = _languages(getattr(args, "language", None))
        return 2 if languages is None else steps[args.step](args, languages)
    except (ValueError, FileNotFoundError) as error:  # a table, source or catalogue that cannot be read, with its name
        print(error, file=sys.stderr)
        return 1


def _languages(codes: list[str] | None) -> tuple[Language, ...] | None:
    languages = []
    for code in codes or []:
        language = match(code)
        if language is None:
            print(f"{code}: not served; there are {', '.join(row.code for row in served())}", file=sys.stderr)
            return None
        languages.append(language)
    return tuple(languages) or served()


def _extract(args: argparse.Namespace, languages: tuple[Language, ...]) -> int:
    for domain in DOMAINS:
        template = extract(domain)
        changed = write_template(template, domain)
        print(f"{domain}: {len(template)} sentences{'' if changed else ', unchanged'}")
    return 0


def _update(args: argparse.Namespace, languages: tuple[Language, ...]) -> int:
    # Everything is read before anything is written: a broken source must not leave half the catalogues emptied.
    templates = {domain: extract(domain) for domain in DOMAINS}
    for domain, template in templates.items():
        write_template(template, domain)
        for language in _readers(domain, languages):
            for msgid in merge(template, language, domain, keep=args.keep):
                print(f"{language.code}/{domain}: gone with its translation: {msgid!r}")
    catalogue.reload()
    _table(languages)
    return 0


def _compile(args: argparse.Namespace, languages: tuple[Language, ...]) -> int:
    faults = checks.compile_faults(languages)
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        print(f"{len(faults)} faults; nothing was compiled", file=sys.stderr)
        return 1
    written = catalogue.ensure_compiled()
    print(f"{len(written)} catalogues compiled, the others are up to date")
    return 0


def _status(args: argparse.Namespace, languages: tuple[Language, ...]) -> int:
    if args.json:
        counts = {row.code: {domain: checks.status(row, domain) for domain in _read_in(row)} for row in languages}
        print(json.dumps(counts, indent=2))
    else:
        _table(languages)
    return 0


def _readers(domain: str, languages: tuple[Language, ...]) -> list[Language]:
    """Those of the languages in which the domain is read."""
    return [language for language in languages if language in languages_of(domain)]


def _read_in(language: Language) -> list[str]:
    """The domains that are read in a language."""
    return [domain for domain in DOMAINS if language in languages_of(domain)]


def _table(languages: tuple[Language, ...]) -> None:
    print(f"{'':8}{'catalogue':12}{'translated':>11}{'fuzzy':>7}{'missing':>9}")
    for language in languages:
        for domain in _read_in(language):
            counts = checks.status(language, domain)
            print(f"{language.code:8}{domain:12}{counts['translated']:>11}{counts['fuzzy']:>7}{counts['missing']:>9}")
