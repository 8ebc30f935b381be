"""What a short message most likely means where it was said, although its words alone do not tell."""

from .answers import ActionSaySimpler
from .base import KioskAction
from .details import ActionChooseItem, ActionServiceDetails
from .search import REFINEMENT, ActionSearchServices, ActionShowMore, said_filters
from .turn import Turn

LIKELY = 3  # the follow-up must be among so many of the likeliest intents


def follow_up(turn: Turn) -> KioskAction | None:
    """The action for "and the price?", "in Finnish?", "easier" after something they can refer to; or None.

    Only for messages that were not understood for sure: a clear question is never bent to what came before.
    """
    if not 0 < turn.words <= REFINEMENT:
        return None
    likely = set(turn.ranking[:LIKELY])
    shown, answer, search = turn.slot("shown"), turn.slot("answer"), turn.slot("search")
    if "ask_service_details" in likely and turn.entity("detail") and (shown or answer or turn.slot("service")):
        return ActionServiceDetails()
    if "choose_item" in likely and turn.entity("position") and shown:
        return ActionChooseItem()
    filters = said_filters(turn)
    narrowing = likely & {"search_services", "change_language", "get_language_help", "ask_service_details"}
    if search and filters and "topic" not in filters and narrowing:
        return ActionSearchServices()
    if answer and turn.ranking[0] == "say_simpler":
        return ActionSaySimpler()
    if (answer or search) and turn.ranking[0] == "show_more":
        return ActionShowMore()
    return None
