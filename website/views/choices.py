"""Reading choices from an address; only what a form offers is taken."""

from django.core.exceptions import BadRequest

MOST_PAGES = 10_000


def chosen(request, name: str, offered: list[dict]) -> str:
    """The code chosen for `name`, '' for none. Raises BadRequest (the localised page of 400) for an unknown code."""
    code = request.GET.get(name, "").strip()
    if code and code not in {each["code"] for each in offered}:
        raise BadRequest(f"unknown {name}")
    return code


def number(request, name: str) -> int:
    """A number of a page from 1 on, 1 where none is given. Raises BadRequest."""
    written = request.GET.get(name) or "1"
    if not (written.isascii() and written.isdigit() and 1 <= len(written) <= 6 and 1 <= int(written) <= MOST_PAGES):
        raise BadRequest(f"{name} is no page number")
    return int(written)
