"""Both heads together, with a confidence that means what it says."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Sequence

import numpy as np

from bot.nlu.heads import Arrays, MeaningHead, SpellingHead, settled, softmax


@dataclass(frozen=True)
class Settings:
    """`hidden`, `decay`, `steps`: units, L2 penalty and optimiser's steps of the network on meaning; `spelling`: C of the
    support vectors; `sharpness`: factor that makes their distances log-odds; `share`: of the spelling in the blend, 0..1;
    `held_out`: share of the data that calibrates; `wrong_while_sure`: share of all messages that may be misunderstood
    without asking back."""

    hidden: int = 1024
    decay: float = 1.0
    steps: int = 1250
    spelling: float = 2.0
    sharpness: float = 4.0
    share: float = 0.6
    held_out: float = 0.2
    wrong_while_sure: float = 0.025


class Blend:
    """Intents' probabilities from sentence vectors and texts (folded: small letters without diacritics)."""

    def __init__(self, names: Sequence[str], settings: Settings, meaning: MeaningHead, spelling: SpellingHead,
                 temperature: float = 1.0, sure_from: float = 0.5) -> None:
        self.names, self.settings = list(names), settings
        self.meaning, self.spelling = meaning, spelling
        self.temperature, self.sure_from = temperature, sure_from

    @classmethod
    def fit(cls, vectors: np.ndarray, texts: Sequence[str], intents: Sequence[str], settings: Settings,
            meant: np.ndarray | None = None) -> Blend:
        """Fits on a part to calibrate on the rest, then on everything.

        `vectors` are those of the messages at `meant` (None: of all); the others teach the spelling alone. With too
        little data for a calibration (fewer than 5 messages an intent) it is left out.
        """
        names, labels = np.unique(np.asarray(intents), return_inverse=True)
        meant = np.arange(len(labels)) if meant is None else np.asarray(meant)
        everything = np.arange(len(labels))
        temperature, sure_from = 1.0, 0.5
        if len(names) > 1 and np.bincount(labels[meant], minlength=len(names)).min() >= 5 and settings.held_out > 0:
            from sklearn.model_selection import train_test_split

            seen, unseen = train_test_split(np.arange(len(meant)), test_size=settings.held_out, stratify=labels[meant],
                                            random_state=1)
            rest = np.setdiff1d(everything, meant[unseen])
            trial = cls._fit(names, vectors[seen], meant[seen], texts, rest, labels, settings)
            scores = trial.scores(vectors[unseen], [texts[at] for at in meant[unseen]])
            temperature = best_temperature(scores, labels[meant[unseen]])
            sure_from = sure_threshold(softmax(scores / temperature), labels[meant[unseen]], settings.wrong_while_sure)
        blend = cls._fit(names, vectors, meant, texts, everything, labels, settings)
        blend.temperature, blend.sure_from = temperature, sure_from
        return blend

    @classmethod
    def _fit(cls, names: Sequence[str], vectors: np.ndarray, meant: np.ndarray, texts: Sequence[str], spelt: np.ndarray,
             labels: np.ndarray, settings: Settings) -> Blend:
        """The meaning from the vectors of the messages at `meant`, the spelling from the texts at `spelt`."""
        if len(names) < 2:
            raise ValueError("an intent classifier needs at least two intents")
        network = (settings.hidden, settings.decay, settings.steps)
        with settled(), ThreadPoolExecutor(2) as pool:  # both spend their time outside Python
            meaning = pool.submit(MeaningHead().fit, vectors, labels[meant], *network)
            spelling = pool.submit(SpellingHead().fit, [texts[at] for at in spelt], labels[spelt], settings.spelling)
            return cls(names, settings, meaning.result(), spelling.result())

    def scores(self, vectors: np.ndarray, texts: Sequence[str]) -> np.ndarray:
        """(n, k) blended log-probabilities, not yet tempered."""
        meaning = np.log(softmax(self.meaning.scores(vectors)) + 1e-6)
        spelling = np.log(softmax(self.settings.sharpness * self.spelling.scores(texts)) + 1e-6)
        return (1 - self.settings.share) * meaning + self.settings.share * spelling

    def probabilities(self, vectors: np.ndarray, texts: Sequence[str]) -> np.ndarray:
        """(n, k) calibrated; columns in the order of `names`."""
        return softmax(self.scores(vectors, texts) / self.temperature)

    def to_arrays(self) -> Arrays:
        """Everything fitted, as arrays for one npz file."""
        return {
            **{f"meaning.{name}": array for name, array in self.meaning.arrays.items()},
            **{f"spelling.{name}": array for name, array in self.spelling.arrays.items()},
            "names": np.asarray(self.names), "calibration": np.asarray([self.temperature, self.sure_from]),
        }

    @classmethod
    def from_arrays(cls, arrays: Arrays, settings: Settings) -> Blend:
        """The inverse of `to_arrays`. Raises KeyError where something is missing."""
        def part(name: str) -> Arrays:
            return {key.split(".", 1)[1]: value for key, value in arrays.items() if key.startswith(name + ".")}

        temperature, sure_from = (float(number) for number in arrays["calibration"])
        names = [str(name) for name in arrays["names"]]
        return cls(names, settings, MeaningHead(part("meaning")), SpellingHead(part("spelling")), temperature, sure_from)


def best_temperature(scores: np.ndarray, labels: np.ndarray) -> float:
    """The divisor of the scores with the least log-loss (Guo et al. 2017, temperature scaling)."""
    def loss(temperature: float) -> float:
        chosen = softmax(scores / temperature)[np.arange(len(labels)), labels]
        return float(-np.log(chosen + 1e-12).mean())

    return float(min(np.geomspace(0.1, 3.0, 60), key=loss))


def sure_threshold(probabilities: np.ndarray, labels: np.ndarray, wrong_while_sure: float) -> float:
    """The least confidence from which at most `wrong_while_sure` of all messages are wrong and not asked about."""
    confidence, wrong = probabilities.max(axis=1), probabilities.argmax(axis=1) != labels
    order = np.argsort(-confidence)
    share = np.cumsum(wrong[order]) / len(labels)
    allowed = np.flatnonzero(share <= wrong_while_sure)
    return float(confidence[order][allowed[-1]]) if len(allowed) else 1.0
