"""What Rasa does anew in every turn though it comes out the same, made ready once.

Measured with fourteen languages: checking an answer of the action server took more than understanding the message,
because the schema itself is built and checked each time; and each event that is read looks for its class among all.
"""

import gc
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event
from rasa.shared.utils.common import all_subclasses


@cache
def _validator() -> Draft202012Validator:
    schema = RemoteAction.action_response_format_spec()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def _validate(self: RemoteAction, result: dict[str, Any]) -> bool:
    _validator().validate(result)
    return True


@cache
def _event_classes() -> dict[str, type[Event]]:
    # Where two have one name, Rasa takes the first.
    return {each.type_name: each for each in reversed(all_subclasses(Event)) if hasattr(each, "type_name")}


def _resolve_by_type(type_name: str, default: type[Event] | None = None) -> type[Event] | None:
    if found := _event_classes().get(type_name):
        return found
    if type_name == "topic":  # an event of old versions, which Rasa leaves out
        return None
    if default is None:
        raise ValueError(f"Unknown event name '{type_name}'.")
    return default


def make_ready() -> None:
    """From now on Rasa uses these; what they take and refuse is the same."""
    _validator()
    RemoteAction._validate_action_result = _validate
    Event.resolve_by_type = staticmethod(_resolve_by_type)


def settle() -> None:
    """What is loaded stays until the end: the collection of garbage need not walk through it in mid-turn."""
    gc.collect()
    gc.freeze()
