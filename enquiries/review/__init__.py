"""From an enquiry to a better answer: messages the guide should have understood, freed of personal data, reviewed."""

from .deciding import accept, reject
from .proposing import marks, propose

__all__ = ["accept", "marks", "propose", "reject"]
