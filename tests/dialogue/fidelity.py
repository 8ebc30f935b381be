"""What is wrong with a message of the guide, as a newcomer who reads one language would see it."""

from __future__ import annotations

import re
from functools import lru_cache

import regex

from bot.taxonomy import intents
from locales import upkeep
from locales.domains import DOMAINS
from locales.languages import get, served
from locales.template import parse

SHINGLE = 5
"""Words in a row that tell of which catalogue a sentence is."""
OWN_LETTERS = 0.45
"""Share of a longer text's letters that must be in the language's own script: offices keep their Latin names."""
ISOLATED = re.compile("[\u2066-\u2068][^\u2069]*\u2069")
ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")
INTENT = re.compile(r"(?<![\w/])(?:" + "|".join(name for name in intents() if "_" in name) + r"|nlu_fallback)(?!\w)")
SCRIPTS = {"Latn": r"\p{Latin}", "Arab": r"\p{Arabic}", "Cyrl": r"\p{Cyrillic}"}


def _shingles(text: str) -> list[tuple[str, ...]]:
    """Runs of words in small letters; a run of names (most words with a capital) belongs to no language."""
    words = re.findall(r"\w+", text)
    runs = [words[at : at + SHINGLE] for at in range(len(words) - SHINGLE + 1)]
    return [tuple(map(str.lower, run)) for run in runs if sum(word[0].isupper() for word in run) * 2 < SHINGLE]


def _sentences(language: str) -> list[str]:
    """Every sentence of a language's catalogues; of English its sources."""
    found = []
    for domain in DOMAINS:
        row = get(language)
        for message in upkeep.read(upkeep.catalogue_file(language, domain, row.folder), row, domain):
            if message.id:
                own = upkeep.forms(message) if language != "en" or message.pluralizable else (message.id,)
                found += [text for text in own if text]
    return found


@lru_cache(maxsize=1)
def _known() -> tuple[dict[tuple[str, ...], set[str]], dict[str, set[str]]]:
    """Runs of words → languages that say them; whole texts without placeholders → languages that say them."""
    runs: dict[tuple[str, ...], set[str]] = {}
    wholes: dict[str, set[str]] = {}
    for language in served():
        for text in _sentences(language.code):
            for literal, _ in parse(text):
                for run in _shingles(literal):
                    runs.setdefault(run, set()).add(language.code)
            wholes.setdefault(text, set()).add(language.code)
    return runs, wholes


def foreign(text: str, language: str) -> str | None:
    """What of a text is said by other languages' catalogues and not by this one's, or is in another script."""
    runs, wholes = _known()
    plain = text.strip()
    if language not in wholes.get(plain, {language}):
        return f"only said in {sorted(wholes[plain])}: {plain[:60]!r}"
    for run in _shingles(ISOLATED.sub(" ", text)):
        if language not in runs.get(run, {language}):
            return f"said in {sorted(runs[run])[:3]}: {' '.join(run)!r}"
    bare = ADDRESS.sub(" ", ISOLATED.sub(" ", text))
    letters = regex.findall(r"\p{L}", bare)
    own = regex.findall(SCRIPTS.get(get(language).script, r"\p{L}"), bare)
    if len(letters) >= 40 and len(own) < OWN_LETTERS * len(letters):
        return f"letters of another script: {text[:80]!r}"
    return None


def text_faults(text, language: str, where: str) -> list[str]:
    """Empty, unfilled, technical or foreign."""
    if not isinstance(text, str) or not text.strip():
        return [f"{where}: empty"]
    faults = []
    if re.search(r"[{}]|%\(|\bNone\b|\bundefined\b", text):
        faults.append(f"{where}: a placeholder is not filled: {text[:80]!r}")
    if found := INTENT.search(text):
        faults.append(f"{where}: the name of an intent, {found.group()}")
    if strange := foreign(text, language):
        faults.append(f"{where}: {strange}")
    return faults


def card_faults(card: dict, language: str) -> list[str]:
    """Of a service card: its own texts are in the language or say in which and why."""
    where = f"card {card['id']}"
    faults = []
    for line in card["lines"]:
        faults += text_faults(line["label"], language, f"{where} label")
        faults += text_faults(line["text"], language, f"{where} line")
    if card["status_note"]:
        faults += text_faults(card["status_note"], language, f"{where} status")
    if card["language"] == language:
        if card["description"]:
            faults += text_faults(card["description"], language, f"{where} description")
    elif not card["elsewhere"]:
        faults.append(f"{where}: is in {card['language']} and does not say so")
    if card["elsewhere"]:
        faults += text_faults(card["elsewhere"], language, f"{where} elsewhere")
    return faults + source_faults(card["source"], language, where)


def source_faults(source: dict | None, language: str, where: str) -> list[str]:
    """Of a source's dates; its title is the publisher's own name for the page."""
    if not source:
        return [f"{where}: no source"]
    faults = []
    for key in ("as_of_text", "checked_text"):
        if source.get(key):
            faults += text_faults(source[key], language, f"{where} source {key}")
    return faults


def message_faults(message: dict, language: str) -> list[str]:
    """Of a message of the guide: language, direction, texts, buttons, cards and sources."""
    faults = []
    if message["language"] != language:
        faults.append(f"language {message['language']}")
    if message["direction"] != get(language).direction:
        faults.append(f"direction {message['direction']}")
    faults += text_faults(message["text"], language, "text")
    own_names = {row.name for row in served()}
    for button in message["buttons"]:
        # The menu of languages names each in itself, for those who cannot read the one that is shown.
        if not (button["title"] in own_names and button["payload"].startswith("/change_language")):
            faults += text_faults(button["title"], language, "button")
        if not button["payload"].startswith("/"):
            faults.append(f"button {button['title']!r} leads nowhere")
    for card in message["services"]:
        faults += card_faults(card, language)
    for source in message["sources"]:
        faults += source_faults(source, language, "answer")
    return faults
