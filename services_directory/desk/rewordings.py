"""A city's own words for statements as PO files, for the project or for other cities."""

from io import BytesIO

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from services_directory.models import City, Wording


def as_po(city: City, language: str) -> bytes:
    """The city's words in one language as a PO file: msgid is the statement as it ships, msgstr what the city says."""
    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        locale = None
    catalogue = Catalog(locale=locale, domain="guidance", project=f"Kiosk, wordings of {city.pk}", version="1")
    catalogue.header_comment = f"# Wordings of {city.name} ({language}) for statements of the guide."
    rows = Wording.objects.filter(city=city, language=language).select_related("statement").order_by("statement__slug")
    for row in rows:
        catalogue.add(
            row.statement.text, row.text, user_comments=[f"{city.pk}: {row.statement.slug}"],
            auto_comments=[f"{row.get_change_display()}, {row.changed_at:%Y-%m-%d}"],
        )  # fmt: skip
    target = BytesIO()
    write_po(target, catalogue, width=120, omit_header=False)
    return target.getvalue()
