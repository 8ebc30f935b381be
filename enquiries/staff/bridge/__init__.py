"""The language bridge: what was said and understood, in the language of the staff's page. No machine translates.

Intents, values, names of services and the guide's own sentences have translations that people made; what a person wrote
stays as it was written.
"""

from .said import Said, said_of
from .summary import Summary, summary_of

__all__ = ["Said", "Summary", "said_of", "summary_of"]
