"""A city's own words for statements, and which of them a reader gets."""

from datetime import datetime
from functools import lru_cache

from services_directory import version
from services_directory.models import Wording


def wording_for(city: str | None, slug: str, language: str) -> tuple[str, str, bool] | None:
    """(template, its language, whether it stands in for a withheld translation); None: the statement's own words.

    The city's words in the reader's language come first. Where the city changed the meaning in another language later,
    translations are withheld, and its words in that language are shown. 'Only the wording' leaves translations alone.
    """
    rows = _rows(version.current(), city).get(slug, ()) if city else ()
    own = next((row for row in rows if row[0] == language), None)
    meant = [row for row in rows if row[0] != language and row[2] == Wording.Change.MEANING]
    newest = max(meant, key=lambda row: row[3], default=None)
    if newest and (own is None or newest[3] > own[3]):
        return newest[1], newest[0], True
    return (own[1], own[0], False) if own else None


@lru_cache(maxsize=16)
def _rows(content: str, city: str) -> dict[str, tuple[tuple[str, str, str, datetime], ...]]:
    found: dict[str, tuple] = {}
    rows = Wording.objects.filter(city=city).values_list("statement__slug", "language", "text", "change", "changed_at")
    for slug, *rest in rows:
        found[slug] = (*found.get(slug, ()), tuple(rest))
    return found
