"""CSV: one row a service, as spreadsheets of any country save it."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from django.utils.translation import gettext

from services_directory.exchange import cells
from services_directory.exchange.columns import COLUMNS, header
from services_directory.exchange.decoding import decoded
from services_directory.exchange.faults import Unreadable
from services_directory.exchange.table import Table

SEPARATORS = ",;\t"
# The csv module's own limit is one for the whole process and below what a cell may hold here: too long a text is
# reported at its row and column, so it has to be read first.
_LONGEST_CELL = 64 * 1024 * 1024


def read(data: bytes) -> Table:
    """The table in a file. Raises Unreadable."""
    text = decoded(data)
    if not text.strip():
        raise Unreadable(gettext("The file is empty."))
    separator, text, skipped = _separator(text)
    lines = _records(text, separator, skipped)
    names = next(lines)[1]
    return Table(names, _whole(lines, len(names), text), first=skipped + 1)


def _separator(text: str) -> tuple[str, str, int]:
    """(separator, text without a `sep=` line, rows skipped): the sign that makes the most columns known."""
    first, _, rest = text.partition("\n")
    if first.strip().strip('"').lower().startswith("sep=") and len(first.strip().strip('"')) <= 5:
        sign = first.strip().strip('"')[4:] or "\t"
        if sign not in SEPARATORS:
            raise Unreadable(gettext("The columns are divided by neither a comma, a semicolon nor a tab."))
        return sign, rest, 1
    best, most = "", 0
    for sign in SEPARATORS:
        try:
            names = next(_records(text, sign, 0))[1]
        except (Unreadable, StopIteration):
            continue
        known = sum(1 for column in header(names)[0] if column)
        if known > most:
            best, most = sign, known
    if not best:
        reason = gettext("The first row names no known column. It should begin with: %(names)s.")
        raise Unreadable(reason % {"names": ", ".join(COLUMNS[:3])}, 1)
    return best, text, 0


def _records(text: str, separator: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """(row number as a spreadsheet shows it, cells)."""
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = skipped
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            if "unexpected end of data" in str(error):
                reason = gettext("The file is cut off: a quotation mark is never closed.")
            else:
                reason = gettext("The quotation marks of this row do not fit: %(error)s.") % {"error": error}
            raise Unreadable(reason, number) from error
        yield number, row


def _whole(lines: Iterator[tuple[int, list[str]]], width: int, text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows; a last one that ends too early, without a line break, tells of a file that is cut off."""
    ended = text.endswith(("\n", "\r"))
    number, row = 0, None
    for following in lines:
        if row is not None:
            yield number, row
        number, row = following
    if row is None:
        return
    if not ended and len(row) < width:
        raise Unreadable(gettext("The file is cut off: its last row has %(count)s cells of %(width)s.")
                         % {"count": len(row), "width": width}, number)  # fmt: skip
    yield number, row


def write(target: BinaryIO, columns: Sequence[str], rows: Iterable[Sequence[str]], separator: str = ",") -> None:
    """Writes a table in UTF-8 with its mark, by which spreadsheets know it; no cell is taken for a formula."""
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cells.neutral(cell) for cell in row])
    text.flush()
    text.detach()
