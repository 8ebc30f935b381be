"""How fast one may write. Addresses are held in memory for an hour at most, never stored or logged."""

from rest_framework.throttling import SimpleRateThrottle


class _PerAddress(SimpleRateThrottle):
    def get_cache_key(self, request, view):
        return f"throttle:{self.scope}:{self.get_ident(request)}"


class ConversationsPerAddress(_PerAddress):
    """New conversations from one address; an office or a library shares one."""

    scope = "conversations"


class MessagesPerAddress(_PerAddress):
    """Messages from one address."""

    scope = "messages"


class MessagesPerConversation(SimpleRateThrottle):
    """Messages in one conversation."""

    scope = "conversation"

    def get_cache_key(self, request, view):
        """The conversation whose messages are counted."""
        return f"throttle:{self.scope}:{view.kwargs.get('conversation_id')}"
