"""What is read once is left out of collections, and does not pile up."""

import gc
import weakref

import pytest

from services_directory import collecting
from services_directory.collecting import let_go, uncollected


class Record:
    """Knows itself, as records that were read together know each other."""

    def __init__(self) -> None:
        self.other = self


@pytest.fixture(autouse=True)
def as_before():
    yield
    gc.unfreeze()
    gc.collect()


def test_nothing_is_collected_until_the_last_reading_has_ended():
    with uncollected():
        with uncollected(kept=False):
            assert not gc.isenabled()
        assert not gc.isenabled()
        record = Record()
    assert gc.isenabled()
    assert not any(each is record for each in gc.get_objects())


def test_a_reading_that_fails_leaves_collections_on():
    with pytest.raises(ValueError), uncollected():
        raise ValueError
    assert gc.isenabled()


def test_what_nobody_wants_any_more_goes_when_the_process_has_grown(monkeypatch):
    let_go()
    with uncollected():
        record = Record()
    gone = weakref.ref(record)
    del record
    gc.collect()
    let_go()
    assert gone() is not None, "it was not set apart, or everything is looked through for nothing"
    monkeypatch.setattr(collecting, "GROWN", 0)
    let_go()
    assert gone() is None


def test_what_is_not_kept_is_ended_with_the_reading():
    with uncollected(kept=False):
        record = Record()
        gone = weakref.ref(record)
        del record
    assert gone() is None
