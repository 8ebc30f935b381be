"""What coverage marks, and by which rule: each rule is a sentence that stands beside the mark wherever it is shown."""

from enum import StrEnum

from django.utils.translation import gettext_lazy


class Mark(StrEnum):
    """Of a cell: gap, thin, overlap. Of one service: unreferred, dead end."""

    GAP = "gap"
    THIN = "thin"
    OVERLAP = "overlap"
    UNREFERRED = "unreferred"
    DEAD_END = "dead-end"


class Reason(StrEnum):
    """Why a cell is thin."""

    ONE = "one"
    OVERDUE = "overdue"
    HOST_LANGUAGES = "host-languages"
    PAID = "paid"
    GENERAL = "general"


NAMES = {
    Mark.GAP: gettext_lazy("gap"),
    Mark.THIN: gettext_lazy("thin"),
    Mark.OVERLAP: gettext_lazy("overlap"),
    Mark.UNREFERRED: gettext_lazy("nobody refers to it"),
    Mark.DEAD_END: gettext_lazy("dead end"),
}

RULES = {
    Mark.GAP: gettext_lazy(
        "Nothing is current here: no published service with these codes is current today, not even one for everybody "
        "or for the whole city."
    ),
    Mark.THIN: gettext_lazy(
        "There is little here: one service only, or all of them overdue for review, or none of them in a language "
        "other than the city's own, or all of them for money, or only services for everybody or for the whole city."
    ),
    Mark.OVERLAP: gettext_lazy(
        "Two or more current services of different organizations have the same topic, phase, audience, area and "
        "language: candidates for working together."
    ),
    Mark.UNREFERRED: gettext_lazy(
        "No other service is recorded as referring people to this service or to its organization."
    ),
    Mark.DEAD_END: gettext_lazy(
        "No exit strategy is recorded, and no service that people are referred to: the record does not say what comes "
        "next."
    ),
}

REASONS = {
    Reason.ONE: gettext_lazy("There is one service only."),
    Reason.OVERDUE: gettext_lazy("The review of every service here is overdue."),
    Reason.HOST_LANGUAGES: gettext_lazy(
        "No service here is known to be given in a language other than the city's own."
    ),
    Reason.PAID: gettext_lazy("Every service here costs money."),
    Reason.GENERAL: gettext_lazy(
        "No service is made for this audience or district; there are only services for everybody or for the whole city."
    ),
}
