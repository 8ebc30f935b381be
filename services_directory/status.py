"""What newcomers may be told of a service: current, check, over or history, from the data and today's date."""

from datetime import date, timedelta
from enum import StrEnum

from services_directory.models.service import Service

# The day somebody of the city checked outweighs what the source allows to say, for a year: then it is due again.
ASSURED_FOR = timedelta(days=365)

_CURRENT = {Service.SourceStatus.CURRENT, Service.SourceStatus.CURRENT_PROGRAMME, Service.SourceStatus.TIME_LIMITED}


class Status(StrEnum):
    """In the order in which services are offered; history never is."""

    CURRENT = "current"
    CHECK = "check"
    OVER = "over"
    HISTORY = "history"


ORDER = list(Status)


def status_of(service: Service, today: date) -> Status:
    """The status on a day. An ended window is over whatever else is known; the day it ends still counts as open."""
    if service.historical:
        return Status.HISTORY
    if service.window_end and service.window_end < today:
        return Status.OVER
    if assured(service, today):
        return Status.CURRENT
    if service.source_status == Service.SourceStatus.TIME_LIMITED and not service.window_end:
        return Status.CHECK  # until when is not known
    return Status.CURRENT if service.source_status in _CURRENT else Status.CHECK


def assured(service: Service, today: date) -> bool:
    """Whether somebody checked it within the last year; a day in the future is a slip of the pen and counts as none."""
    return service.assured_date is not None and today - ASSURED_FOR <= service.assured_date <= today
