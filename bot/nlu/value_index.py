"""Finds the values of lists in a message. No Rasa.

A list holds the forms by which people of one language name one value: `cost.free.fi`: ilmainen, ilmaista, maksuton …
Forms are compared as sequences of folded words (`normalise.pieces`), whole words only, the longest first.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Iterable, Sequence

from bot.nlu.normalise import Word, fold, pieces

SHORTEST_STEM = 6
"""Letters a word must share with a listed form before an unlisted ending is tolerated."""
LONGEST_ENDING = 4
SHORTEST_FOREIGN = 5
"""Letters a word of another language's list must have: short words mean something else elsewhere (fi 'on' = is)."""


@dataclass(frozen=True)
class Found:
    """A value and where it stands in the original message."""

    entity: str
    value: str
    start: int
    end: int
    language: str
    exact: bool


@dataclass(frozen=True)
class _Form:
    entity: str
    value: str
    language: str


class ValueIndex:
    """All lists of all languages, looked up by words."""

    def __init__(self, lists: Iterable[tuple[str, str, str, Sequence[str]]], prefixes: Sequence[str] = ()) -> None:
        """`lists`: (entity, value, language, forms). `prefixes`: particles written joined to the next word."""
        self._forms: dict[tuple[str, ...], list[_Form]] = defaultdict(list)
        self._prefixes = sorted((fold(prefix) for prefix in prefixes), key=len, reverse=True)
        for entity, value, language, forms in lists:
            for form in forms:
                key = tuple(piece.text for piece in pieces(form))
                entry = _Form(entity, value, language)
                if key and entry not in self._forms[key]:
                    self._forms[key].append(entry)
        self._longest = max(map(len, self._forms), default=0)

    def find(self, text: str, language: str | None = None) -> list[Found]:
        """The values named in `text`, in order; the lists of `language` come first, those of the others fill gaps.

        One stretch may name values of several entities (one for each entity and value), stretches never overlap.
        """
        words = pieces(text)
        taken = [False] * len(words)
        found: list[Found] = []
        for own in (True, False) if language else (False,):
            for size in range(min(self._longest, len(words)), 0, -1):
                for at in range(len(words) - size + 1):
                    if any(taken[at : at + size]):
                        continue
                    here = self._at(words[at : at + size], language if own else None, foreign=not own and bool(language))
                    if here:
                        taken[at : at + size] = [True] * size
                        found += here
        return sorted(found, key=lambda value: (value.start, value.entity))

    def _at(self, words: Sequence[Word], language: str | None, foreign: bool) -> list[Found]:
        key = tuple(word.text for word in words)
        exact, forms = True, self._forms.get(key, ())
        if not forms and len(key) == 1:
            exact, forms = False, self._inflected(key[0])
        if language:
            forms = [form for form in forms if form.language == language]
        elif foreign and sum(map(len, key)) < SHORTEST_FOREIGN:
            return []
        # Where several languages name it, one is enough; where they name different values, it is none of them.
        seen: dict[str, _Form] = {}
        doubtful: set[str] = set()
        results: list[_Form] = []
        for form in forms:
            if foreign and form.entity in seen and seen[form.entity].value != form.value:
                doubtful.add(form.entity)
            seen.setdefault(form.entity, form)
            if not any((form.entity, form.value) == (other.entity, other.value) for other in results):
                results.append(form)
        return [Found(form.entity, form.value, words[0].start, words[-1].end, form.language, exact)
                for form in results if form.entity not in doubtful]

    def _inflected(self, word: str) -> Sequence[_Form]:
        """Forms of a listed word with a joined particle before it, or a short ending after it, that no list has."""
        for prefix in self._prefixes:
            if word.startswith(prefix) and len(word) - len(prefix) >= 3:
                forms = self._forms.get((word[len(prefix) :],))
                if forms:
                    return forms
        for ending in range(1, LONGEST_ENDING + 1):
            stem = word[:-ending]
            if len(stem) < SHORTEST_STEM:
                break
            forms = self._forms.get((stem,))
            if forms:
                return forms
        return ()
