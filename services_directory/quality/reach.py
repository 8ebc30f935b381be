"""Answers about one service: do newcomers hear of it, are they sent there, is there a form made for them."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from services_directory.models import Service
from services_directory.models.checks import CHANNELS
from services_directory.presentation.text import name_of, reader_language
from services_directory.quality.answer import Answer
from services_directory.quality.evidence import NEWCOMERS, Evidence, made_known
from services_directory.quality.questions import Level

CLOSE = {"communities", "role-models", "integration-services", "schools"}
"""Channels (models.checks.CHANNELS) that are close to newcomers."""
OFFICES = {"employment-services", "integration-services"}
"""Channels that are employment or integration services."""


def channels(found: Evidence) -> Answer:
    """Ways in which it is made known."""
    codes = made_known(found.service)
    if not codes:
        change = gettext_lazy("Record how people hear of it.")
        return Answer("channels", Level.UNKNOWN, (), [gettext_lazy("No channel is recorded.")], change)
    near, several, said = CLOSE & set(codes), len(set(codes)) > 1, [_made_known(codes)]
    if near and several:
        return Answer("channels", Level.YES, said)
    if near:
        return Answer("channels", Level.PARTLY, said, (), gettext_lazy("Use a second channel."))
    change = gettext_lazy(
        "Make it known where newcomers are: through communities, role models, integration services or language courses."
    )
    return Answer("channels", Level.PARTLY if several else Level.NO, said, (), change)


def _made_known(codes: Iterable[str]) -> str:
    names = ", ".join(str(CHANNELS.get(code, code)) for code in codes)
    return gettext_lazy("Made known through: %(channels)s.") % {"channels": names}


def partners(found: Evidence) -> Answer:
    """Employment and integration services."""
    names = found.touches(found.circle.close, found.circle.close_organizations)
    offices = sorted(OFFICES & set(made_known(found.service)))
    said = []
    if names:
        text = gettext_lazy("Partnership with an employment or integration service: %(names)s.")
        said.append(text % {"names": ", ".join(names)})
    if offices:
        said.append(_made_known(offices))
    if names and offices:
        return Answer("partners", Level.YES, said)
    if names:
        return Answer(
            "partners", Level.PARTLY, said, (), gettext_lazy("Agree with them that they tell people about it.")
        )
    if offices:
        change = gettext_lazy("Agree with them who refers whom, and record the partnership.")
        return Answer("partners", Level.PARTLY, said, (), change)
    if found.alone:
        change = gettext_lazy("Record whom the service works with and refers to.")
        return Answer("partners", Level.UNKNOWN, (), [gettext_lazy("No partnership is recorded.")], change)
    said = [gettext_lazy("The recorded partners are not employment or integration services.")]
    change = gettext_lazy(
        "Meet the employment and the integration service: tell them what is offered, and agree who refers whom."
    )
    return Answer("partners", Level.NO, said, (), change)


def special(found: Evidence) -> Answer:
    """Forms made for groups of newcomers."""
    terms = [row.term for row in found.service.service_terms.all()]
    groups = [
        name_of(term.name, False, reader_language())
        for term in terms
        if term.kind == "audience" and term.code in NEWCOMERS
    ]
    if found.service.reach == Service.Reach.TARGETED and groups:
        said = gettext_lazy("Made for: %(groups)s.") % {"groups": ", ".join(groups)}
        return Answer("special", Level.YES, [said])
    names = found.touches(found.circle.targeted, found.circle.targeted_organizations)
    if names:
        said = gettext_lazy("It works with or refers to a service made for newcomers: %(names)s.")
        change = gettext_lazy("Offer a first session for newcomers.")
        return Answer("special", Level.PARTLY, [said % {"names": ", ".join(names)}], (), change)
    change = gettext_lazy("Offer a first session for newcomers, or agree with a service made for them who refers whom.")
    said = [gettext_lazy("It is not made for a group of newcomers.")]
    if found.alone:
        return Answer("special", Level.UNKNOWN, said, [gettext_lazy("No partnership is recorded.")], change)
    said.append(gettext_lazy("None of its recorded partners is made for newcomers."))
    return Answer("special", Level.NO, said, (), change)
