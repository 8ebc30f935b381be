"""One question and what came of it."""

from django.db import models

from .conversation import Conversation


class Turn(models.Model):
    """A message of the person and the reply to it.

    `client_id` is the sender's own name for the message: a repeat (a phone that lost its connection) returns the stored
    reply instead of asking again. `understood` is `{"intent", "confidence", "language"}` once answered, None before;
    `"entities"` [{"entity", "value"}] stands beside them where some were named.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="turns")
    client_id = models.CharField(max_length=64)
    asked = models.DateTimeField(auto_now_add=True)
    answered = models.BooleanField(default=False)
    understood = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "client_id"], name="one_turn_per_client_id")]
