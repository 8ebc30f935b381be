"""The score cards on an admin site: of one service, and of a city."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy

from services_directory.models import Service
from services_directory.quality.cityscore import city_answers
from services_directory.quality.questions import LEVELS, SERVICE, SOURCE, Level
from services_directory.quality.scope import city_for
from services_directory.quality.scorecard import BEST_RULE, levels_of, scorecard_of
from services_directory.quality.views import context

MARKS = {Level.YES: "✓", Level.PARTLY: "◐", Level.NO: "✕", Level.UNKNOWN: "?"}
"""Shapes beside the words, so that an answer is not told by its colour."""


def scorecard(request, pk: int, site) -> HttpResponse:
    """Whether one service is open to migrants."""
    service = get_object_or_404(Service.objects.exclude(city=None).select_related("city"), pk=pk)
    card = scorecard_of(city_for(request.user, service.city_id), pk)
    if card is None:
        raise Http404
    name = gettext_lazy("Is it open to migrants? %(service)s") % {"service": service.name}
    values = context(
        request, site, name, city=service.city, service=service, card=card, answers=_answers(card.answers),
        best_rule=BEST_RULE, source=SOURCE, counts=[(LEVELS[level], card.levels[level]) for level in Level],
    )  # fmt: skip
    return TemplateResponse(request, "officer/quality/scorecard.html", values)


def city_scorecard(request, city: str, site) -> HttpResponse:
    """The city's questions with live figures, and how its services do on theirs."""
    place = city_for(request.user, city)
    counted = levels_of(place)
    table = [(SERVICE[name], [counted[name][level] for level in Level]) for name in counted]
    name = gettext_lazy("Comprehensive support: %(city)s") % {"city": place.name}
    values = context(
        request, site, name, city=place, answers=_answers(city_answers(place)), source=SOURCE, questions=table,
        levels=LEVELS.values(),
    )  # fmt: skip
    return TemplateResponse(request, "officer/quality/city.html", values)


def _answers(given) -> list[tuple]:
    return [(answer, LEVELS[answer.level], MARKS[answer.level]) for answer in given]
