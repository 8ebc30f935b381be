"""What the assistant says, in the reader's language: made in the Rasa process, from gettext catalogues."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from locales.catalogue import translate
from locales.labels import LABELS, intent_label
from locales.languages import get
from locales.render import render
from locales.rule import choose

CATALOGUE = "assistant"
DEFAULT_BUTTONS = "utter_default_buttons"
_LANGUAGE_SOURCES = ("explicit", "conversation", "page", "city")


@lru_cache(maxsize=1)
def action_responses() -> dict[str, list[dict]]:
    """The responses that only actions and the channel use, by name."""
    path = Path(__file__).resolve().parent.parent / "actions" / "responses.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))["responses"]


def turn_language(metadata: dict | None, parse_data: dict | None) -> str:
    """The code of the language to answer a message in, by the language rule.

    `metadata` is the message's (docs/architecture.md), `parse_data` may hold what the language component found out.
    """
    languages = (metadata or {}).get("languages") or {}
    identified = ((parse_data or {}).get("language") or {}).get("code")
    return choose(identified=identified, **{name: languages.get(name) for name in _LANGUAGE_SOURCES})


def message(response: dict, name: str, language: str, **said: Any) -> dict:
    """A whole message as the channel hands it out (docs/architecture.md), from one response of the domain.

    `said` may hold `values` for the placeholders, and ready in the reader's language: `body` (more text), `note` (a
    last paragraph), `choices` (buttons), `services`, `sources`; `set_language`, a code for the chat API to keep;
    `enquiry`, with which the widget offers the way to a person; `topic`, what the message is about (docs/architecture.md,
    Channel).
    """
    values = said.get("values") or {}
    texts = [render(response["text"], values, language, CATALOGUE)] if response.get("text") else []
    texts += [text for text in (said.get("body"), said.get("note")) if text]
    buttons = [_button(each, language, msgid=False) for each in said.get("choices") or ()]
    buttons = buttons or [_button(each, language) for each in response.get("buttons") or _default_buttons()]
    whole = {
        "text": "\n\n".join(texts),
        "language": language,
        "direction": get(language).direction,
        "buttons": buttons,
        "services": said.get("services") or [],
        "sources": said.get("sources") or [],
        "response": name,
        "values": values,
    }
    for more in ("set_language", "enquiry", "topic"):
        if said.get(more):
            whole[more] = said[more]
    return whole


def action_message(name: str, language: str, **said: Any) -> dict:
    """A message from one of the actions' responses, without a tracker: what the channel says when a turn fails."""
    return message(action_responses()[name][0], name, language, **said)


def _default_buttons() -> list[dict]:
    return action_responses()[DEFAULT_BUTTONS][0]["buttons"]


def _button(button: dict, language: str, msgid: bool = True) -> dict:
    title, payload = button.get("title"), button["payload"]
    if not title:
        intent = payload.removeprefix("/").partition("{")[0]
        title = intent_label(intent, language) if intent in LABELS else intent
    elif msgid:
        title = translate(title, language, CATALOGUE)
    return {"title": title, "payload": payload}


class CatalogueGenerator(TemplatedNaturalLanguageGenerator):
    """Says a response in the language of the message it answers.

    Deterministic: always the first text of a response. Slots are never filled in; values come from the action.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        super().__init__(domain.responses if domain else {})

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """The response as Rasa wants it, the whole message under `custom`; None where there is no such response."""
        responses = self.responses.get(utter_action) or action_responses().get(utter_action)
        if not responses:
            return None
        heard = tracker.latest_message
        language = kwargs.pop("language", None) or turn_language(
            heard.metadata if heard else None, heard.parse_data if heard else None
        )
        whole = message(responses[0], utter_action, language, **kwargs)
        # No "buttons" beside `custom`: Rasa would append those of the action a second time.
        return {"text": whole["text"], "custom": whole}
