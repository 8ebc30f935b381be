"""What the score cards ask: the questions of the EUROCITIES toolkit, paraphrased for one service and for a city."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

SOURCE = "EUROCITIES Integrating Cities Toolkit (2018)"
"""The questions are paraphrases of 'Services to promote and support migrant entrepreneurs', © 2018 EUROCITIES asbl."""


class Level(StrEnum):
    """How far the answer to a question is yes."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "not-known"


LEVELS = {
    Level.YES: gettext_lazy("yes"),
    Level.PARTLY: gettext_lazy("partly"),
    Level.NO: gettext_lazy("no"),
    Level.UNKNOWN: gettext_lazy("not known"),
}


@dataclass(frozen=True)
class Question:
    """A question; `id` is the toolkit's factor and place, `text` our words, `rule` how it is answered here."""

    id: str
    text: Promise
    rule: Promise


SERVICE = {
    name: Question(id, text, rule)
    for name, id, text, rule in (
        (
            "training",
            "inclusive-mainstream.1",
            gettext_lazy("Is the staff prepared for talks between cultures?"),
            gettext_lazy("As recorded under 'the staff is trained for talks between cultures'; partly where nothing is "
                         "said about what that rests on."),
        ),
        (
            "staff",
            "inclusive-mainstream.1",
            gettext_lazy("Is the staff as diverse as the people of the city?"),
            gettext_lazy("As recorded under 'the staff is as diverse as the city'; partly where nothing is said about "
                         "what that rests on."),
        ),
        (
            "languages",
            "inclusive-mainstream.1",
            gettext_lazy("Can one use it in other languages than those of the city?"),
            gettext_lazy("Yes where staff or an interpreter gives it in another language; partly where that is only on "
                         "request, not recorded by whom, or only an old source says so."),
        ),
        (
            "channels",
            "inclusive-mainstream.2",
            gettext_lazy("Is it made known in several ways that reach newcomers too?"),
            gettext_lazy("Yes with at least two channels, one of them close to newcomers (communities, role models, "
                         "integration services, schools and language courses); no with one channel that is not."),
        ),
        (
            "partners",
            "inclusive-mainstream.3",
            gettext_lazy("Do employment and integration services tell people about it and keep in touch with it?"),
            gettext_lazy("Yes where a partnership with such a service is recorded and one of the two is among its "
                         "channels; partly with one of these."),
        ),
        (
            "special",
            "inclusive-mainstream.4",
            gettext_lazy("Is there a special form of it for people with particular needs, such as refugees who "
                         "have just arrived?"),
            gettext_lazy("Yes where it is made for a group of newcomers; partly where it works with or refers to a "
                         "service that is."),
        ),
        (
            "barriers",
            "inclusive-mainstream",
            gettext_lazy("Are barriers that keep newcomers out known and removed?"),
            gettext_lazy("Yes where every recorded barrier is removed; partly where something was done; no where a "
                         "barrier is open and nothing was done. No recorded barrier means: not known."),
        ),
    )
}  # fmt: skip

CITY = {
    name: Question(id, text, rule)
    for name, id, text, rule in (
        (
            "overview",
            "comprehensive-support.1",
            gettext_lazy("Is there an overview of the services for entrepreneurs, and is it up to date?"),
            gettext_lazy("Yes where nine in ten services are current and not overdue; partly from one half."),
        ),
        (
            "length",
            "comprehensive-support.2",
            gettext_lazy("How long does support last, and is there help in every phase of a business?"),
            gettext_lazy("Yes where every phase has a current service and half of them say how long they help; partly "
                         "where every phase has one, or half of them say so."),
        ),
        (
            "exit",
            "comprehensive-support.3",
            gettext_lazy("Do services have a clear exit strategy?"),
            gettext_lazy("Yes where nine in ten current services record one; partly where some do; not known where "
                         "none does."),
        ),
        (
            "coordination",
            "comprehensive-support.4",
            gettext_lazy("Do the services work together?"),
            gettext_lazy("Yes where nine in ten current services work with another, refer to it, or are referred to; "
                         "partly where some do; not known where no partnership is recorded."),
        ),
        (
            "gaps",
            "comprehensive-support.5",
            gettext_lazy("Are gaps in the support dealt with?"),
            gettext_lazy("Yes where there is no gap in topic, phase, audience, language, format or district without a "
                         "plan; partly where some gaps have one; no where none has, or only plans past their day."),
        ),
    )
}  # fmt: skip
