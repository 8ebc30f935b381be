"""What the guide understood up to the hand-over: codes and names that staff can be shown in their own language."""

from conversations.models import Conversation, Message

MOST = 20
"""Of each kind; the last ones."""


def summary_of(conversation: Conversation) -> dict:
    """A snapshot, JSON:

    `intents` [{"intent", "confidence", "language"}] in order; `services` [{"id", "name"}] and `answers` (intents whose
    guidance was shown) without repeats; `responses` the names of what the guide said;
    `not_helped` how many answers were marked so.
    """
    understood = [turn.understood for turn in conversation.turns.order_by("pk") if turn.understood]
    said = list(conversation.messages.filter(sender=Message.Sender.GUIDE))
    services = {card["id"]: card.get("name", "") for message in said for card in message.services if "id" in card}
    answers = [message.values["intent"] for message in said if isinstance(message.values.get("intent"), str)]
    return {
        "intents": understood[-MOST:],
        "services": [{"id": key, "name": name} for key, name in services.items()][-MOST:],
        "answers": list(dict.fromkeys(answers))[-MOST:],
        "responses": [message.response for message in said if message.response][-MOST:],
        "not_helped": sum(message.helped is False for message in said),
        "turns": len(understood),
    }
