"""Free text: the encoder tells which services are near in meaning, in whatever language; shared words back it up.

Cosines of sentence encoders lie close together, at a level that differs from question to question; so only what lies
above the average of all services (or topics) counts. Nearness to a service's topics is added to nearness to its text.
"""

import logging
import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from locales.catalogue import found as translation
from locales.catalogue import version as catalogue_version
from locales.languages import served
from services_directory.models import Service
from services_directory.presentation.text import figures_of, filled
from services_directory.search.vectors import question, vectors
from services_directory.search.words import words

_log = logging.getLogger(__name__)
KEYWORDS = 0.15  # what a service gains that has every word of the question; nearness in meaning is mostly below 0.2
NEAR = 0.65  # share of the best score that is near enough to be shown
_SHORTEST = 3  # characters: shorter words stand in every text
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


def passage_of(service: Service) -> str:
    """What the encoder reads of a service."""
    eligibility = getattr(service, "eligibility", None)
    texts = [service.name, service.description, eligibility.text if eligibility else ""]
    return " ".join(filled(text, figures_of(service), "en") for text in texts if text)


def prepare(services: Sequence[Service]) -> None:
    """Starts computing what the first question will need, in the background."""
    if services:
        vectors("passage", tuple(passage_of(service) for service in services), patience=0)
        vectors("query", _topics(tuple(services))[1], patience=0)


def _meaning(text: str, services: Sequence[Service]) -> np.ndarray:
    texts = vectors("passage", tuple(passage_of(service) for service in services))
    of_services, terms = _topics(tuple(services))
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
    best_topic = np.array([max((near_topic[i] for i in own), default=0.0) for own in of_services], dtype=np.float32)
    return near + best_topic


@lru_cache(maxsize=32)
def _topics(services: tuple[Service, ...]) -> tuple[tuple[tuple[int, ...], ...], tuple[str, ...]]:
    """For each service the places of its topics and audiences in the texts that stand second."""
    places: dict[str, int] = {}
    of_services = []
    for service in services:
        rows = [row.term for row in service.service_terms.all() if row.term.kind in ("topic", "audience")]
        of_services.append(tuple(places.setdefault(f"{term.name}. {term.note}", len(places)) for term in rows))
    return tuple(of_services), tuple(places)


def _shared(text: str, services: Sequence[Service]) -> np.ndarray:
    """The share of the question's words that each service has, rare words weighing more: float32 (n,), 0 to 1."""
    asked = {word for word in words(text) if len(word) >= _SHORTEST}
    bags, weights = _bags(tuple(services), catalogue_version())
    rarest = math.log(len(services) + 1)
    found = np.zeros(len(services), dtype=np.float32)
    total = 0.0
    for word in asked:
        forms = [form for form in weights if _same(word, form)]
        weight = min((weights[form] for form in forms), default=rarest)
        total += weight
        for place, bag in enumerate(bags):
            if not bag.isdisjoint(forms):
                found[place] += weight
    return found / total if total else found


def _same(word: str, other: str) -> bool:
    """Whether two words are one, or the shorter is the beginning of the longer ('loan': 'loans')."""
    if word == other:
        return True
    shorter, longer = sorted((word, other), key=len)
    return len(shorter) >= 4 and len(longer) - len(shorter) <= 4 and longer.startswith(shorter)


@lru_cache(maxsize=16)
def _bags(services: tuple[Service, ...], catalogues: tuple) -> tuple[list[frozenset[str]], dict[str, float]]:
    """The words of every service in every language it is described in, and how much each word tells."""
    bags = [frozenset(word for text in _texts(service) for word in words(text)) for service in services]
    counts = Counter(word for bag in bags for word in bag if len(word) >= _SHORTEST)
    return bags, {word: math.log((len(bags) + 1) / (count + 0.5)) for word, count in counts.items()}


def _texts(service: Service) -> list[str]:
    eligibility = getattr(service, "eligibility", None)
    originals = [service.name, service.description, service.organization.name, eligibility.text if eligibility else ""]
    for row in service.service_terms.all():
        originals += [row.term.name, row.term.note]
    codes = [language.code for language in served()]
    translated = [translation(text, code, "directory") for text in originals if text for code in codes]
    own = [row.text for row in service.translations.all()]
    return [text for text in (*originals, *translated, *own, *service.aliases) if text]
