"""Labels of intents, so that a newcomer is offered 'Get a loan' and never `get_loan`."""

import yaml

from locales.catalogue import translate
from locales.folders import SHIPPED

FILE = SHIPPED / "labels.yml"
# Intent → English msgid, of all intents.
LABELS: dict[str, str] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["intents"]


def intent_label(intent: str, language: str) -> str:
    """What the intent is called on a button, in that language. Raises KeyError for an intent without a label."""
    return translate(LABELS[intent], language, "assistant")
