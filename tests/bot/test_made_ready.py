"""What is made ready takes and refuses what Rasa's own takes and refuses."""

import pytest
from jsonschema import ValidationError, validate
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event
from rasa.shared.utils.common import all_subclasses

from bot.made_ready import make_ready

GOOD = {"events": [{"event": "slot", "name": "answer", "value": "get_loan"}], "responses": [{"text": "Hello"}]}
BAD = [
    {"events": {}, "responses": []},
    {"events": [{"event": "slot", "value": 1}], "responses": []},
    {"events": [], "responses": ["Hello"]},
    [],
]


@pytest.fixture
def before():
    """Rasa's own two."""
    own = RemoteAction._validate_action_result, Event.resolve_by_type
    make_ready()
    yield own
    RemoteAction._validate_action_result, Event.resolve_by_type = own[0], staticmethod(own[1])


def test_answers_of_the_action_server(before):
    action, schema = RemoteAction("action_answer", None), RemoteAction.action_response_format_spec()
    validate(GOOD, schema)
    assert action._validate_action_result(GOOD)
    for bad in BAD:
        for check in (action._validate_action_result, lambda each: validate(each, schema)):
            with pytest.raises(ValidationError):
                check(bad)


def test_events(before):
    _, resolve = before
    names = {each.type_name for each in all_subclasses(Event) if hasattr(each, "type_name")}
    assert len(names) > 20
    for name in names | {"topic"}:
        assert Event.resolve_by_type(name) is resolve(name)
    assert Event.resolve_by_type("no such", Event) is Event
    with pytest.raises(ValueError, match="no such"):
        Event.resolve_by_type("no such")
