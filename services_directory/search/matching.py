"""Names of services, providers and districts in a message, inflected and misspelt forms too.

Languages inflect names at their end ('Kalliossa', 'Vuosaaressa', 'NewCosta'): a word is taken for a name where it
begins with it, or shares with it a beginning that leaves out its last letters at most. Short names must be exact.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from services_directory.models import District, Organization, Service
from services_directory.search.words import words

_STEM = 4  # letters from which on endings are allowed for
_ENDING = 6  # letters an ending may have: Finnish 'lla' + 'ni' + 'kin'
_TYPO = 6  # letters from which on a slip of the pen is forgiven
_ALIKE = 0.86
PROVIDER = 0.9  # weight of the name of a provider, which may mean another of its services
_LONGEST = 1000  # characters of a message that are read


@dataclass(frozen=True)
class Hit:
    """A thing whose name stands in a message; score 0 to 1."""

    score: float
    length: int
    start: int
    own: bool = True


def match_names(text: str, services: Iterable[Service], districts: Iterable[District]) -> tuple[list, list]:
    """(services with their score, best first; districts) named in a message."""
    message = words(text[:_LONGEST])
    found = []
    for service in services:
        # The name of a provider stands for its services only where none of them bears it itself.
        for names, own in ((own_names(service), True), (provider_names(service), False)):
            hits = [hit for name in names if (hit := _hit(_name_words(name), message))]
            if hits:
                best = max(hits, key=lambda hit: (hit.length, hit.score))
                found.append((Hit(best.score if own else best.score * PROVIDER, best.length, best.start, own), service))
                break
    owned = {hit.start for hit, _ in found if hit.own}
    found = [(hit, service) for hit, service in found if hit.own or hit.start not in owned]
    # 'Finnvera Start Guarantee' names one service, 'Finnvera' all of that provider: the longest name counts.
    longest = max((hit.length for hit, _ in found), default=0)
    found = [(hit, service) for hit, service in found if hit.length == longest or not _within(hit, found)]
    found.sort(key=lambda pair: (-pair[0].length, -pair[0].score, pair[1].position))
    named = []
    for district in districts:
        names = [district.name, *(name for forms in district.names.values() for name in forms)]
        hits = [hit for name in names if (hit := _hit(_name_words(name), message))]
        if hits:
            named.append((max(hits, key=lambda hit: (hit.score, hit.length)), district))
    named.sort(key=lambda pair: (-pair[0].score, pair[0].start))
    return [(service, round(hit.score, 3)) for hit, service in found], [district for _, district in named]


def own_names(service: Service) -> list[str]:
    """What people call a service."""
    return [service.name, *service.aliases, *_translated(service)]


def provider_names(service: Service) -> list[str]:
    """What people call those who offer it."""
    return [service.organization.name, *service.organization.aliases, *_translated(service.organization)]


def _translated(record: Service | Organization) -> list[str]:
    return [row.text for row in record.translations.all() if row.field == "name"]


@lru_cache(maxsize=4096)
def _name_words(name: str) -> tuple[str, ...]:
    return tuple(words(name))


def _within(hit: Hit, found: list) -> bool:
    """Whether a longer name covers the place of this one."""
    end = hit.start + hit.length
    return any(
        other.length > hit.length and other.start <= hit.start and end <= other.start + other.length
        for other, _ in found
    )


def _hit(name: tuple[str, ...], message: list[str]) -> Hit | None:
    """The best place where all words of a name stand in a row."""
    best = None
    for start in range(len(message) - len(name) + 1) if name else ():
        scores = [_alike(part, word) for part, word in zip(name, message[start:], strict=False)]
        if scores and all(scores):
            hit = Hit(sum(scores) / len(scores), len(name), start)
            if best is None or hit.score > best.score:
                best = hit
    return best


def _alike(name: str, word: str) -> float:
    """0 to 1: whether `word` is a form of a word of a name."""
    if name == word:
        return 1.0
    if len(name) < _STEM or name.isdigit():
        return 0.0
    if word.startswith(name) and len(word) - len(name) <= _ENDING:
        return 0.95 - 0.01 * (len(word) - len(name))
    shared = _shared_beginning(name, word)
    # 'vuosaari', 'vuosaaressa': the last letters give way before an ending; never the half of a short name.
    lost = len(name) - shared
    if shared >= _STEM and lost <= max(1, len(name) // 4) and 0 < len(word) - shared <= _ENDING:
        return 0.85 - 0.02 * lost
    # The first letter is hardly ever the slip, and asking for it spares most comparisons.
    if (
        len(name) >= _TYPO
        and shared
        and abs(len(name) - len(word)) <= 2
        and SequenceMatcher(None, name, word).ratio() >= _ALIKE
    ):
        return 0.75
    return 0.0


def _shared_beginning(one: str, other: str) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length
