"""What happens in a conversation, for whoever listens (the enquiries do). Sent inside the transaction of the change."""

from django.dispatch import Signal

person_wrote = Signal()
"""`conversation`, `message`: a person wrote while staff handle the conversation; the guide is silent."""

turn_answered = Signal()
"""`conversation`, `understood`: the guide answered; `{"intent", "confidence", "language"}`."""

feedback_given = Signal()
"""`conversation`, `message`, `before`: the person said whether a message helped; `before` is what was said earlier."""
