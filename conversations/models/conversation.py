"""One conversation between a person and the guide."""

import hashlib
import hmac
import secrets
import uuid

from django.db import models


class Conversation(models.Model):
    """A conversation; anonymous, held by whoever has its token.

    Nothing about the person is kept: no account, address or device. `explicit_language` is the choice made in the menu
    or in words, `language` that of the latest answer; both are codes of the language table or empty. While staff handle
    it, the guide is silent. `keep_until`: retention does not delete it before; None: as the settings say.
    """

    class Handler(models.TextChoices):
        """Who answers, as the contract names them."""

        GUIDE = "guide"
        STAFF = "staff"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_digest = models.CharField(max_length=64)
    city = models.CharField(max_length=50)
    page_language = models.CharField(max_length=16)
    explicit_language = models.CharField(max_length=16, blank=True)
    language = models.CharField(max_length=16, blank=True)
    handled_by = models.CharField(max_length=5, choices=Handler, default=Handler.GUIDE)
    keep_until = models.DateTimeField(null=True, db_index=True)
    started = models.DateTimeField(auto_now_add=True)
    last_active = models.DateTimeField(auto_now=True, db_index=True)

    @staticmethod
    def digest(token: str) -> str:
        """SHA-256 of a token as 64 hexadecimal digits; the token itself is never stored."""
        return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()

    def issue_token(self) -> str:
        """A new token of 256 random bits for this conversation (not saved yet)."""
        token = secrets.token_urlsafe(32)
        self.token_digest = self.digest(token)
        return token

    def opens_with(self, token: str) -> bool:
        """Whether the token is this conversation's, compared in constant time."""
        return hmac.compare_digest(self.token_digest, self.digest(token))
