"""What may be wrong with a file, a row or a field, in the reader's language."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong. `row` is the row of a spreadsheet, the line of a YAML file or the number of a record.

    `row` is 0 where the whole file is meant; `column` is a name of `services_directory.exchange.columns`, or empty.
    """

    row: int
    column: str
    reason: str

    def line(self, file: str) -> str:
        """`file:row: column: reason`, as the command prints it."""
        where = f"{file}:{self.row}" if self.row else file
        return ": ".join(part for part in (where, self.column, " ".join(self.reason.split())) if part)


class Unreadable(Exception):
    """A file that cannot be read at all, or only in parts; `faults` says where and why."""

    def __init__(self, reason: object, row: int = 0, column: str = ""):
        self.faults = [Fault(row, column, str(reason))]
        super().__init__(self.faults[0].reason)


def reasons(error: ValidationError) -> list[str]:
    """The messages of an error that names no fields."""
    return [str(message) for message in error.messages]


def by_field(error: ValidationError) -> list[tuple[str, str]]:
    """(field or "", message) of an error of a model."""
    if not hasattr(error, "error_dict"):
        return [("", message) for message in reasons(error)]
    return [(field, message) for field, errors in error.message_dict.items() for message in errors]


def short(value: object, most: int = 40) -> str:
    """A value as it may stand in a message: never more than a line, whatever somebody sent."""
    text = " ".join(str(value)[: most * 4].split())
    return text if len(text) <= most else text[: most - 1] + "…"
