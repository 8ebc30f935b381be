"""Answers about one service: can newcomers be understood there, is the staff prepared, are barriers removed."""

from django.utils.translation import gettext_lazy

from services_directory.models import AccessBarrier, Service, SpokenLanguage
from services_directory.quality.answer import Answer
from services_directory.quality.axes import language_name
from services_directory.quality.evidence import Evidence
from services_directory.quality.questions import Level

_GIVEN = {SpokenLanguage.GivenBy.STAFF, SpokenLanguage.GivenBy.INTERPRETER}


def training(found: Evidence) -> Answer:
    """Intercultural training of the staff."""
    service = found.service
    change = gettext_lazy("Offer the staff a training for talks between cultures.")
    label = service.get_intercultural_training_display()
    return _recorded("training", service.intercultural_training, service.inclusion_note, label, change)


def staff(found: Evidence) -> Answer:
    """Make-up of the staff."""
    service = found.service
    change = gettext_lazy("Look for colleagues from the communities of the city when a post is free.")
    label = service.get_staff_diversity_display()
    return _recorded("staff", service.staff_diversity, service.inclusion_note, label, change)


def _recorded(name: str, value: str, note: str, label, change: str) -> Answer:
    if value == Service.Answer.UNKNOWN:
        change = gettext_lazy("Ask the service, and record the answer.")
        return Answer(name, Level.UNKNOWN, (), [gettext_lazy("Nothing is recorded.")], change)
    said = [gettext_lazy("Recorded: %(answer)s.") % {"answer": label}, *([note] if note else ())]
    if value == Service.Answer.NO:
        return Answer(name, Level.NO, said, (), change)
    if note:
        return Answer(name, Level.YES, said)
    change = gettext_lazy("Record on what the answer rests, with the year.")
    return Answer(name, Level.PARTLY, said, [gettext_lazy("On what the answer rests is not recorded.")], change)


def languages(found: Evidence) -> Answer:
    """Languages beyond those of the city, and who speaks them."""
    rows = list(found.service.spoken_languages.all())
    if not rows:
        change = gettext_lazy("Ask which languages it is given in.")
        return Answer("languages", Level.UNKNOWN, (), [gettext_lazy("No language is recorded.")], change)
    said = [_spoken(row) for row in rows]
    others = [row for row in rows if row.code not in found.host_languages]
    if not others:
        return Answer("languages", Level.NO, said, (), gettext_lazy("Offer it in a language that newcomers speak."))
    if any(row.given_by in _GIVEN and not row.as_of for row in others):
        return Answer("languages", Level.YES, said)
    unsure = [row for row in others if row.as_of or row.given_by == SpokenLanguage.GivenBy.UNKNOWN]
    if unsure:
        names = ", ".join(language_name(row.code) for row in unsure)
        unknown = [gettext_lazy("Who speaks these languages today is not recorded: %(names)s.") % {"names": names}]
        change = gettext_lazy("Ask who speaks these languages today, and record it: %(names)s.") % {"names": names}
        return Answer("languages", Level.PARTLY, said, unknown, change)
    return Answer("languages", Level.PARTLY, said, (), gettext_lazy("Offer a language without asking for it first."))


def _spoken(row: SpokenLanguage) -> str:
    values = {"language": language_name(row.code), "by": row.get_given_by_display(), "date": row.as_of}
    if row.as_of:
        return gettext_lazy("%(language)s, as stated in %(date)s; by whom: %(by)s") % values
    return gettext_lazy("%(language)s; by whom: %(by)s") % values


def barriers(found: Evidence) -> Answer:
    """Known barriers and what was done."""
    rows = list(found.service.barriers.all())
    if not rows:
        unknown = [gettext_lazy("No barrier is recorded; nobody may have asked.")]
        change = gettext_lazy("Ask newcomers and the staff what keeps people out.")
        return Answer("barriers", Level.UNKNOWN, (), unknown, change)
    said = [_barrier(row) for row in rows]
    left = [row for row in rows if row.state != AccessBarrier.State.REMOVED]
    if not left:
        return Answer("barriers", Level.YES, said)
    untouched = [row for row in left if row.state == AccessBarrier.State.OPEN and not row.done.strip()]
    change = gettext_lazy("Remove the barrier: %(kind)s.") % {"kind": _named((untouched or left)[0])}
    return Answer("barriers", Level.NO if untouched else Level.PARTLY, said, (), change)


def _barrier(row: AccessBarrier) -> str:
    values = {"kind": _named(row), "state": row.get_state_display(), "done": row.done}
    if row.done:
        return gettext_lazy("%(kind)s: %(state)s. Done: %(done)s") % values
    return gettext_lazy("%(kind)s: %(state)s.") % values


def _named(row: AccessBarrier) -> str:
    return f"{row.get_kind_display()} ({row.description})" if row.description else row.get_kind_display()
