"""Is it there already? Names that are alike in spelling or meaning, in any language the directory has them in."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

import numpy as np
from django.utils.translation import gettext

from locales.catalogue import found as translation
from locales.catalogue import version as catalogue_version
from locales.languages import served
from services_directory import version
from services_directory.models import Service, Translation
from services_directory.search.vectors import question, vectors
from services_directory.search.words import words

ALIKE = 0.82
"""Share of letters two names have in common, in order (difflib): 'Kauppakamari' and 'Kauppakamarin' 0.96."""
NEAR = 0.92
"""Cosine of two names from which on they may mean the same. Of the shipped names 1 % of all pairs lie above it, and
38 % of the pairs of a name with its own translation (which spelling finds too, where the translation is there)."""
_MOST = 5
_SHORTEST = 3
_LONGEST = 200


@dataclass(frozen=True)
class Alike:
    """A service whose name is alike: which of its names, and why it was found."""

    pk: int
    name: str
    why: str
    score: float


def duplicates(name: str, city: str, exclude: int | None = None, patience: float = 0.0) -> list[Alike]:
    """Services of the city (archived ones too) with a name like this one, most alike first, five at most.

    `patience`: seconds to wait for the encoder's vectors; while they are being computed, spelling alone decides.
    """
    asked = " ".join(words(name[:_LONGEST]))
    if len(asked) < _SHORTEST:
        return []
    rows = [row for row in _names(version.current(), catalogue_version(), city) if row[0] != exclude]
    best: dict[int, Alike] = {}
    for pk, own, other, normal, letters in rows:
        score = _spelling(asked, normal, letters)
        if score >= ALIKE and (pk not in best or score > best[pk].score):
            why = gettext("same name") if score == 1 else gettext("similar name")
            best[pk] = Alike(pk, own, why if other == own else f"{why}: {other}", score)
    for (pk, own, other, _, _), score in zip(rows, _meanings(name, rows, patience), strict=True):
        if score >= NEAR and pk not in best:
            best[pk] = Alike(pk, own, gettext("means nearly the same: %(name)s") % {"name": other}, float(score) - 1)
    return sorted(best.values(), key=lambda each: -each.score)[:_MOST]


@lru_cache(maxsize=8)
def _names(content: str, catalogues: tuple, city: str) -> tuple[tuple[int, str, str, str, frozenset], ...]:
    """(id, name, a name it is also known by, its words, its pairs of letters), the own name first."""
    written: dict[int, list[str]] = {}
    of_city = Translation.objects.filter(service__city=city, field="name").values_list("service", "text")
    for pk, text in of_city:
        written.setdefault(pk, []).append(text)
    rows = []
    services = Service.objects.filter(city=city, historical=False).order_by("pk")
    for pk, own, aliases, proper in services.values_list("pk", "name", "aliases", "proper_name"):
        names = [own, *aliases, *written.get(pk, ())]
        if not proper:
            names += [translation(own, row.code, "directory") or "" for row in served()]
        for each in dict.fromkeys(filter(None, names)):
            rows.append((pk, own, each, *_spelled(each)))
    return tuple(rows)


@lru_cache(maxsize=100_000)
def _spelled(name: str) -> tuple[str, frozenset[str]]:
    """The words of a name and its pairs of letters; names outlive many versions of the content."""
    normal = " ".join(words(name))
    return normal, _pairs(normal)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[place : place + 2] for place in range(len(text) - 1))


def _spelling(asked: str, normal: str, letters: frozenset[str]) -> float:
    """0 to 1: how alike two names are written; the order of their words does not matter."""
    if asked == normal or sorted(asked.split()) == sorted(normal.split()):
        return 1.0
    mine = _pairs(asked)
    # Most names share few pairs of letters: the careful comparison is for the others.
    if not mine or 2 * len(mine & letters) / (len(mine) + len(letters) or 1) < 0.6:
        return 0.0
    return SequenceMatcher(None, asked, normal).ratio()


def _meanings(name: str, rows: Iterable[tuple], patience: float) -> np.ndarray:
    """The cosine of the name and each of the others; zeros while the encoder is not there."""
    rows = list(rows)
    found = vectors("query", tuple(row[2] for row in rows), patience) if rows else None
    if found is None:
        return np.zeros(len(rows), dtype=np.float32)
    return found @ question(name[:_LONGEST])


def city_names_ready(city: str) -> None:
    """Starts computing the vectors of a city's names in the background."""
    rows = _names(version.current(), catalogue_version(), city)
    if rows:
        vectors("query", tuple(row[2] for row in rows), patience=0)
