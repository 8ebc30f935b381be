"""What the guide said, once more in another language: from the response's name and values, never from the text."""

from conversations.greeting import greeting
from conversations.models import Message
from enquiries import phrases, texts
from enquiries.staff.again import Again
from locales.render import render
from services_directory import reading
from services_directory.models import City

from .sentences import CATALOGUE, sentences

HAND_OVER = {
    "enquiry_opened": phrases.OPENED,
    "staff_took_over": phrases.TAKEN_OVER,
    "guide_again": phrases.HANDED_BACK,
    "enquiry_referral": phrases.REFERRAL,
}
"""What the guide says about an enquiry (enquiries.desk)."""


def again(message: Message, city: City, language: str) -> Again | None:
    """None where nothing of it can be said again."""
    if message.response == "greeting":
        return Again(greeting(city.name, language)["text"], True)
    if message.response in HAND_OVER:
        return Again(render(HAND_OVER[message.response], _in(message, city, language), language, phrases.DOMAIN), True)
    intent = message.values.get("intent")
    if isinstance(intent, str):
        return _guidance(message, city, intent, language)
    msgid = sentences().get(message.response)
    if not msgid:
        return None
    then = render(msgid, message.values, message.language, CATALOGUE)
    return Again(render(msgid, message.values, language, CATALOGUE), then.strip() == message.text.strip())


def _in(message: Message, city: City, language: str) -> dict:
    """The values; those that were sentences themselves are said again, the waiting time of that moment is left out."""
    anew = {"hours": texts.hours(city, language), "waiting": "…"}
    return {name: anew.get(name, value) for name, value in message.values.items()}


def _guidance(message: Message, city: City, intent: str, language: str) -> Again | None:
    """Those parts of the answer that stand in the message, found by their text in its own language.

    None where it is answered otherwise by now: staff must not read what the person was not told.
    """
    then, now = (reading.answer(city.pk, intent, each) for each in (message.language, language))
    if not then or not now:
        return None
    said = [now[part] for part in ("short", "simple") if then[part] and then[part] in message.text]
    same = {each["id"]: each for each in now["statements"]}
    said += [f"• {same[each['id']]['text']}" for each in then["statements"] if each["text"] in message.text]
    if then["unknown"] and then["unknown"] in message.text:
        said.append(now["unknown"])
    return Again("\n".join(said), True) if said else None
