"""A template to fill in: the columns, what belongs into each, and the choices there are."""

from typing import BinaryIO

from django.utils.translation import gettext
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from services_directory.exchange import csv_file, xlsx_file
from services_directory.exchange.check import REQUIRED
from services_directory.exchange.columns import COLUMNS
from services_directory.exchange.explanations import explanation
from services_directory.exchange.fields import ORGANIZATION, TERMS
from services_directory.models import City, District, Publication, Service, TaxonomyTerm
from services_directory.models.checks import CHANNELS

EMPTY_ROWS = 1000
"""Rows below the names in which cells offer their choices."""


def choices() -> dict[str, list[str]]:
    """Column → the codes that it may hold."""
    found = {
        "city": list(City.objects.values_list("pk", flat=True)),
        "reach": Service.Reach.values,
        "area_scope": Service.AreaScope.values,
        "status": Service.SourceStatus.values,
        "publication": Publication.values,
        "intercultural_training": Service.Answer.values,
        "staff_diversity": Service.Answer.values,
        "proper_name": ["yes", "no"],
        "historical": ["yes", "no"],
        "channels": list(CHANNELS),
        "districts": sorted(set(District.objects.values_list("code", flat=True))),
    }
    for column, kind in TERMS.items():
        found[column] = list(TaxonomyTerm.objects.filter(kind=kind).values_list("code", flat=True))
    return {column: found[column] for column in COLUMNS if column in found}


SINGLE = {
    "city", "reach", "area_scope", "status", "publication", "intercultural_training", "staff_diversity", "proper_name",
    "historical",
}  # fmt: skip
"""Columns of one choice; a spreadsheet can offer them. The others take several codes."""


def write(target: BinaryIO, form: str) -> None:
    """Writes an empty CSV with a row of explanations, or an XLSX with sheets of explanations and of choices."""
    if form == "csv":
        known = choices()
        told = [f"{explanation(column)} {_listed(known.get(column, []))}".strip() for column in COLUMNS]
        told[0] = "# " + told[0]
        csv_file.write(target, COLUMNS, [told])
        return
    book = Workbook()
    services = book.active
    services.title = xlsx_file.SERVICES
    services.append(list(COLUMNS))
    organizations = book.create_sheet(xlsx_file.ORGANIZATIONS)
    organizations.append([each.key for each in ORGANIZATION.fields])
    _explanations(book.create_sheet("explanations"))
    _choices(book.create_sheet("choices"), services)
    for sheet in book.worksheets:
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        sheet.freeze_panes = "B2"
    for number in range(1, len(COLUMNS) + 1):
        services.column_dimensions[get_column_letter(number)].width = 22
    book.save(target)


def _listed(codes: list[str]) -> str:
    return gettext("Choices: %(codes)s.") % {"codes": ", ".join(codes)} if codes else ""


def _explanations(sheet) -> None:
    sheet.append([gettext("column"), gettext("needed"), gettext("what belongs there")])
    for column in COLUMNS:
        sheet.append([column, gettext("yes") if column in REQUIRED else "", explanation(column)])
        sheet.cell(sheet.max_row, 3).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["C"].width = 110


def _choices(sheet, services) -> None:
    for number, (column, codes) in enumerate(choices().items(), 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = 24
        sheet.cell(1, number, column)
        for row, code in enumerate(codes, 2):
            sheet.cell(row, number, code)
        if column in SINGLE and codes:
            rule = DataValidation("list", f"choices!${letter}$2:${letter}${len(codes) + 1}", allow_blank=True)
            rule.error = _listed(codes)[:250]
            services.add_data_validation(rule)
            own = get_column_letter(COLUMNS.index(column) + 1)
            rule.add(f"{own}2:{own}{EMPTY_ROWS}")
