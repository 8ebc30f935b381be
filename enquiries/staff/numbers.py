"""Numbers that forms carry: what a browser sends is a key or it is nothing."""

_DIGITS = 18
"""More than any key has, and less than a database refuses."""


def whole(written: str | None) -> int | None:
    """The number that stands there in ASCII digits; None for anything else."""
    written = written or ""
    return int(written) if written.isascii() and written.isdigit() and len(written) <= _DIGITS else None
