"""The first messages: the city's own welcome; what this is, what it is not, what happens with what one writes."""

from django.conf import settings

from locales.catalogue import translate
from locales.labels import intent_label
from locales.languages import Language, get
from locales.render import render
from services_directory import reading
from services_directory.models import City


def _(msgid: str) -> str:
    return msgid


HELLO = _(
    "Hello! I am Kiosk, a guide for people who want to start or run a business in {city}. I am a machine: not a "
    "person and not a lawyer. I answer from checked information, tell you where it comes from, and say so when I do not know."
)
PRIVACY = _(
    "You need no name here. What you write is kept for {kept} to improve this guide and then deleted; you can delete it "
    "yourself at any time. Please write no personal numbers or passwords."
)
ASK = _("What would you like to know? Write in your own words, in your language.")

# What people most often come with; each payload is offered as a button.
FIRST_CHOICES = ("start_business", "check_right_to_operate", "find_finance", "search_services", "ask_help")


def opening(city: City, language: Language) -> list[dict]:
    """The fields of the first messages: the city's welcome where it has one, then the guide's own greeting.

    The welcome stands in the language in which the city wrote it where nobody translated it, and first: choices belong
    to the last message. `city` comes with its translations, for whoever cannot wait for the database.
    """
    said, welcome = reading.welcome(city, language.code), []
    if said:
        of = get(said.language)
        welcome = [{"text": said.text, "response": "welcome", "language": of.code, "direction": of.direction}]
    spoken = {"language": language.code, "direction": language.direction}
    return [*welcome, {**greeting(city.name, language.code), **spoken}]


def greeting(city_name: str, language: str) -> dict:
    """Text, buttons, response name and values of the first message in `language`."""
    kept = {"type": "duration", "count": settings.KIOSK_RETENTION_DAYS, "unit": "day"}
    values = {"city": {"type": "term", "msgid": city_name}, "kept": kept}
    paragraphs = (render(HELLO, values, language, "website"), render(PRIVACY, values, language, "website"))
    return {
        "text": "\n\n".join((*paragraphs, translate(ASK, language, "website"))),
        "buttons": [{"title": intent_label(intent, language), "payload": f"/{intent}"} for intent in FIRST_CHOICES],
        "response": "greeting",
        "values": values,
    }
