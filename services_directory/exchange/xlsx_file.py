"""XLSX: a sheet of services, and one of organizations. Read without its formulas, and never unpacked in full."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any, BinaryIO

from django.utils.translation import gettext
from openpyxl import DEFUSEDXML, Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell

from services_directory.exchange import cells
from services_directory.exchange.faults import Unreadable
from services_directory.exchange.kinds import UNWRITABLE
from services_directory.exchange.table import Table

SERVICES, ORGANIZATIONS = "services", "organizations"
MOST_UNPACKED = 128 * 1024 * 1024
"""Bytes that the parts of a workbook may have in all; as their directory says, and no more is ever unpacked."""
MOST_RATIO = 200
"""Times a part may be smaller than what it unpacks to; texts of a spreadsheet come to about 20."""
MOST_COLUMNS = 500
MOST_IN_CELL = 32_767


class TooLong(Exception):
    """A value that no cell can hold."""


def read(data: bytes) -> tuple[Table, Table | None]:
    """The tables of services and of organizations. Raises Unreadable."""
    _harmless(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        names = {name.lower(): name for name in book.sheetnames}
        first = names.get(SERVICES, book.sheetnames[0])
        services = _table(book[first])
        more = _table(book[names[ORGANIZATIONS]]) if ORGANIZATIONS in names and first != ORGANIZATIONS else None
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises what the broken part happens to cause
        raise Unreadable(gettext("The workbook is damaged or cut off.")) from error
    return services, more


def _harmless(data: bytes) -> None:
    """Raises Unreadable for what is no workbook, and for one that would unpack to more than any real one."""
    assert DEFUSEDXML, "without defusedxml, openpyxl would resolve entities"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(gettext("This is no XLSX workbook, or it is cut off.")) from error
    if "[Content_Types].xml" not in {part.filename for part in parts} or any(part.flag_bits & 1 for part in parts):
        raise Unreadable(gettext("This is no XLSX workbook, or it is locked with a password."))
    if sum(part.file_size for part in parts) > MOST_UNPACKED or len(parts) > 1000:
        raise Unreadable(gettext("The workbook would unpack to more than %(most)s MB.") % {"most": MOST_UNPACKED >> 20})
    for part in parts:
        if part.file_size > 1024 * 1024 and part.file_size > MOST_RATIO * max(part.compress_size, 1):
            raise Unreadable(gettext("The workbook is packed as no spreadsheet packs it."))


def _table(sheet: Any) -> Table:
    sheet.reset_dimensions()  # other programs write wrong ones
    lines = _lines(sheet)
    number, names = next(lines, (1, []))
    while not names or not any(names):
        try:
            number, names = next(lines)
        except StopIteration:
            raise Unreadable(gettext("The sheet is empty.")) from None
    while names and not names[-1].strip():
        names.pop()
    return Table(names, lines, first=number)


def _lines(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    number = 0
    try:
        for number, row in enumerate(sheet.iter_rows(), 1):
            if len(row) > MOST_COLUMNS:
                raise Unreadable(gettext("The row has more than %(most)s columns.") % {"most": MOST_COLUMNS}, number)
            yield number, [_text(cell, number) for cell in row]
    except Unreadable:
        raise
    except Exception as error:  # a part that is damaged further down
        raise Unreadable(gettext("The workbook is damaged or cut off."), number) from error


def _text(cell: Any, row: int) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        reason = gettext("Column %(column)s holds a formula. Paste its value instead.")
        raise Unreadable(reason % {"column": cell.column_letter}, row)
    if cell.data_type == "e":
        reason = gettext("Column %(column)s holds an error of the spreadsheet: %(error)s.")
        raise Unreadable(reason % {"column": cell.column_letter, "error": value}, row)
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, float):
        return f"{value:.12g}" if value != int(value) else str(int(value))
    return str(value)


def write(target: BinaryIO, sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[str]]]]) -> None:
    """Writes sheets of (name, columns, rows), row by row; every cell is a text, none a formula."""
    book = Workbook(write_only=True)
    for name, columns, rows in sheets:
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "B2"
        sheet.append([_cell(sheet, column) for column in columns])
        for row in rows:
            sheet.append([_cell(sheet, text) for text in row])
    book.save(target)


def _cell(sheet: Any, text: str) -> Any:
    text = UNWRITABLE.sub("", cells.neutral(text))
    if len(text) > MOST_IN_CELL:
        raise TooLong(gettext("A value of %(count)s characters does not fit into a cell; export YAML instead.")
                      % {"count": f"{len(text):,}"})  # fmt: skip
    cell = WriteOnlyCell(sheet, text or None)
    if text:
        cell.data_type = "s"
    return cell


