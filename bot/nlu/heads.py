"""The learning behind the intent classifier: plain numpy in and out, no Rasa.

Two views of a message: what it means (a small network on the sentence vector) and how it is spelt (a linear model on
character n-grams). Their log-probabilities are blended and tempered so that a confidence of 0.8 is right in 8 of 10
unseen messages. Why these: docs/understanding.md. Fitting uses scikit-learn; predicting only matrix products.
"""

from __future__ import annotations

import contextlib
import warnings
from typing import Iterator, Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning

Arrays = dict[str, np.ndarray]
BITS = 17
"""Character n-grams are hashed to 2**BITS columns, so that no vocabulary has to be stored."""

BATCH = 256
"""Messages a step of the network's optimiser looks at."""


@contextlib.contextmanager
def settled() -> Iterator[None]:
    """Fitting stops at a fixed number of rounds on purpose; scikit-learn need not warn of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        yield


def softmax(scores: np.ndarray) -> np.ndarray:
    """Rows that sum to 1."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


class MeaningHead:
    """A network with one hidden layer (rectified) on standardised sentence vectors.

    Standardised, because all vectors of the encoder lie in a narrow cone (cosines between 0.75 and 0.95); a hidden layer,
    because what tells two intents apart is not the same direction in every language.
    """

    def __init__(self, arrays: Arrays | None = None) -> None:
        self.arrays = arrays or {}

    def fit(self, vectors: np.ndarray, labels: np.ndarray, hidden: int, decay: float, steps: int) -> MeaningHead:
        """`vectors` (n, d), `labels` (n,) of 0..k-1; `hidden` units, `decay` = L2 penalty (scikit-learn's alpha),
        `steps` of the optimiser, so that little data is looked at as often as much."""
        from sklearn.neural_network import MLPClassifier

        mean, spread = vectors.mean(axis=0), vectors.std(axis=0) + 1e-6
        batch = min(BATCH, len(vectors))
        rounds = max(1, round(steps * batch / len(vectors)))
        model = MLPClassifier((hidden,), alpha=decay, batch_size=batch, max_iter=rounds, n_iter_no_change=rounds,
                              random_state=1)
        model.fit(((vectors - mean) / spread).astype(np.float32), labels)
        (inner, outer), (inner_bias, outer_bias) = model.coefs_, model.intercepts_
        if outer.shape[1] == 1:  # scikit-learn keeps one unit for two classes
            outer, outer_bias = np.hstack([-outer, outer]) / 2, np.concatenate([-outer_bias, outer_bias]) / 2
        inner = inner / spread[:, np.newaxis]
        arrays = {"inner": inner, "inner_bias": inner_bias - mean @ inner, "outer": outer, "outer_bias": outer_bias}
        self.arrays = {name: array.astype(np.float32) for name, array in arrays.items()}
        return self

    def scores(self, vectors: np.ndarray) -> np.ndarray:
        """(n, k) log-odds."""
        hidden = np.maximum(vectors @ self.arrays["inner"] + self.arrays["inner_bias"], 0)
        return hidden @ self.arrays["outer"] + self.arrays["outer_bias"]


class SpellingHead:
    """Linear support vectors on TF-IDF of hashed character n-grams within words."""

    def __init__(self, arrays: Arrays | None = None) -> None:
        self.arrays = arrays or {}

    def fit(self, texts: Sequence[str], labels: np.ndarray, strength: float) -> SpellingHead:
        from sklearn.svm import LinearSVC

        counts = _ngrams(texts)
        frequency = np.bincount(counts.indices, minlength=counts.shape[1])
        # An n-gram of one message only says nothing about another one.
        idf = np.where(frequency > 1, np.log((1 + len(texts)) / (1 + frequency)) + 1, 0).astype(np.float32)
        model = LinearSVC(C=strength, tol=1e-1)
        model.fit(_weigh(counts, idf), labels)
        weights, bias = model.coef_, model.intercept_
        if len(model.classes_) == 2:
            weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
        # float16 halves the model; the scores change in the third digit.
        self.arrays = {"weights": weights.T.astype(np.float16), "bias": bias.astype(np.float32), "idf": idf}
        return self

    def scores(self, texts: Sequence[str]) -> np.ndarray:
        """(n, k) distances from the planes."""
        rows = _weigh(_ngrams(texts), self.arrays["idf"])
        columns = np.unique(rows.indices)
        return rows[:, columns] @ self.arrays["weights"][columns].astype(np.float32) + self.arrays["bias"]


def _ngrams(texts: Sequence[str]) -> csr_matrix:
    from sklearn.feature_extraction.text import HashingVectorizer

    hashing = HashingVectorizer(analyzer="char_wb", ngram_range=(2, 5), n_features=2**BITS, norm=None,
                                alternate_sign=False, dtype=np.float32)
    return hashing.transform(texts)


def _weigh(counts: csr_matrix, idf: np.ndarray) -> csr_matrix:
    """Sublinear TF × IDF, rows of length 1: unscaled counts would drown whatever stands beside them."""
    rows = counts.copy()
    values = (1 + np.log(np.maximum(rows.data, 1))) * idf[rows.indices]
    row_of = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    lengths = np.sqrt(np.bincount(row_of, weights=values**2, minlength=rows.shape[0]))
    rows.data = (values / np.maximum(lengths, 1e-9)[row_of]).astype(np.float32)
    return rows
