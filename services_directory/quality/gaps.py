"""Gaps of a city in one dimension, for the officers' start page and the city's score card."""

from collections.abc import Sequence
from datetime import date

from services_directory import reading
from services_directory.models import City
from services_directory.quality import axes
from services_directory.quality.coverage import Cell, Filters, Table, cell, table
from services_directory.quality.index import Index, index_of
from services_directory.quality.known import Known, known_gaps
from services_directory.quality.marks import Mark


def gaps_of(city: City, index: Index, known: Sequence[Known]) -> list[Cell]:
    """Codes with nothing current: topics first, then phases, audiences, languages, formats, districts.

    Where a topic has nothing at all, each of its phases is a gap too; those are in the table.
    """
    codes = [(axis, code) for axis in axes.AXES for code in axes.codes(axis, city, set(index.masks[axis]))]
    empty = [(axis, code) for axis, code in codes if not index.having(axis, [code]) & index.current]
    found = [cell(index, {axis: code}, {}, known) for axis, code in empty]
    return [one for one in found if Mark.GAP in one.marks]


def open_gaps(city: City, today: date | None = None) -> list[Cell]:
    """Those of `gaps_of` that nobody has a plan for, or whose plan is past its day."""
    found = gaps_of(city, index_of(city), known_gaps(city, today or reading.today()))
    return [one for one in found if one.known is None or one.known.late]


def waiting(city: City) -> list[int]:
    """Keys of the services that would be current if somebody checked them, in the order of the directory."""
    index = index_of(city)
    return index.keys(index.waiting)


def table_of(city: City, rows: str, columns: str, filters: Filters | None = None) -> Table:
    """The coverage table of a city as it is today. Raises ValueError for two equal axes."""
    index = index_of(city)
    codes = {axis: axes.codes(axis, city, set(index.masks[axis])) for axis in (rows, columns)}
    return table(index, rows, columns, codes, filters, known_gaps(city, reading.today()))


def title(place: dict[str, str], city: City, language: str | None = None) -> str:
    """The names of a place's codes: 'Loans · Idea'."""
    found = [axes.names(axis, city, {code}, language).get(code, code) for axis, code in place.items()]
    return " · ".join(found)
