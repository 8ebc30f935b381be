"""HSDS cost_option."""

from locales.values import format_value
from services_directory.hsds.ids import Parts
from services_directory.hsds.serialise.fields import Reader, present
from services_directory.models import Service


def cost_options(service: Service, parts: Parts, reader: Reader) -> list[dict]:
    """The figures of a price: money with amount and currency, anything else (a share, a duration) in words."""
    found = []
    for row in service.cost_options.all():
        money = row.value.get("type") == "money"
        found.append(
            present(
                id=parts.id("cost_option", row.key),
                option=row.key,
                currency=row.value["currency"] if money else None,
                amount=float(row.value["amount"]) if money else None,
                amount_description=_words(row.value, reader.language),
                service_id=str(service.uuid),
            )
        )
    return found


def _words(value: dict, language: str) -> str | None:
    try:
        return format_value(value, language)
    except ValueError:
        return None  # the desk's checks tell it; a feed does not stop for it
