"""Records as a reader of one language gets them: dicts of the API, every text rendered through `locales`."""

from services_directory.presentation.answer import answer
from services_directory.presentation.card import card
from services_directory.presentation.details import details
from services_directory.presentation.event import event_card
from services_directory.presentation.plan import plan

__all__ = ["answer", "card", "details", "event_card", "plan"]
