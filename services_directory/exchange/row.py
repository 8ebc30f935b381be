"""A row of a file while it is read and checked."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from services_directory.exchange.faults import Fault, reasons
from services_directory.exchange.kinds import Kind


@dataclass
class Row:
    """One service of a file.

    `given` has what the file says, "" for what it empties; what it does not mention stays as it is, unless the file
    says of itself that its entries are complete. `sources` describes the sources it names, by their keys.
    """

    number: int
    given: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, dict] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    complete: bool = False
    organization_name: str = ""
    unreadable: bool = False

    def fault(self, column: str, reason: object) -> None:
        """Notes what is wrong."""
        self.faults.append(Fault(self.number, column, str(reason)))

    def attempt(self, column: str, kind: Kind, raw: Any) -> Any:
        """The compared form of a value, "" where it is empty or wrong."""
        if raw is None or raw == "" or raw == [] or raw == {}:
            return ""
        try:
            return kind.read(raw)
        except ValidationError as error:
            for reason in reasons(error):
                self.fault(column, reason)
            return ""


def unreadable(number: int, column: str, reason: str) -> Row:
    """The row of an entry that is none."""
    row = Row(number, unreadable=True)
    row.fault(column, reason)
    return row
