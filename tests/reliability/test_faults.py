"""Nothing that was acknowledged is lost or shown twice while parts of Kiosk die in the middle of a hand-over."""

import pytest

from tests.postgresql import server

from .handover import disturbed

FAULTS = 20
"""The long run is `bench/reliability.py`; its result stands in docs/reliability.md."""


def check(folder, seed: int, database: str = "") -> None:
    result = disturbed(folder, FAULTS, seed, database)
    assert result.wrong == []
    assert sum(result.faults.values()) == FAULTS
    assert result.from_newcomers > FAULTS and result.from_staff > 0


@pytest.mark.usefixtures("trained_model")
def test_nothing_acknowledged_is_lost_or_doubled(tmp_path):
    check(tmp_path, seed=5)


@pytest.mark.slow
@pytest.mark.usefixtures("trained_model")
@pytest.mark.skipif(bool(server.missing()), reason=server.missing() or "-")
def test_nothing_is_lost_or_doubled_on_postgresql(tmp_path):
    with server.running() as database:
        check(tmp_path, seed=5, database=database)
