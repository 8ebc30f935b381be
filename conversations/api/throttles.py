"""How fast one may write. Of an address only a keyed hash is held, in memory, for an hour at most."""

from rest_framework.throttling import SimpleRateThrottle

from website.limits import PerAddress


class ConversationsPerAddress(PerAddress):
    """New conversations from one address; an office or a library shares one."""

    scope = "conversations"


class MessagesPerAddress(PerAddress):
    """Messages from one address."""

    scope = "messages"


class MessagesPerConversation(SimpleRateThrottle):
    """Messages in one conversation."""

    scope = "conversation"

    def get_cache_key(self, request, view):
        """The conversation whose messages are counted."""
        return f"throttle:{self.scope}:{view.kwargs.get('conversation_id')}"
