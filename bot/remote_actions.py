"""Rasa checks what an action server answers with a schema that it builds and checks anew for every answer: more work
than understanding the message. The same schema, made ready once.
"""

from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator
from rasa.core.actions.action import RemoteAction


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    schema = RemoteAction.action_response_format_spec()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def _validate(self: RemoteAction, result: dict[str, Any]) -> bool:
    _validator().validate(result)
    return True


def prepare_validation() -> None:
    """From now on Rasa checks answers with the schema made ready; raises jsonschema's ValidationError as before."""
    _validator()
    RemoteAction._validate_action_result = _validate
