"""What Rasa takes of an action server's answer."""

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction

from bot.remote_actions import prepare_validation

GOOD = {"events": [{"event": "slot", "name": "answer", "value": "get_loan"}], "responses": [{"text": "Hello"}]}


@pytest.fixture
def action():
    before = RemoteAction._validate_action_result
    prepare_validation()
    yield RemoteAction("action_answer", None)
    RemoteAction._validate_action_result = before


def test_a_good_answer_is_taken(action):
    assert action._validate_action_result(GOOD)


@pytest.mark.parametrize("bad", [
    {"events": {}, "responses": []},
    {"events": [{"event": "slot", "value": 1}], "responses": []},
    {"events": [], "responses": ["Hello"]},
    [],
])  # fmt: skip
def test_what_rasa_would_refuse_is_refused(action, bad):
    with pytest.raises(ValidationError):
        action._validate_action_result(bad)

