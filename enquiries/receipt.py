"""The receipt code: with it alone a newcomer reads the reply, answers, and erases, on any device.

`XXXX-XXXX-XXXX-XX`: 13 characters of Crockford's base 32 (65 bits) and one that shows a mistyped one. It is shown once;
what is stored is a keyed hash, by which it is found with one look-up.
"""

import base64
import secrets
import unicodedata

from django.utils.crypto import salted_hmac

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O, U: none is taken for another when it is read aloud or written by hand."""
LENGTH = 14
_GROUPS = (4, 4, 4, 2)
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_TAKEN_FOR = str.maketrans("OIL", "011")


def code_for(salt: str, request: str) -> str:
    """The code of a call: the same from the same salt (random, of this enquiry) and the same secret of the caller.

    So a lost answer can be given again as long as the salt is kept, and nobody else can make the code: `request` holds
    what the caller alone knows. See `new_salt`.
    """
    digest = salted_hmac("enquiries.receipt.code", f"{salt}\n{request}", algorithm="sha256").digest()
    bits = int.from_bytes(digest, "big")
    values = [bits >> (5 * place) & 31 for place in range(LENGTH - 1)]
    return grouped("".join(ALPHABET[value] for value in (*values, _check(values))))


def new_salt() -> str:
    """128 random bits as 32 hexadecimal digits."""
    return secrets.token_hex(16)


def grouped(code: str) -> str:
    """The code as it is shown."""
    pieces, rest = [], code
    for size in _GROUPS:
        pieces.append(rest[:size])
        rest = rest[size:]
    return "-".join(pieces)


def normalised(written: str) -> str | None:
    """The code as 14 characters of the alphabet; None where it is none, or one character is wrong.

    Lower case, spaces, hyphens, full-width letters and the digits of every script are read, O as 0, I and L as 1.
    """
    read = []
    for character in unicodedata.normalize("NFKC", written[:100]).upper():
        digit = unicodedata.digit(character, None)
        read.append(character if digit is None else str(digit))
    code = "".join(each for each in read if each.isalnum()).translate(_TAKEN_FOR)
    if len(code) != LENGTH or any(character not in _VALUES for character in code):
        return None
    values = [_VALUES[character] for character in code]
    return code if _check(values[:-1]) == values[-1] else None


def digest_of(written: str) -> str | None:
    """The keyed hash (64 hexadecimal digits) under which the enquiry of a code is found; None where it is no code."""
    code = normalised(written)
    return None if code is None else salted_hmac("enquiries.receipt", code, algorithm="sha256").hexdigest()


def request_digest(request: str) -> str:
    """The keyed hash of a call that made an enquiry; a repeat is known by it."""
    return salted_hmac("enquiries.request", request, algorithm="sha256").hexdigest()


def _check(values: list[int]) -> int:
    """The sum of the values, each times another power of 2 in the field of 32 elements.

    Every wrong character and every two that changed places give another sum, for the powers all differ.
    """
    total = 0
    for value in values:
        total = _doubled(total ^ value)
    return total


def _doubled(value: int) -> int:
    value <<= 1
    return value ^ 0b100101 if value & 32 else value  # modulo x^5 + x^2 + 1


def fingerprint(*parts: str) -> str:
    """One text of several, no two lists of which give the same."""
    return "\n".join(base64.b64encode(part.encode("utf-8", "replace")).decode() for part in parts)
