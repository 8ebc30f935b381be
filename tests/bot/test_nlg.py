"""Responses in the reader's language: all of the domain and the actions, whole, with a way on."""

import pytest
import yaml
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.nlg import CatalogueGenerator, action_responses, message
from bot.places import ROOT
from locales.labels import LABELS
from locales.languages import served
from locales.template import placeholders


def domain() -> dict:
    return yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))


RESPONSES = {**domain()["responses"], **action_responses()}


class Domain:
    responses = domain()["responses"]


def tracker(language="en", identified=None, explicit=None) -> DialogueStateTracker:
    metadata = {"languages": {"page": language, "explicit": explicit}}
    heard = UserUttered("x", {"name": "greet"}, parse_data={"language": {"code": identified}}, metadata=metadata)
    return DialogueStateTracker.from_events("c", [heard])


@pytest.mark.parametrize("name", RESPONSES)
@pytest.mark.parametrize("language", [each.code for each in served()])
def test_every_response_is_whole_in_every_language(name, language):
    (response,) = RESPONSES[name]  # one text: the same question gets the same answer
    whole = message(
        response, name, language, body="…", values=dict.fromkeys(placeholders(response.get("text", "")), "x")
    )
    assert whole["text"] and whole["buttons"] and whole["language"] == language
    assert all(button["title"] and button["payload"].startswith("/") for button in whole["buttons"])
    for button in whole["buttons"]:
        assert button["payload"][1:].partition("{")[0] in LABELS


def test_no_response_is_defined_twice():
    assert not set(domain()["responses"]) & set(action_responses())


async def test_language_is_that_of_the_message_then_of_the_page():
    say = CatalogueGenerator(None, Domain).generate
    assert (await say("utter_greet", tracker("en", identified="fi"), "kiosk"))["custom"]["language"] == "fi"
    assert (await say("utter_greet", tracker("ar"), "kiosk"))["custom"]["direction"] == "rtl"
    assert (await say("utter_greet", tracker("en", identified="fi", explicit="ar"), "kiosk"))["custom"][
        "language"
    ] == "ar"


async def test_language_of_one_message_may_be_given():
    say = CatalogueGenerator(None, Domain).generate
    values = {"language": {"type": "language", "code": "ar"}}
    said = await say("utter_language_changed", tracker(), "kiosk", language="ar", set_language="ar", values=values)
    assert said["custom"]["language"] == said["custom"]["set_language"] == "ar"


async def test_buttons_of_an_action_take_the_place_of_the_response_s():
    say = CatalogueGenerator(None, Domain).generate
    said = await say("utter_details", tracker(), "kiosk", body="• {x}", choices=[{"payload": "/get_loan"}])
    assert said["custom"]["buttons"] == [{"title": LABELS["get_loan"], "payload": "/get_loan"}]
    assert said["text"] == "• {x}"  # what the directory says is never read as a template
    assert "buttons" not in said


async def test_an_unknown_response_is_none():
    assert await CatalogueGenerator(None, Domain).generate("utter_x", tracker(), "kiosk") is None
