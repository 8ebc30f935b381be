"""What a load did."""

from dataclasses import dataclass


@dataclass
class Summary:
    """Numbers of records."""

    created: int = 0
    updated: int = 0
    kept: int = 0
    removed: int = 0

    def __add__(self, other: "Summary") -> "Summary":
        return Summary(
            self.created + other.created,
            self.updated + other.updated,
            self.kept + other.kept,
            self.removed + other.removed,
        )

    def count(self, what: str) -> None:
        """Counts one record as created, updated, kept or removed."""
        setattr(self, what, getattr(self, what) + 1)
