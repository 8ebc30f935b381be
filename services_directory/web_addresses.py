"""Web addresses as people read them (RFC 3987, with letters of any language) and as programs want them (RFC 3986)."""

import re
from urllib.parse import SplitResult, quote, unquote_to_bytes, urlsplit, urlunsplit

import idna

_PLAIN = re.compile(r"(?:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+")
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LETTERS = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_KEPT = "/%:@!$&'()*+,;=~"


def uri(address: str) -> str:
    """The address as `format: uri` has it: the name of the host in IDNA, other letters percent-encoded.

    One that is a URI already stays as it is, letter for letter; `iri` takes back what this does.
    """
    if _PLAIN.fullmatch(address):
        return address
    try:
        parts = urlsplit(address)
        host = _host(parts, lambda name: idna.encode(name, uts46=True).decode())
    except ValueError:  # idna.IDNAError is one
        return _quoted(address, "?#")
    path, query, fragment = _quoted(parts.path, ""), _quoted(parts.query, "?"), _quoted(parts.fragment, "?")
    return urlunsplit((parts.scheme, host, path, query, fragment))


def iri(address: str) -> str:
    """The address with the letters that stand for what is encoded in it, where `uri` leads back to the same address."""
    try:
        parts = urlsplit(address)
        host = _host(parts, idna.decode)
    except ValueError:
        return address
    rest = (_LETTERS.sub(_readable, part) for part in parts[2:])
    found = urlunsplit((parts.scheme, host, *rest))
    return found if uri(found) == address else address


def _host(parts: SplitResult, convert) -> str:
    """The authority with its host converted, port and user as they are."""
    name = parts.hostname or ""
    if not name or ":" in name:  # an address of IPv6 has no letters
        return parts.netloc
    user, at, _ = parts.netloc.rpartition("@")
    port = f":{parts.port}" if parts.port is not None else ""
    return f"{_quoted(user, '')}{at}{convert(name)}{port}"


def _quoted(part: str, more: str) -> str:
    return quote(_STRAY.sub("%25", part), safe=_KEPT + more)


def _readable(found: re.Match) -> str:
    try:
        text = unquote_to_bytes(found[0]).decode()
    except UnicodeDecodeError:
        return found[0]
    return text if text.isprintable() and not re.search(r"\s", text) else found[0]
