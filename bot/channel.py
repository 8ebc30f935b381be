"""The one door into Rasa: the chat API's calls, on loopback, with the shared secret (docs/architecture.md, Channel)."""

import asyncio
import hmac
import json
import logging
import os
import re
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty
from sanic.response import json as json_response

from bot import tracker as memory
from bot.made_ready import settle
from bot.nlg import action_message, turn_language

_log = logging.getLogger(__name__)

TURN = 20.0  # seconds a turn may take before the person gets an apology instead
LONGEST = 2_000  # characters that are read of a message; nothing that can be understood stands behind them
NOT_UNDERSTOOD = "nlu_fallback"
_UNREADABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_PAYLOAD = re.compile(r"/([a-z_]{1,60})(\{.*\})?", re.DOTALL)
_CONVERSATION = re.compile(r"[A-Za-z0-9._-]{1,100}")


class BadQuestion(ValueError):
    """The caller sent what the interface does not know."""


def readable(text: str) -> str:
    """What of a text is given to the components: never a command, no surrogate halves or control characters.

    Rasa takes a text that starts with a slash for a command with intent and entities; a person's slash is dropped.
    """
    text = _UNREADABLE.sub(" ", text[:LONGEST]).strip()
    return text.lstrip("/ \t\r\n") or "…"


def checked_payload(payload: str) -> str:
    """The payload of a button, `/intent` or `/intent{"entity": "value"}`. Raises BadQuestion.

    Confidences (`/intent@0.9`), nested values and text after the braces are not among what buttons offer.
    """
    found = _PAYLOAD.fullmatch(payload)
    if not found or len(payload) > LONGEST:
        raise BadQuestion("no payload of a button")
    if found[2]:
        try:
            entities = json.loads(found[2])
        except (ValueError, RecursionError):
            raise BadQuestion("entities are no JSON") from None
        for value in entities.values():
            for each in value if isinstance(value, list) else [value]:
                if not isinstance(each, str):
                    raise BadQuestion("values are texts or lists of texts")
    return payload


class Collected(OutputChannel):
    """Collects the whole messages of a turn."""

    def __init__(self) -> None:
        self.messages: list[dict] = []

    @classmethod
    def name(cls) -> str:
        """The same as of the way in."""
        return KioskInput.name()

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Take what bot.nlg made; anything else did not come through it and is not shown."""
        whole = message.get("custom")
        if isinstance(whole, dict) and whole.get("text"):
            self.messages.append(whole)


class KioskInput(InputChannel):
    """Questions in, whole messages out; never an empty turn."""

    def __init__(self, secret: str) -> None:
        self.secret = secret

    @classmethod
    def name(cls) -> str:
        """Part of the address, /webhooks/kiosk/."""
        return "kiosk"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> "KioskInput":
        """With the secret of the environment; a file is no place for it."""
        return cls(os.environ.get("KIOSK_SECRET", ""))

    def _allowed(self, request: Request) -> bool:
        given = request.headers.get("Authorization", "").encode("utf-8", "replace")
        return bool(self.secret) and hmac.compare_digest(given, f"Bearer {self.secret}".encode())

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes; without KIOSK_SECRET every one but the health check refuses."""
        routes = Blueprint("kiosk_channel")

        @routes.listener("after_server_start")
        async def loaded(*_: Any) -> None:
            settle()

        @routes.get("/")
        async def health(request: Request) -> HTTPResponse:
            return json_response({"status": "ok"})

        @routes.post("/messages")
        async def messages(request: Request) -> HTTPResponse:
            if not self._allowed(request):
                return _refusal(401, "unauthorized")
            try:
                question = _question(request)
            except BadQuestion as error:
                return _refusal(400, str(error))
            if not request.app.ctx.agent.is_ready():
                return _refusal(503, "no model is loaded")
            return json_response(await answer(question, request.app.ctx.agent), ensure_ascii=False)

        @routes.delete("/conversations/<conversation>")
        async def forget(request: Request, conversation: str) -> HTTPResponse:
            if not self._allowed(request):
                return _refusal(401, "unauthorized")
            memory.erase(conversation)
            return empty()

        return routes


def _refusal(status: int, why: str) -> HTTPResponse:
    # Read by the chat API only, never by people: not a sentence to translate.
    return json_response({"error": {"code": why}}, status=status)


def _question(request: Request) -> dict:
    """The checked body: conversation, city, languages, and text (for Rasa) with `payload` saying what it is."""
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        raise BadQuestion("no JSON") from None
    if not isinstance(body, dict):
        raise BadQuestion("no JSON object")
    conversation, city = body.get("conversation"), body.get("city")
    if not isinstance(conversation, str) or not _CONVERSATION.fullmatch(conversation):
        raise BadQuestion("conversation")
    if not isinstance(city, str) or not city:
        raise BadQuestion("city")
    languages = body.get("languages") or {}
    if not isinstance(languages, dict) or not all(isinstance(each, (str, type(None))) for each in languages.values()):
        raise BadQuestion("languages")
    text, payload = body.get("text"), body.get("payload")
    if isinstance(payload, str) and text is None:
        said = checked_payload(payload)
    elif isinstance(text, str) and payload is None:
        said = readable(text)
    else:
        raise BadQuestion("text or payload")
    metadata = {"city": city, "languages": languages, "payload": payload is not None}
    return {"conversation": conversation, "said": said, "metadata": metadata}


async def answer(question: dict, agent: Any, within: float = TURN) -> dict:
    """One turn: {"messages": [...], "understood": {...} | None}; an apology where it fails or takes too long."""
    collected = Collected()
    metadata = question["metadata"]
    message = UserMessage(
        question["said"], collected, question["conversation"], input_channel=KioskInput.name(), metadata=metadata
    )
    memory.begin(question["conversation"])
    try:
        await asyncio.wait_for(_turn(message, agent), within)
    except TimeoutError:
        _log.error("a turn took more than %s s", within)
    except Exception as error:
        # Messages of Rasa's errors may hold what the person wrote: only where it happened is logged.
        _log.error("a turn failed: %s\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
    language = turn_language(metadata, message.parse_data)
    messages = collected.messages or [action_message("utter_internal_apology", language)]
    return {"messages": messages, "understood": _understood(message.parse_data, language, messages)}


async def _turn(message: UserMessage, agent: Any) -> None:
    # Parsed here, so that what was understood is known even where the rest of the turn fails.
    message.parse_data = await agent.processor.parse_message(message)
    if not (message.parse_data.get("intent") or {}).get("name"):
        message.parse_data["intent"] = {"name": NOT_UNDERSTOOD, "confidence": 0.0}
    await agent.handle_message(message)
    if not message.output_channel.messages:
        # Rules led nowhere. What they looked at is dropped, or the next turn would end here too.
        _log.error("a turn said nothing after %s", message.parse_data["intent"]["name"])
        memory.erase(message.sender_id)


def _understood(parse_data: dict | None, language: str, messages: list[dict]) -> dict | None:
    if not parse_data:
        return None
    intent = parse_data.get("intent") or {}
    understood = {
        "intent": intent.get("name"),
        "confidence": round(float(intent.get("confidence") or 0.0), 4),
        "language": language,
        "asked_back": any(each["response"] == "utter_ask_back" for each in messages),
    }
    named = [{"entity": each["entity"], "value": each["value"]} for each in parse_data.get("entities") or ()]
    return {**understood, "entities": named} if named else understood
