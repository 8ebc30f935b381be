"""Personal data in what people write: found by rules, masked before anybody reviews a message.

Rules find what has a form (addresses of mail and web, numbers, codes) and what stands beside words that tell
('my name is'). They miss names that nothing announces, and stories that only one person can have lived: so a person
reads every message before it is kept (docs/review.md has how much is found, by language). Rather too much is masked
than too little: any six digits in a row that are not money, a date of the calendar aside.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import phonenumbers
import regex
import yaml

FILE = Path(__file__).parent / "content" / "personal_data.yml"
OPEN, CLOSE = "⟨", "⟩"
KINDS = ("email", "account", "link", "phone", "number", "code", "date", "name", "address")
"""What a mask says was there; names of the field, the same in every language."""
MOST_NAME_WORDS = 4
_WORD = r"[\p{L}\p{M}'’\-\u200c]+"

# One character for one, so that places in the text stay what they are: digits of every script, full-width signs.
_ONE_FOR_ONE = {0xFF00 + code: chr(0x20 + code) for code in range(1, 95)} | {0x00A0: " ", 0x202F: " "}
_BETWEEN = r"[\s.\-–/()\u200e\u200f\u202a-\u202e\u2066-\u2069]"
_CURRENCY = (
    r"(?:€|\$|£|eur\w*|euro\w*|еuro|kr|kronor|sek|dollar\w*|usd|avro\w*|евро|євро|грн|руб\w*|يورو|یورو|يوروهات|"
    r"دولار|دلار|یۆرۆ|یورۆ|yuuro|yuro|lira\w*|tl)"
)
_FORMS: tuple[tuple[str, str], ...] = (
    ("email", r"[\w.+%'\-]+\s?@\s?[\w\-]+(?:\.[\w\-]+)*"),
    ("email", r"[\w.+\-]+\s?[(\[{]\s?(?:at|ät|a|@)\s?[)\]}]\s?[\w\-]+\s?(?:\.|[(\[{]\s?(?:dot|piste|punkt)\s?[)\]}])\s?\w{2,}"),
    ("link", r"(?:https?://|www\.)\S+"),
    ("link", r"\b(?:[\w\-]+\.)+\p{L}{2,}/\S+"),
    ("account", r"(?<![\w.])@[\w.]{2,}"),
    ("code", r"\b\d{6}[\-+a-fu-y]\d{3}[0-9a-z]\b"),  # Finnish henkilötunnus
    ("code", r"\b[a-z]{2}\d{2}(?:[ \-]?[a-z]{4})?(?:[ \-]?\d{2,4}){3,8}\b"),  # IBAN; GB and NL have letters inside
    ("code", r"\b(?:[0-9a-hjkmnp-tv-z]{4}[\- ]){3}[0-9a-hjkmnp-tv-z]{2}\b"),  # receipt codes (enquiries.receipt)
    ("code", r"\b(?:fn|zvr|atu|u)\s?\d{6,9}\s?[a-z]?\b"),  # Austrian registers
    ("code", r"\b(?=(?:\p{L}*\d){4})(?=\d*\p{L})[a-z0-9]{6,}\b"),  # passports, permits, cases: letters and digits
    ("code", r"\b(?:[a-z]{1,3}-?|(?-i:[A-Z]{1,3})[\-/ ])\d{5,}\b"),
    ("date", r"\b(?:\d{1,2}[./\-]\s?\d{1,2}[./\-]\s?(?:19|20)?\d{2}|(?:19|20)\d{2}[./\-]\d{1,2}[./\-]\d{1,2})\b"),
)  # fmt: skip
_LONG = rf"\+?\(?\d(?:{_BETWEEN}*\d){{5,}}"
_YEARS = r"(?:19|20)\d{2}\s?[\-–/]\s?(?:19|20)\d{2}"
_MONEY = regex.compile(
    rf"{_CURRENCY}\s?\d{{1,3}}(?:[ .,']?\d{{3}})*(?:[.,]\d{{1,2}})?\b|\b\d{{1,3}}(?:[ .,']?\d{{3}})*(?:[.,]\d{{1,2}})?\s?{_CURRENCY}",
    regex.IGNORECASE,
)


class Found(NamedTuple):
    """A stretch of a text that is, or may be, personal data."""

    start: int
    end: int
    kind: str


def find(text: str, country: str = "") -> list[Found]:
    """What is found, in order, none touching another. `country` (ISO 3166): whose phone numbers have no code in front."""
    plain = _plain(text)
    money = [match.span() for match in _MONEY.finditer(plain)]
    found = [each for each in _all(plain, country.upper()) if not _inside(each, money)]
    return _apart(found)


def masked(text: str, country: str = "") -> str:
    """The text with a mask for each find: 'my name is ⟨name⟩'. Masks that are there already stay."""
    parts, end = [], 0
    for each in find(text, country):
        parts += [text[end : each.start], OPEN, each.kind, CLOSE]
        end = each.end
    return "".join([*parts, text[end:]])


def without_masks(text: str) -> str:
    """The text with dots where masks are, as training data has it."""
    return regex.sub(rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", "…", text)


def _plain(text: str) -> str:
    plain = text.translate(_ONE_FOR_ONE)
    return "".join(str(int(each)) if each.isdecimal() else each for each in plain)


def _all(plain: str, country: str) -> Iterator[Found]:
    masks = [match.span() for match in regex.finditer(rf"{OPEN}[^{CLOSE}]*{CLOSE}", plain)]
    for each in _candidates(plain, country):
        if not any(each.start < end and start < each.end for start, end in masks):
            yield each


def _candidates(plain: str, country: str) -> Iterator[Found]:
    for kind, pattern in _patterns():
        for match in pattern.finditer(plain):
            yield Found(*match.span(), kind)
    for match in _compiled(_LONG).finditer(plain):
        if not _is_round(match.group()) and not _compiled(_YEARS).fullmatch(match.group()):
            yield Found(*match.span(), _kind_of(match.group(), country))
    yield from _names(plain)


def _is_round(number: str) -> bool:
    """Whether it is an amount: thousands, below a hundred million."""
    digits = regex.sub(r"\D", "", number)
    return number[0] not in "+(0" and digits.endswith("000") and len(digits) <= 8


def _kind_of(number: str, country: str) -> str:
    try:
        parsed = phonenumbers.parse(number, country or None)
    except phonenumbers.NumberParseException:
        return "number"
    return "phone" if phonenumbers.is_valid_number(parsed) else "number"


def _names(plain: str) -> Iterator[Found]:
    for how, pattern, ends in _announced():
        for match in pattern.finditer(plain):
            words = []
            for word in _compiled(rf"[ \t]*({_WORD})").finditer(plain, match.end()):
                joined = word.start() == (words[-1].end(1) if words else match.end())
                if not joined or len(words) == MOST_NAME_WORDS or word.group(1).casefold() in ends:
                    break
                # Letters with capitals: a name goes on as long as its words have one.
                capital = word.group(1)[0].isupper()
                has_case = word.group(1)[0].lower() != word.group(1)[0].upper()
                if has_case and not capital and (words or how != "named"):
                    break
                if not has_case and len(words) == 2:
                    break
                words.append(word)
            if len(words) >= (2 if how == "am" else 1):
                yield Found(words[0].start(1), words[-1].end(1), "name")


def _inside(each: Found, spans: list[tuple[int, int]]) -> bool:
    return each.kind in ("number", "phone", "code") and any(
        each.start < end and start < each.end for start, end in spans
    )


def _apart(found: list[Found]) -> list[Found]:
    """Finds that overlap are one, called by the longest."""
    together: list[list[Found]] = []
    for each in sorted(found):
        if together and each.start < max(other.end for other in together[-1]):
            together[-1].append(each)
        else:
            together.append([each])
    joined = []
    for group in together:
        longest = max(group, key=lambda each: each.end - each.start)
        joined.append(Found(min(each.start for each in group), max(each.end for each in group), longest.kind))
    return joined


@cache
def _compiled(pattern: str):
    return regex.compile(pattern, regex.IGNORECASE)


@cache
def _patterns() -> tuple[tuple[str, regex.Pattern], ...]:
    streets = _data()["streets"]
    forms = [(kind, _compiled(pattern)) for kind, pattern in _FORMS]
    return (*forms, *(("address", _compiled(pattern.replace("{word}", _WORD))) for pattern in streets))


@cache
def _announced() -> tuple[tuple[str, regex.Pattern, frozenset[str]], ...]:
    """(how, pattern of the words before a name, words that end it) of all languages together."""
    languages = _data()["languages"].values()
    ends = frozenset(word for each in languages for word in each["ends"])
    found = []
    for how in ("named", "called", "am"):
        phrases = sorted({phrase for each in languages for phrase in each[how]}, key=len, reverse=True)
        either = "|".join(regex.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
        after = r"(?:\s*[:,،]?\s+|\s*:\s*)" if how != "am" else r"\s+"
        found.append((how, _compiled(rf"(?<![\p{{L}}\p{{M}}])(?:{either}){after}"), ends))
    return tuple(found)


@cache
def _data() -> dict:
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))
