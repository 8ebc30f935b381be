"""The Django app of the record of conversations."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """What was said, and the chat API."""

    name = "conversations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what listens."""
        from . import cors, erasure  # noqa: F401
