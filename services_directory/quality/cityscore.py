"""The score card of a city: the toolkit's questions on comprehensive support, with figures of today."""

from django.db.models import F
from django.utils.translation import gettext_lazy, ngettext_lazy

from locales.values import format_value
from services_directory import reading
from services_directory.models import City, Partnership, Publication, Service
from services_directory.presentation.text import reader_language
from services_directory.quality import axes
from services_directory.quality.answer import Answer
from services_directory.quality.coverage import table
from services_directory.quality.gaps import gaps_of
from services_directory.quality.index import Index, index_of
from services_directory.quality.known import known_gaps
from services_directory.quality.marks import Mark
from services_directory.quality.questions import Level

MOST, HALF = 0.9, 0.5
_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "month": 30.4, "year": 365}


def city_answers(city: City) -> list[Answer]:
    """The answers to comprehensive-support 1 to 5."""
    index = index_of(city)
    return [overview(index), length(city, index), exits(index), coordination(city, index), gaps(city, index)]


def _answer(name: str, level: Level, said: list, unknown: list, change: str) -> Answer:
    return Answer(name, level, said, unknown, "" if level is Level.YES else change)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def overview(index: Index) -> Answer:
    """How much of the directory is current and was checked in time."""
    whole, fresh = len(index.statuses), index.current & ~index.overdue
    counts = {"current": index.current.bit_count(), "waiting": index.waiting.bit_count()}
    said = [
        gettext_lazy("Published services: %(count)d.") % {"count": whole},
        gettext_lazy("Current: %(current)d; to be checked: %(waiting)d.") % counts,
        gettext_lazy("Overdue for review: %(count)d.") % {"count": index.overdue.bit_count()},
    ]
    done = _share(fresh.bit_count(), whole)
    level = Level.YES if done >= MOST else Level.PARTLY if done >= HALF else Level.NO
    return _answer("overview", level, said, [], gettext_lazy("Review what is overdue or to be checked."))


def length(city: City, index: Index) -> Answer:
    """How long support lasts, and whether each phase has any."""
    current = {one.pk for one in index.members(index.current)}
    rows = Service.objects.filter(city=city).exclude(support_length=None).values_list("pk", "support_length")
    told = sorted((value for pk, value in rows if pk in current), key=_days)
    names, counts = axes.names("phase", city, set()), {}
    for code in axes.codes("phase", city, set()):
        counts[names[code]] = (index.having("phase", [code]) & index.current).bit_count()
    phases = ", ".join(f"{name} {count}" for name, count in counts.items())
    said = [gettext_lazy("Current services by phase: %(phases)s.") % {"phases": phases}]
    if told:
        values = {"least": _said(told[0]), "most": _said(told[-1]), "half": _said(told[len(told) // 2])}
        text = gettext_lazy(
            "Help lasts from %(least)s to %(most)s; half of those that say so help for %(half)s at most."
        )
        said.append(text % values)
    untold, unknown = len(current) - len(told), []
    if untold:
        text = ngettext_lazy(
            "%(count)d current service does not say how long it helps.",
            "%(count)d current services do not say how long they help.",
            untold,
        )
        unknown.append(text % {"count": untold})
    enough, empty = _share(len(told), len(current)) >= HALF, [name for name, count in counts.items() if not count]
    level = Level.YES if enough and not empty else Level.PARTLY if enough or not empty else Level.NO
    if empty:
        change = gettext_lazy("Look for help in: %(phases)s.") % {"phases": ", ".join(empty)}
    else:
        change = gettext_lazy("Record how long support lasts.")
    return _answer("length", level, said, unknown, change)


def _days(value: dict) -> float:
    return float(value.get("count", 0)) * _DAYS.get(value.get("unit"), 1)


def _said(value: dict) -> str:
    return format_value(value, reader_language())


def exits(index: Index) -> Answer:
    """How many say what comes next."""
    current = index.members(index.current)
    recorded = sum(one.has_exit for one in current)
    dead = (index.current & index.dead_end).bit_count()
    counts = {"count": recorded, "whole": len(current)}
    said = [
        gettext_lazy("Current services with an exit strategy: %(count)d of %(whole)d.") % counts,
        gettext_lazy("Dead ends (no exit strategy and no referral): %(count)d.") % {"count": dead},
    ]
    level = Level.YES if _share(recorded, len(current)) >= MOST else Level.PARTLY if recorded else Level.UNKNOWN
    unknown = [] if recorded else [gettext_lazy("No exit strategy is recorded.")]
    change = gettext_lazy("Ask each service what happens at the end, and who goes on helping.")
    return _answer("exit", level, said, unknown, change)


def coordination(city: City, index: Index) -> Answer:
    """Partnerships, and candidates for them."""
    rows = Partnership.objects.filter(service__city=city, service__publication=Publication.PUBLISHED)
    rows = rows.filter(service__historical=False).exclude(to_organization=F("service__organization"))
    pairs = list(rows.values_list("service_id", "to_service_id", "to_organization_id"))
    joined, organizations = {pk for row in pairs for pk in row[:2]}, {row[2] for row in pairs}
    current = index.members(index.current)
    linked = sum(one.pk in joined or one.organization in organizations for one in current)
    codes = {axis: axes.codes(axis, city, set()) for axis in ("topic", "phase")}
    overlaps = len(table(index, "topic", "phase", codes).marked(Mark.OVERLAP))
    alone = (index.current & index.unreferred).bit_count()
    counts = {"count": linked, "whole": len(current)}
    said = [
        gettext_lazy("Recorded partnerships: %(count)d.") % {"count": len(pairs)},
        gettext_lazy("Current services with a partner: %(count)d of %(whole)d.") % counts,
        gettext_lazy("Current services nobody refers to: %(count)d.") % {"count": alone},
        gettext_lazy("Cells of topic and phase in which services overlap: %(count)d.") % {"count": overlaps},
    ]
    level = Level.YES if _share(linked, len(current)) >= MOST else Level.PARTLY if pairs else Level.UNKNOWN
    unknown = [] if pairs else [gettext_lazy("No partnership is recorded.")]
    change = gettext_lazy("Bring the services together that overlap, and those nobody refers to.")
    return _answer("coordination", level, said, unknown, change)


def gaps(city: City, index: Index) -> Answer:
    """Gaps of one dimension, and which have a plan."""
    known = known_gaps(city, reading.today())
    found = gaps_of(city, index, known)
    planned = sum(one.known is not None and not one.known.late for one in found)
    text = gettext_lazy(
        "Topics, phases, audiences, languages, formats and districts with nothing current: %(count)d; "
        "with a plan: %(planned)d."
    )
    late = {"count": len(known), "late": sum(gap.late for gap in known)}
    said = [
        text % {"count": len(found), "planned": planned},
        gettext_lazy("Known gaps in all: %(count)d; past their day: %(late)d.") % late,
    ]
    level = Level.YES if planned == len(found) else Level.PARTLY if planned else Level.NO
    change = gettext_lazy("Decide for each gap who could fill it, and mark it as known with a day.")
    return _answer("gaps", level, said, [], change)
