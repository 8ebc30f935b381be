"""What the pages of enquiries share: the form's choices, and faults in words."""

from enquiries import texts
from locales.languages import served
from website import directory
from website.errors import ApiError, error_body


def choices(city, language: str) -> dict:
    """Topics, languages and the words of the two consents, for the form."""
    return {
        "topic": directory.choices(city, language)["topic"],
        "language": [{"code": each.code, "name": each.name} for each in served()],
        "consent": texts.consent(city, language),
        "training": texts.training(language),
    }


def fault_text(fault: ApiError, language: str) -> str:
    """What is wrong, in the reader's language."""
    return error_body(fault.code, language, fault.values)["error"]["message"]
