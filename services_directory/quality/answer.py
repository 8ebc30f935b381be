"""The answer to a question of a score card."""

from collections.abc import Sequence
from dataclasses import dataclass

from services_directory.quality.questions import CITY, SERVICE, Level, Question


@dataclass(frozen=True)
class Answer:
    """`evidence` are the sentences it rests on, `unknown` what no record says, `change` what would make it a yes."""

    name: str
    level: Level
    evidence: Sequence[str] = ()
    unknown: Sequence[str] = ()
    change: str = ""

    @property
    def question(self) -> Question:
        """The question it answers."""
        return SERVICE.get(self.name) or CITY[self.name]
