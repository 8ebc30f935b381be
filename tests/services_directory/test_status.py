"""What newcomers are told of a service, by its data and the day."""

from datetime import date

import pytest

from services_directory.models import Service
from services_directory.status import status_of

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "fields, status",
    [
        ({"source_status": "current"}, "current"),
        ({"source_status": "current-programme"}, "current"),
        ({"source_status": "undated"}, "check"),
        ({"source_status": "dated"}, "check"),
        ({"source_status": "partly-dated"}, "check"),
        ({"source_status": "history", "historical": True}, "history"),
        ({"source_status": "time-limited", "window_end": date(2026, 7, 31)}, "over"),
        ({"source_status": "time-limited", "window_end": TODAY}, "current"),
        ({"source_status": "time-limited", "window_end": date(2026, 11, 22)}, "over"),
        ({"source_status": "time-limited"}, "check"),
        ({"source_status": "dated", "assured_date": TODAY}, "current"),
        ({"source_status": "dated", "assured_date": date(2026, 5, 27)}, "current"),  # 180 days: due today
        ({"source_status": "dated", "assured_date": date(2026, 3, 28)}, "current"),  # the last day of grace
        ({"source_status": "dated", "assured_date": date(2026, 3, 27)}, "check"),
        ({"source_status": "dated", "assured_date": date(2026, 3, 27), "review_after": 400}, "current"),
        ({"source_status": "current", "assured_date": date(2026, 3, 27)}, "check"),  # whatever the source says
        ({"source_status": "current", "made_on": date(2026, 3, 28)}, "current"),
        ({"source_status": "current", "made_on": date(2026, 3, 27)}, "check"),  # nobody ever checked it
        ({"source_status": "dated", "assured_date": date(2027, 1, 1)}, "check"),
        ({"source_status": "time-limited", "window_end": date(2026, 7, 31), "assured_date": TODAY}, "over"),
        ({"source_status": "history", "historical": True, "assured_date": TODAY}, "history"),
    ],
)
def test_status(fields, status):
    assert status_of(Service(**fields), TODAY) == status


def test_the_loan_whose_window_ended_is_over_and_was_open_before(directory, monkeypatch):
    card = directory.service("helsinki", "finnvera-micro-loan", "en")["service"]
    assert card["status"] == "over" and "31 July 2026" in card["status_note"]
    monkeypatch.setattr(directory, "today", lambda: date(2026, 3, 1))
    assert directory.service("helsinki", "finnvera-micro-loan", "en")["service"]["status"] == "current"
