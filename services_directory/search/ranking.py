"""Free text: the encoder tells which services are near in meaning, in whatever language; shared words back it up.

Cosines of sentence encoders lie close together, at a level that differs from question to question; so only what lies
above the average of all services (or topics) counts. Nearness to a service's topics is added to nearness to its text.
"""

import logging
import math
from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from locales.catalogue import found as translation
from locales.catalogue import version as catalogue_version
from locales.languages import served
from services_directory.models import Service
from services_directory.presentation.text import figures_of, filled
from services_directory.search.catalogue import once
from services_directory.search.vectors import question, vectors
from services_directory.search.words import words

_log = logging.getLogger(__name__)
KEYWORDS = 0.15  # what a service gains that has every word of the question; nearness in meaning is mostly below 0.2
NEAR = 0.65  # share of the best score that is near enough to be shown
FLAT = 0.0105
"""Spread (standard deviation) of the nearness to all topics below which a question tells nothing. Of the shipped city
with most services: 14 strings of no language have 0.008 to 0.010, questions in 14 languages without a word of any
service 0.011 to 0.023, and what is about something else (soup, the weather) 0.013 and more."""
_FEW = 8  # topics, below which their spread says nothing
_SHORTEST = 3  # characters: shorter words stand in every text
_STEM, _ENDING = 4, 4  # letters of a word that may have an ending, letters of the ending
_LONGEST = 1000  # characters of a question that are read


def scores(text: str, services: Sequence[Service]) -> np.ndarray:
    """How well each service answers a question: float32 (len(services),), higher is better, 0 is the average."""
    text = text[:_LONGEST]
    if not services or not text.strip():
        return np.zeros(len(services), dtype=np.float32)
    return _meaning(text, services) + KEYWORDS * _shared(text, services)


def relevant(found: np.ndarray) -> np.ndarray:
    """Which scores are near enough to the best to be shown: bool (n,); none where nothing is above the average."""
    best = float(found.max(initial=0.0))
    return (found >= NEAR * best) & (found > 1e-6)


def tells(text: str, services: Sequence[Service]) -> bool:
    """Whether a question tells what is wanted of these services: a word of it stands in one of them, or it is nearer
    to some of their topics than to others. Letters without a meaning are as near to one as to the next."""
    if _shared(text[:_LONGEST], services).any():
        return True
    terms = _topics(services)[1]
    topics = vectors("query", terms) if len(terms) >= _FEW else None
    if topics is None:
        return bool(services)
    try:
        return float((topics @ question(text[:_LONGEST])).std()) >= FLAT
    except Exception:  # noqa: BLE001 - as above, search goes by words alone then
        _log.exception("the encoder failed; search goes by words alone")
        return False


def passage_of(service: Service) -> str:
    """What the encoder reads of a service."""
    eligibility = getattr(service, "eligibility", None)
    texts = [service.name, service.description, eligibility.text if eligibility else ""]
    return " ".join(filled(text, figures_of(service), "en") for text in texts if text)


def prepare(services: Sequence[Service]) -> None:
    """Starts computing what the first question will need, in the background."""
    if services:
        vectors("passage", _passages(services), patience=0)
        vectors("query", _topics(services)[1], patience=0)


@once
def _passages(services: Sequence[Service]) -> tuple[str, ...]:
    return tuple(passage_of(service) for service in services)


def _meaning(text: str, services: Sequence[Service]) -> np.ndarray:
    texts = vectors("passage", _passages(services))
    of_services, terms = _topics(services)
    topics = vectors("query", terms)
    if texts is None or topics is None or not len(topics):
        return np.zeros(len(services), dtype=np.float32)
    try:
        asked = question(text)
    except Exception:  # noqa: BLE001 - an encoder that fails must not take the search with it
        _log.exception("the encoder failed; search goes by words alone")
        return np.zeros(len(services), dtype=np.float32)
    near, near_topic = texts @ asked, topics @ asked
    near, near_topic = near - near.mean(), near_topic - near_topic.mean()
    # The last place stands for 'no further topic'; whoever has none at all is on average.
    best_topic = np.append(near_topic, np.float32("-inf"))[of_services].max(axis=1)
    return near + np.where(np.isneginf(best_topic), np.float32(0), best_topic)


@once
def _topics(services: Sequence[Service]) -> tuple[np.ndarray, tuple[str, ...]]:
    """For each service the places of its topics and audiences in the texts that stand second: int (n, most of one)."""
    places: dict[str, int] = {}
    of_services = []
    for service in services:
        rows = [row.term for row in service.service_terms.all() if row.term.kind in ("topic", "audience")]
        of_services.append([places.setdefault(f"{term.name}. {term.note}", len(places)) for term in rows])
    most = max((len(own) for own in of_services), default=0) or 1
    padded = [[*own, *[len(places)] * (most - len(own))] for own in of_services]
    return np.array(padded, dtype=np.intp).reshape(len(padded), most), tuple(places)


def _shared(text: str, services: Sequence[Service]) -> np.ndarray:
    """The share of the question's words that each service has, rare words weighing more: float32 (n,), 0 to 1."""
    asked = {word for word in words(text) if len(word) >= _SHORTEST}
    vocabulary, holders, weights = _words_of(services, catalogue_version())
    rarest = math.log(len(services) + 1)
    found = np.zeros(len(services), dtype=np.float32)
    total = 0.0
    for word in asked:
        forms = _forms(word, vocabulary)
        weight = min((weights[form] for form in forms), default=rarest)
        total += weight
        if forms:
            found[np.unique(np.concatenate([holders[form] for form in forms]))] += weight
    return found / total if total else found


def _forms(word: str, vocabulary: list[str]) -> list[str]:
    """The words that are the same, or of which one is the beginning of the other ('loan': 'loans'), in order."""
    shorter = [word[:length] for length in range(max(len(word) - _ENDING, _STEM), len(word))]
    found = [form for form in shorter if _holds(vocabulary, form)]
    for form in vocabulary[bisect_left(vocabulary, word) :]:
        if not form.startswith(word):
            break
        if form == word or (len(word) >= _STEM and len(form) - len(word) <= _ENDING):
            found.append(form)
    return found


def _holds(vocabulary: list[str], word: str) -> bool:
    place = bisect_left(vocabulary, word)
    return place < len(vocabulary) and vocabulary[place] == word


@once
def _words_of(services: Sequence[Service], catalogues: tuple) -> tuple[list[str], dict[str, np.ndarray], dict]:
    """The words of all services in every language they are described in, sorted; who has each; how much each tells."""
    holders: dict[str, list[int]] = {}
    for place, service in enumerate(services):
        for word in {word for text in _texts(service) for word in words(text) if len(word) >= _SHORTEST}:
            holders.setdefault(word, []).append(place)
    weights = {word: math.log((len(services) + 1) / (len(places) + 0.5)) for word, places in holders.items()}
    return sorted(holders), {word: np.array(places, dtype=np.intp) for word, places in holders.items()}, weights


def _texts(service: Service) -> list[str]:
    eligibility = getattr(service, "eligibility", None)
    originals = [service.name, service.description, service.organization.name, eligibility.text if eligibility else ""]
    for row in service.service_terms.all():
        originals += [row.term.name, row.term.note]
    codes = [language.code for language in served()]
    translated = [translation(text, code, "directory") for text in originals if text for code in codes]
    own = [row.text for row in service.translations.all()]
    own += [row.text for row in service.organization.translations.all() if row.field == "name"]
    return [text for text in (*originals, *translated, *own, *service.aliases) if text]
