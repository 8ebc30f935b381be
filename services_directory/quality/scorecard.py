"""The score card of a service: is it open to migrants, what is not known, and which one change would help most."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext_lazy, override

from locales.languages import served
from services_directory import version
from services_directory.collecting import uncollected
from services_directory.models import City
from services_directory.quality import access, reach
from services_directory.quality.answer import Answer
from services_directory.quality.axes import language_name
from services_directory.quality.evidence import Evidence, evidence_of
from services_directory.quality.index import Index, index_of
from services_directory.quality.questions import Level

OF: dict[str, Callable[[Evidence], Answer]] = {
    "training": access.training,
    "staff": access.staff,
    "languages": access.languages,
    "channels": reach.channels,
    "partners": reach.partners,
    "special": reach.special,
    "barriers": access.barriers,
}
"""Question → what answers it, in the toolkit's order."""
ORDER = ("languages", "partners", "channels", "special", "training", "staff", "barriers")
"""What keeps a newcomer out first comes first: not being understood, never being told of it, no form that fits."""
BEST_RULE = gettext_lazy(
    "A barrier that is open with nothing done comes first. Then the first question answered with no, then the first "
    "answered with partly, then the first that is not known, in the order: languages, employment and integration "
    "services, channels, special forms, training, staff, barriers."
)
SHOWN = 3  # languages that a change names


@dataclass(frozen=True)
class Card:
    """The answers in the toolkit's order; `best` is the answer whose change would help most, None with yes to all."""

    service: object
    answers: list[Answer]
    best: Answer | None
    languages_missing: list[str]
    """Codes of the guide's languages in which fewest current services on its main topic are given."""

    @property
    def levels(self) -> Counter:
        """How many answers are of each Level."""
        return Counter(answer.level for answer in self.answers)

    @property
    def change(self) -> str:
        """The one change as a sentence; for languages, with those that are missing most."""
        if self.best is None:
            return ""
        if self.best.name == "languages" and self.best.level is Level.NO and self.languages_missing:
            names = ", ".join(language_name(code) for code in self.languages_missing)
            said = gettext_lazy("On its main topic, fewest current services are given in: %(languages)s.")
            return f"{self.best.change} {said % {'languages': names}}"
        return self.best.change


def card_of(found: Evidence, index: Index) -> Card:
    """The score card from the evidence; `index` tells which languages are missing."""
    given = [answer(found) for answer in OF.values()]
    return Card(found.service, given, best(given), missing_languages(found, index))


def best(given: list[Answer]) -> Answer | None:
    """The answer whose change would help most, by BEST_RULE."""
    by_name = {answer.name: answer for answer in given}
    if by_name["barriers"].level is Level.NO:
        return by_name["barriers"]
    for level in (Level.NO, Level.PARTLY, Level.UNKNOWN):
        for name in ORDER:
            if by_name[name].level is level:
                return by_name[name]
    return None


def missing_languages(found: Evidence, index: Index) -> list[str]:
    """Served languages that are neither the city's nor the service's, those with the fewest current services first."""
    topic = next(iter(found.service.codes("topic")), None)
    others = index.masks["topic"].get(topic, 0) & index.current
    spoken = {row.code for row in found.service.spoken_languages.all()} | found.host_languages
    counted = [
        ((others & index.masks["language"].get(language.code, 0)).bit_count(), place, language.code)
        for place, language in enumerate(served())
        if language.code not in spoken
    ]
    fewest = min((count for count, *_ in counted), default=0)
    return [code for count, _, code in sorted(counted) if count == fewest][:SHOWN]


def scorecard_of(city: City, pk: int) -> Card | None:
    """The score card of one service of a city, None where there is none."""
    found = evidence_of(city, pk)
    return card_of(found[0], index_of(city)) if found else None


def levels_of(city: City) -> dict[str, Counter]:
    """Question → how many published services of the city have each Level."""
    return _levels(version.current(), city.pk)


@lru_cache(maxsize=8)
def _levels(content: str, city: str) -> dict[str, Counter]:
    counted: dict[str, Counter] = {name: Counter() for name in OF}
    # The sentences are not wanted here, and looking them up is most of the work.
    with uncollected(kept=False), override(None):
        for found in evidence_of(City.objects.get(pk=city)):
            for name, answer in OF.items():
                counted[name][answer(found).level] += 1
    return counted
