"""One message as it was shown."""

import uuid

from django.db import models

from .conversation import Conversation
from .turn import Turn


class Message(models.Model):
    """A message: the text that was shown, and the response name and values it came from.

    The name and values let staff and officers see the message in their own language; a person's message has neither.
    `enquiry` is `{"origin", "topic", "service"}` where the message offers the way to a person of the city, else None.
    `topic` is the code of what an answer is about, as far as that is known: an enquiry after 'this did not help' begins
    with it.
    Ordered by the row number, which is the order of the talk.
    """

    class Sender(models.TextChoices):
        """Who speaks, as the contract names them."""

        GUIDE = "guide"
        PERSON = "person"
        STAFF = "staff"

    number = models.BigAutoField(primary_key=True)
    id = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    turn = models.ForeignKey(Turn, on_delete=models.CASCADE, null=True, related_name="messages")
    sender = models.CharField(max_length=10, choices=Sender.choices)
    text = models.TextField()
    language = models.CharField(max_length=16)
    direction = models.CharField(max_length=3)
    buttons = models.JSONField(default=list)
    services = models.JSONField(default=list)
    sources = models.JSONField(default=list)
    response = models.CharField(max_length=100, blank=True)
    values = models.JSONField(default=dict)
    enquiry = models.JSONField(null=True)
    topic = models.CharField(max_length=50, blank=True)
    helped = models.BooleanField(null=True)
    written = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]

    def as_json(self) -> dict:
        """The message as the contract has it."""
        return {
            "id": str(self.id),
            "from": self.sender,
            "text": self.text,
            "language": self.language,
            "direction": self.direction,
            "buttons": self.buttons,
            "services": self.services,
            "sources": self.sources,
            "enquiry": self.enquiry,
            "topic": self.topic,
        }
