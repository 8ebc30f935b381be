"""A trained model, asked as a turn would ask it, without a conversation."""

import asyncio
import logging
import os
from pathlib import Path


class Parser:
    """Understands messages with a trained model, in this process.

    `model` is the path of a model archive.
    """

    def __init__(self, model: Path) -> None:
        os.environ["RASA_TELEMETRY_ENABLED"] = "false"
        from rasa.core.agent import Agent
        from rasa.utils.log_utils import configure_structlog

        configure_structlog(logging.WARNING)  # Rasa's own level prints every message in full
        self.loop = asyncio.new_event_loop()
        self.agent = Agent.load(str(model))

    def parse(self, text: str, languages: dict | None = None) -> dict:
        """Rasa's parse data of `text`; `languages` is what the chat API would tell (docs/architecture.md)."""
        from rasa.core.channels.channel import UserMessage

        metadata = {"languages": languages or {}, "payload": False}
        message = UserMessage(text, metadata=metadata)
        return self.loop.run_until_complete(self.agent.processor.parse_message(message))
