"""A canned reply before it is sent: in the language of the page and in the newcomer's, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass

from enquiries.models import Enquiry
from locales.render import Rendered

from . import canned
from .canned import Canned
from .placeholders import PLACEHOLDERS
from .words import language_name, page_language


@dataclass(frozen=True)
class Field:
    """A placeholder to be filled in."""

    name: str
    label: str
    value: str


@dataclass(frozen=True)
class Offer:
    """What is shown of a reply. `theirs` is what would be sent, None while something is missing: then `fault` says
    what. `lacking` is set where the reply is not kept in the newcomer's language."""

    reply: Canned
    fields: list[Field]
    language: str
    language_name: str
    lacking: bool
    languages: list[tuple[str, str]]
    ours: Rendered | None
    theirs: Rendered | None
    fault: str = ""
    digest: str = ""


def offer(enquiry: Enquiry, key: str, typed: Mapping[str, str] | None = None, language: str = "") -> Offer | None:
    """The preview of a reply; None where there is no such reply. `language` is the one to send it in, by default the
    newcomer's, or none where the reply is not kept in it: somebody has to choose."""
    own = page_language()
    reply = canned.chosen(enquiry, key, own) if key else None
    if reply is None:
        return None
    typed = canned.known_values(reply, enquiry, own) if typed is None else typed
    lacking = enquiry.language not in reply.texts
    language = language if language in reply.texts else ("" if lacking else enquiry.language)
    ours = theirs = None
    fault = ""
    try:
        if own in reply.texts:
            ours = reply.text(canned.values_for(reply, typed, enquiry, own, own), own)
        if language:
            theirs = reply.text(canned.values_for(reply, typed, enquiry, own, language), language)
    except ValueError as error:
        fault = str(error)
        ours = theirs = None
    return Offer(
        reply=reply,
        fields=[Field(name, str(PLACEHOLDERS[name].label), typed.get(name, "")) for name in reply.names],
        language=language,
        language_name=language_name(language),
        lacking=lacking,
        languages=[(code, language_name(code)) for code in reply.texts],
        ours=ours,
        theirs=theirs,
        fault=fault,
        digest=canned.digest(theirs.text) if theirs else "",
    )
