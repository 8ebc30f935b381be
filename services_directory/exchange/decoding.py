"""Bytes of a CSV file as text: what spreadsheets save is read right, what cannot be told apart is refused."""

import re
import unicodedata

from django.utils.translation import gettext

from services_directory.exchange.faults import Unreadable

_MAGIC = {
    b"PK\x03\x04": "XLSX", b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"\xd0\xcf\x11\xe0": "XLS",
    b"\x1f\x8b": "GZIP", b"<htm": "HTML", b"<!DO": "HTML", b"<?xm": "XML", b"{\\rt": "RTF",
}  # fmt: skip

# Signs of a text that was written in another single-byte code than Windows-1252, the one of Western Europe: letters
# that only Icelandic has where Turkish has its own, a symbol or quotation mark between two letters (Polish, DOS), a
# capital with a mark behind a small letter (Macintosh), four letters with marks in a row (Cyrillic, Greek, Arabic).
_LETTER = "A-Za-zÀ-ÖØ-öø-ÿŠšŒœŽžŸ"
_MARKED = "À-ÖØ-öø-ÿŠšŒœŽžŸ"
_FOREIGN = re.compile(
    "[ÐðÝýÞþ]"
    f"|(?<=[{_LETTER}])[¡-¬®-¶¸-¿×÷„“”‚†‡‰‹›•˜¨ˆƒ](?=[{_LETTER}])"
    "|(?<=[a-zß-öø-ÿ])[À-ÖØ-ÞŠŒŽŸ]"
    f"|[{_MARKED}]{{4}}"
)


def kind_of(start: bytes) -> str:
    """The kind of a file that its first bytes betray, "" for what may be text."""
    for magic, name in _MAGIC.items():
        if start.startswith(magic) or (magic.startswith(b"<") and start.lstrip()[:4].lower() == magic.lower()):
            return name
    return ""


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 (with its mark) or Windows-1252. Raises Unreadable."""
    if other := kind_of(data[:64]):
        raise Unreadable(gettext("This is not a text file: it looks like %(kind)s.") % {"kind": other})
    for mark, code in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _strict(data, code)
    if b"\x00" in data:
        raise Unreadable(gettext("This is not a text file: it holds bytes that no text has."))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _western(data)


def utf8(data: bytes) -> str:
    """The text of a file that is always UTF-8 (YAML, JSON). Raises Unreadable."""
    if other := kind_of(data[:64]):
        raise Unreadable(gettext("This is not a text file: it looks like %(kind)s.") % {"kind": other})
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(data, "utf-16")
    return _strict(data, "utf-8-sig")


def _strict(data: bytes, code: str) -> str:
    try:
        text = data.decode(code)
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        raise Unreadable(gettext("The text is not UTF-8, or it is cut off. Save it as UTF-8."), row) from error
    if "\x00" in text:
        raise Unreadable(gettext("This is not a text file: it holds bytes that no text has."))
    return text


def _western(data: bytes) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        reason = gettext("It cannot be told how the text is encoded. Save the file as CSV UTF-8.")
        raise Unreadable(reason, row) from error
    found = _FOREIGN.search(text)
    control = next((sign for sign in text if unicodedata.category(sign) == "Cc" and sign not in "\t\r\n"), None)
    if found or control:
        row = text[: found.start() if found else text.index(control)].count("\n") + 1
        reason = gettext("The text is neither UTF-8 nor Windows-1252 of Western Europe. Save the file as CSV UTF-8.")
        raise Unreadable(reason, row)
    return text
