"""Tables as CSV for spreadsheets: UTF-8 with its mark, formulas made harmless, an empty field for what is withheld."""

import csv
from collections.abc import Iterable

from django.http import HttpResponse

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_response(name: str, header: Iterable, rows: Iterable[Iterable]) -> HttpResponse:
    """A file to keep."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    writer = csv.writer(response)
    writer.writerow([_harmless(each) for each in header])
    for row in rows:
        writer.writerow([_harmless(each) for each in row])
    return response


def _harmless(value):
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
