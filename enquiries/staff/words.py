"""Names of topics and languages in the language of the staff's page."""

from django.utils.translation import get_language

from locales.language_names import name_of
from locales.languages import SOURCE, get, match
from services_directory import reading


def page_language() -> str:
    """The language of the page, as a code of the language table."""
    row = match(get_language())
    return row.code if row else SOURCE


def language_name(code: str) -> str:
    """'Arabic' for `ar`, in the language of the page; the code itself where nobody has a name for it."""
    return name_of(code, get(page_language())) if code else ""


def topic_names() -> dict[str, str]:
    """Code → name of the topics."""
    return {row["code"]: row["name"] for row in reading.terms(page_language())["topic"]}


def topic_name(code: str) -> str:
    """The name of a topic, the code where the taxonomy has none, nothing for none."""
    return topic_names().get(code, code) if code else ""


def direction_of(code: str) -> str:
    """ltr or rtl."""
    row = match(code)
    return row.direction if row else "ltr"
