"""What the pages of enquiries share: the form's choices, whom to call in danger, and faults in words."""

from enquiries import texts
from enquiries.staff import canned
from locales.languages import served
from services_directory import reading
from website import directory
from website.errors import ApiError, error_body

EUROPEAN = "112"  # the number for everything, valid in every member state of the European Union: it goes first


def choices(city, language: str) -> dict:
    """Topics, languages, the words of the two consents and whom to call in danger, for the form."""
    return {
        "topic": directory.choices(city, language)["topic"],
        "language": [{"code": each.code, "name": each.name} for each in served()],
        "consent": texts.consent(city, language),
        "training": texts.training(language),
        "emergency": emergency(city, language),
    }


def emergency(city, language: str) -> dict | None:
    """`{"text", "number", "source"}`: whom to call in danger, since staff read what is written in office hours only.

    None where the city tells no number. Said to everybody: no words are guessed at here.
    """
    told = sorted(reading.emergency(city), key=lambda each: each["number"] != EUROPEAN)
    if not told:
        return None
    number = {"phone": {"type": "phone", "number": told[0]["number"]}}
    text = canned.shipped_text("danger", number, language).text
    return {"text": text, "number": told[0]["number"], "source": told[0]["source"]}


def fault_text(fault: ApiError, language: str) -> str:
    """What is wrong, in the reader's language."""
    return error_body(fault.code, language, fault.values)["error"]["message"]
