"""The record of conversations: one conversation, its turns, its messages."""

from .conversation import Conversation
from .message import Message
from .turn import Turn

__all__ = ["Conversation", "Message", "Turn"]
