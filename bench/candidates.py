"""The intent classifiers that were tried, each as (training rows, test rows) → probabilities. docs/understanding.md
keeps the table; `bench/understanding.py` makes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, RidgeClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.svm import LinearSVC

from bot.nlu.blend import Blend, Settings
from bot.nlu.heads import SpellingHead, softmax


@dataclass(frozen=True)
class Rows:
    """Vectors (n, d), folded texts, languages and intents of n messages."""

    vectors: np.ndarray
    texts: Sequence[str]
    languages: np.ndarray
    intents: np.ndarray

    def at(self, rows: np.ndarray) -> Rows:
        return Rows(self.vectors[rows], [self.texts[row] for row in rows], self.languages[rows], self.intents[rows])


Predict = Callable[[Rows], np.ndarray]
Candidate = Callable[[Rows], Predict]
"""Fits on rows; what it returns gives (n, k) probabilities, columns in the sorted order of the intents."""


def on_vectors(make, standardised: bool = True, whitened: bool = False) -> Candidate:
    """A scikit-learn classifier on the sentence vectors."""
    def fit(train: Rows) -> Predict:
        mean, turn = train.vectors.mean(axis=0), None
        spread = train.vectors.std(axis=0) + 1e-6 if standardised else np.ones_like(mean)
        mean = mean if standardised else np.zeros_like(mean)
        if whitened:
            _, sizes, axes = np.linalg.svd(train.vectors - train.vectors.mean(axis=0), full_matrices=False)
            mean, spread, turn = train.vectors.mean(axis=0), 1.0, axes.T / sizes * np.sqrt(len(train.vectors))

        def scaled(rows: Rows) -> np.ndarray:
            vectors = (rows.vectors - mean) / spread
            return vectors if turn is None else vectors @ turn

        model = make().fit(scaled(train), train.intents)
        if hasattr(model, "predict_proba"):
            return lambda rows: model.predict_proba(scaled(rows))
        return lambda rows: softmax(3 * model.decision_function(scaled(rows)))

    return fit


def on_ngrams(train: Rows) -> Predict:
    """Linear support vectors on TF-IDF of character n-grams, without the encoder."""
    weigh = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
    model = LinearSVC(C=0.3).fit(weigh.fit_transform(train.texts), train.intents)
    return lambda rows: softmax(4 * model.decision_function(weigh.transform(rows.texts)))


def nearest(train: Rows) -> Predict:
    """Neighbours among the training messages on centred vectors, weighted by nearness."""
    mean = train.vectors.mean(axis=0)
    names, labels = np.unique(train.intents, return_inverse=True)

    def centred(rows: Rows) -> np.ndarray:
        vectors = rows.vectors - mean
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    base, members = centred(train), np.eye(len(names))[labels]

    def predict(rows: Rows) -> np.ndarray:
        votes = np.exp(20 * (centred(rows) @ base.T - 1)) @ members
        return votes / votes.sum(axis=1, keepdims=True)

    return predict


def blend(**settings) -> Candidate:
    """What Kiosk runs (without the calibration, which does not change the order)."""
    def fit(train: Rows) -> Predict:
        fitted = Blend.fit(train.vectors, train.texts, train.intents, Settings(held_out=0, **settings))
        return lambda rows: fitted.probabilities(rows.vectors, rows.texts)

    return fit


def logistic(strength: float, rounds: int = 200):
    return lambda: LogisticRegression(C=strength, max_iter=rounds)


def former(train: Rows) -> Predict:
    """What Kiosk ran with three languages: two linear models, the spelling with a third of the weight."""
    meaning = on_vectors(logistic(0.02, 60))(train)
    spelling = SpellingHead().fit(train.texts, np.unique(train.intents, return_inverse=True)[1], 1.0)

    def predict(rows: Rows) -> np.ndarray:
        spelt = np.log(softmax(4 * spelling.scores(rows.texts)) + 1e-6)
        return softmax(0.65 * np.log(meaning(rows) + 1e-6) + 0.35 * spelt)

    return predict


def network(hidden: int, decay: float):
    return lambda: MLPClassifier((hidden,), alpha=decay, batch_size=256, max_iter=10, random_state=1)


lda = on_vectors(lambda: LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto"))

CANDIDATES: dict[str, Candidate] = {
    "character n-grams alone, linear SVM": on_ngrams,
    "encoder, nearest messages (centred)": nearest,
    "encoder, ridge": on_vectors(lambda: RidgeClassifier(alpha=300)),
    "encoder, shrunk LDA": lda,
    "encoder standardised, logistic regression C=0.02": on_vectors(logistic(0.02, 60)),
    "encoder standardised, network of 512, decay 10": on_vectors(network(512, 10)),
    "encoder standardised, network of 512, decay 1": on_vectors(network(512, 1)),
    "encoder standardised, network of 1024, decay 1": on_vectors(network(1024, 1)),
    "logistic regression and n-gram SVM, share of spelling 0.35": former,
    "network and n-gram SVM, share of spelling 0.35": blend(share=0.35),
    "network and n-gram SVM, share of spelling 0.65": blend(share=0.65),
    "Kiosk: network and n-gram SVM, share of spelling 0.5": blend(),
}
