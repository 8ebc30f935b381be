"""Canned replies: chosen by title in staff's language, sent in the newcomer's."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from conversations.models import Message
from enquiries.models import CannedReply, CannedReplyText, Enquiry
from locales import catalogue
from locales.languages import SOURCE, get, served
from locales.render import Rendered, isolated, render_marked
from locales.template import TemplateError, fill, placeholders
from services_directory.models import Translation

from .again import Again
from .placeholders import PLACEHOLDERS, value_of

FILE = Path(__file__).resolve().parent.parent / "content" / "replies.yml"
DOMAIN = "replies"
SENT = "canned:"
"""Before the key of a reply, the response name of a message that was sent from it."""


@dataclass(frozen=True)
class Canned:
    """A reply kept ready. `texts` is language → template, of those languages that it can be sent in."""

    key: str
    title: str
    topic: str
    texts: dict[str, str]
    own: CannedReply | None = None

    @property
    def names(self) -> list[str]:
        """The placeholders that its texts ask for, in the order of the table."""
        asked = set().union(*(placeholders(text) for text in self.texts.values()))
        return [name for name in PLACEHOLDERS if name in asked]

    def text(self, values: Mapping[str, dict], language: str) -> Rendered:
        """The text in that language. Raises KeyError where there is none."""
        if self.own is None:
            return shipped_text(self.key, values, language)
        texts = {name: isolated(values[name], language) for name in placeholders(self.texts[language])}
        return Rendered(fill(self.texts[language], texts), language, get(language).direction)


def choices(enquiry: Enquiry, language: str) -> list[Canned]:
    """The city's own replies and the shipped ones: first those in the newcomer's language, of the topic, by title."""

    def order(reply: Canned) -> tuple[bool, bool, str]:
        fits = bool(reply.topic) and reply.topic == enquiry.topic
        return enquiry.language not in reply.texts, not fits, reply.title.casefold()

    return sorted([*_own(enquiry), *(_of(key, language) for key in _shipped())], key=order)


def chosen(enquiry: Enquiry, key: str, language: str) -> Canned | None:
    """The reply with this key, where this enquiry may be answered with it."""
    return next((each for each in choices(enquiry, language) if each.key == key), None)


def values_for(reply: Canned, typed: Mapping[str, str], enquiry: Enquiry, own: str, language: str) -> dict[str, dict]:
    """The values of its placeholders for a text in `language`; raises ValueError with the first fault in words."""
    return {name: value_of(name, typed.get(name, ""), enquiry, own, language) for name in reply.names}


def known_values(reply: Canned, enquiry: Enquiry, language: str) -> dict[str, str]:
    """What can be filled in beforehand, in the language of the page."""
    return {name: PLACEHOLDERS[name].known(enquiry, language) or "" for name in reply.names}


def digest(text: str) -> str:
    """What a preview is known by: what is sent has to be what was shown."""
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def again(message: Message, enquiry: Enquiry, language: str) -> Again | None:
    """A canned reply that was sent, in the language of the page; None where it is not kept in it any more."""
    reply = chosen(enquiry, message.response.removeprefix(SENT), language)
    if reply is None or language not in reply.texts:
        return None
    try:
        return Again(reply.text(message.values, language).text, True)
    except (KeyError, ValueError):
        return None


def shipped_text(key: str, values: Mapping[str, dict], language: str) -> Rendered:
    """The text of a reply that Kiosk ships."""
    return render_marked(_shipped()[key]["text"], values, language, DOMAIN)


@lru_cache(maxsize=1)
def _shipped() -> dict[str, dict]:
    return {row["key"]: row for row in yaml.safe_load(FILE.read_text(encoding="utf-8"))["replies"]}


def _of(key: str, language: str) -> Canned:
    row = _shipped()[key]
    texts = {
        each.code: catalogue.translate(row["text"], each.code, DOMAIN)
        for each in served()
        if each.code == SOURCE or catalogue.found(row["text"], each.code, DOMAIN) is not None
    }
    title = catalogue.found(row["title"], language, DOMAIN) or row["title"]
    return Canned(key, title, row.get("topic", ""), texts)


def _own(enquiry: Enquiry) -> list[Canned]:
    """Those that the city, or an administrator for all cities, keeps; without texts that ask for what nobody knows."""
    rows = CannedReply.objects.filter(city=enquiry.city_id) | CannedReply.objects.filter(city=None)
    published = CannedReplyText.objects.filter(reply__in=rows, state=Translation.State.PUBLISHED)
    texts: dict[int, dict[str, str]] = {}
    known = {each.code for each in served()}
    for row in published:
        if row.language in known and _fits(row.text):
            texts.setdefault(row.reply_id, {})[row.language] = row.text
    return [Canned(f"own-{row.pk}", row.title, row.topic, texts[row.pk], row) for row in rows if row.pk in texts]


def _fits(text: str) -> bool:
    try:
        return placeholders(text) <= PLACEHOLDERS.keys()
    except TemplateError:
        return False
