"""Recurrence rules of iCalendar in the reader's language: said rightly, or not at all."""

from collections.abc import Iterable
from datetime import date, time

from babel.dates import format_time, get_day_names

from locales.languages import get
from locales.values import format_value
from services_directory import phrases
from services_directory.presentation.text import noted, say

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SAID = {"FREQ", "INTERVAL", "BYDAY", "BYSETPOS", "WKST"}


def times_text(rule: str, opens: time | None, closes: time | None, language: str) -> str | None:
    """'Mon–Fri: 09:00–15:00', the days alone without both times; None where the days cannot be said."""
    days = days_text(rule, language)
    if not (days and opens and closes):
        return days
    first, last = (format_time(at, "short", locale=get(language).locale) for at in (opens, closes))
    return say(phrases.HOURS, language, days=days, opens=first, closes=last)


def days_text(rule: str, language: str) -> str | None:
    """The days of a rule: 'Mon–Fri', 'Tue (every second week)', 'Mon (the second in the month)'.

    None for every other rule, one with an end too (`split_end`): days that are nearly right send people to a closed
    door.
    """
    parts = rule_parts(rule)
    if set(parts) - _SAID or len(rule.split()) > 1:  # several lines: a start, exceptions
        return None
    frequency, interval = parts.get("FREQ"), parts.get("INTERVAL", "1")
    listed = parts.get("BYDAY", "").split(",") if parts.get("BYDAY") else []
    if frequency == "MONTHLY" and interval == "1":
        return _days_of_month(listed, parts.get("BYSETPOS"), language)
    if "BYSETPOS" in parts or any(day not in _DAYS for day in listed):
        return None
    if frequency == "DAILY" and interval == "1":
        return _named(listed or _DAYS, language)
    if frequency == "WEEKLY" and listed and interval in ("1", "2"):
        names = _named(listed, language)
        return names if interval == "1" else noted(names, say(phrases.EVERY_SECOND_WEEK, language), language)
    return None


def split_end(rule: str) -> tuple[str, date | None]:
    """The rule without its end, and its last day; as it stands and None where it has none."""
    parts = rule_parts(rule)
    try:
        last = date.fromisoformat(parts.pop("UNTIL")[:8])
    except (KeyError, ValueError):
        return rule, None
    return ";".join(f"{name}={value}" for name, value in parts.items()), last


def rule_parts(rule: str) -> dict[str, str]:
    """Name → value of a rule."""
    written = rule.upper().strip().removeprefix("RRULE:")
    return dict(part.split("=", 1) for part in written.split(";") if "=" in part)


def _days_of_month(listed: list[str], position: str | None, language: str) -> str | None:
    """Weekdays at one place or several places of the month: 2MO, or MO with a position of 2."""
    if position is not None:
        if len(listed) != 1 or listed[0] not in _DAYS:
            return None  # the second day among several weekdays is none of the things said here
        listed = [place + listed[0] for place in position.split(",")]
    places = {(_number(day[:-2]), day[-2:]) for day in listed}
    if not places or any(number not in phrases.IN_MONTH or day not in _DAYS for number, day in places):
        return None
    numbers = [number for number in phrases.IN_MONTH if number in {place for place, _ in places}]
    days = {day for _, day in places}
    if len(places) != len(numbers) * len(days):
        return None  # another place for each day
    said = [say(phrases.IN_MONTH[number], language) for number in numbers]
    return noted(_named(days, language), format_value({"type": "list", "items": said}, language), language)


def _number(written: str) -> int | None:
    return int(written) if written.lstrip("+-").isdecimal() else None


def _named(listed: Iterable[str], language: str) -> str:
    """Weekdays in their order, three and more in a row as a span."""
    names = get_day_names("abbreviated", context="stand-alone", locale=get(language).locale)
    runs: list[list[int]] = []
    for day in sorted({_DAYS.index(day) for day in listed}):
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    said = []
    for run in runs:
        said += [names[day] for day in run] if len(run) < 3 else [f"{names[run[0]]}–{names[run[-1]]}"]
    return ", ".join(said)
