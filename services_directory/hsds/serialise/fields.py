"""What all objects share."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Reader:
    """For whom an object is made: the code of a served language, and the day for which statuses are told."""

    language: str
    today: date


def present(**fields: object) -> dict:
    """The fields that say something; 0 and False do."""
    return {name: value for name, value in fields.items() if value is not None and value != "" and value != []}
