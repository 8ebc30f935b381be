"""What newcomers may be told of a service: current, check, over or history, from the data and today's date."""

from datetime import date
from enum import StrEnum

from services_directory.models.service import Service
from services_directory.upkeep import reviews

_CURRENT = {Service.SourceStatus.CURRENT, Service.SourceStatus.CURRENT_PROGRAMME, Service.SourceStatus.TIME_LIMITED}


class Status(StrEnum):
    """In the order in which services are offered; history never is."""

    CURRENT = "current"
    CHECK = "check"
    OVER = "over"
    HISTORY = "history"


ORDER = list(Status)


def status_of(service: Service, today: date) -> Status:
    """The status on a day. An ended window is over whatever else is known; the day it ends still counts as open.

    The day somebody checked outweighs what the source allows to say until the review and its grace period are past;
    then it is to be checked, whatever the source says.
    """
    if service.historical:
        return Status.HISTORY
    if service.window_end and service.window_end < today:
        return Status.OVER
    if reviews.lapsed(service, today):
        return Status.CHECK
    if reviews.checked_on(service, today):
        return Status.CURRENT
    if service.source_status == Service.SourceStatus.TIME_LIMITED and not service.window_end:
        return Status.CHECK  # until when is not known
    return Status.CURRENT if service.source_status in _CURRENT else Status.CHECK


def assured(service: Service, today: date) -> bool:
    """Whether somebody checked it and the next review is not overdue."""
    return reviews.checked_on(service, today) is not None and not reviews.overdue(service, today)
