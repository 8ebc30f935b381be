"""The lists of an HSDS service as parts of a row; each reader fills the row and returns what is not kept."""

from typing import Any

from babel import Locale

from services_directory.exchange.hsds_organizations import readable
from services_directory.exchange.hsds_places import PLACE, addresses, is_link

_RULE = ("interval", "count", "wkst", "byday", "byweekno", "bymonthday", "byyearday")
_ENGLISH = Locale("en").languages


def _some(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


def braced(value: Any) -> Any:
    """A text of a feed has no placeholders: its braces stand for themselves."""
    return value.replace("{", "{{").replace("}", "}}") if isinstance(value, str) else value


def _language(each: dict) -> str:
    """The code of a language, found by its English name where that is all there is."""
    if each.get("code"):
        return str(each["code"])
    name = str(each.get("name") or "").strip().casefold()
    return next((code for code, english in _ENGLISH.items() if english.casefold() == name), name)


def languages(raw: dict, given: list[dict]) -> set[str]:
    """What is spoken."""
    raw["languages"] = [_some(code=_language(each), note=each.get("note")) for each in given]
    return set()


def phones(raw: dict, given: list[dict]) -> set[str]:
    """Numbers; their type is not kept."""
    raw["phones"] = [
        _some(
            number=each.get("number"),
            extension=each.get("extension"),
            phone_note=each.get("description"),
            languages=[_language(one) for one in each.get("languages") or [] if isinstance(one, dict)],
            place=each.get(PLACE),
        )
        for each in given
    ]
    return set()


def contacts(raw: dict, given: list[dict]) -> set[str]:
    """Contacts of a public feed are public; one that is an e-mail address alone is a further address."""
    unkept = set()
    for each in given:
        numbers = [one.get("number") for one in each.get("phones") or [] if isinstance(one, dict)]
        names = _some(name=each.get("name"), title=each.get("title"), department=each.get("department"))
        if not names and not numbers and each.get("email"):
            raw.setdefault("emails", []).append({"address": each["email"]})
            continue
        phone = numbers[0] if numbers else None
        contact = {**names, **_some(email=each.get("email"), phone=phone), "public": True}
        raw.setdefault("contacts", []).append(contact)
        if len(numbers) > 1:
            unkept.add("contacts.phones")
    return unkept


def schedules(raw: dict, given: list[dict]) -> set[str]:
    """Hours; what has no rule and no times is a note about them, about those of its place where it has one."""
    notes = []
    for each in given:
        rule = [f"FREQ={each['freq']}"] if each.get("freq") else []
        rule += [f"{name.upper()}={each[name]}" for name in _RULE if each.get(name) and rule]
        if rule and each.get("until"):
            rule.append(f"UNTIL={str(each['until'])[:10].replace('-', '')}")
        entry = _some(
            rrule=";".join(rule),
            opens=str(each.get("opens_at") or "")[:5],
            closes=str(each.get("closes_at") or "")[:5],
            valid_from=str(each.get("valid_from") or "")[:10],
            valid_to=str(each.get("valid_to") or "")[:10],
            link=readable(each.get("schedule_link")),
            hours_note=each.get("notes"),
        )
        place = _some(place=each.get(PLACE))
        if place and not entry:
            entry = _some(hours_note=braced(each.get("description")))
        if entry:
            raw.setdefault("schedules", []).append(entry | place)
        elif each.get("description"):
            notes.append(str(each["description"]))
    if notes:
        raw["hours_note"] = braced(" ".join(notes))
    return {"schedules.attending_type"} if any(each.get("attending_type") for each in given) else set()


def cost_options(raw: dict, given: list[dict]) -> set[str]:
    """Prices as figures; one without an amount is not kept."""
    unkept = set()
    for number, each in enumerate(given, 1):
        if each.get("amount") is None or not each.get("currency"):
            unkept.add("cost_options")
            continue
        name = "".join(sign if sign.isalnum() else "_" for sign in str(each.get("option") or ""))[:40]
        name = name if name.isidentifier() and name.isascii() else f"price_{number}"
        amount = f"{each['amount']:g}" if isinstance(each["amount"], float) else str(each["amount"])
        figure = {"type": "money", "amount": amount, "currency": each["currency"]}
        raw.setdefault("cost_options", {})[name] = figure
    return unkept


def required_documents(raw: dict, given: list[dict]) -> set[str]:
    """What to bring."""
    raw["documents"] = [_some(document=each.get("document"), url=readable(each.get("uri"))) for each in given]
    return set()


def service_areas(raw: dict, given: list[dict]) -> set[str]:
    """The name of the area; drawn areas are not kept."""
    raw["area_name"] = ", ".join(str(each.get("name")) for each in given if each.get("name"))[:100]
    return {"service_areas.extent"} if any(each.get("extent") for each in given) else set()


def capacities(raw: dict, given: list[dict]) -> set[str]:
    """Free places."""
    raw["capacities"] = [
        {
            **_some(unit=(each.get("unit") or {}).get("name"), maximum=_whole(each.get("maximum"))),
            "available": _whole(each.get("available")),
            "updated": str(each.get("updated") or "")[:10],
        }
        for each in given
    ]
    return set()


def service_at_locations(raw: dict, given: list[dict]) -> set[str]:
    """Places, one a postal or visiting address."""
    unkept = set()
    places = []
    for each in given:
        place = each.get("location")
        if not isinstance(place, dict):
            unkept.add("service_at_locations")
            continue
        common = _some(
            name=place.get("name"),
            transportation=place.get("transportation"),
            latitude=place.get("latitude"),
            longitude=place.get("longitude"),
            accessibility=[
                _some(description=one.get("description"), details=one.get("details"), url=readable(one.get("url")))
                for one in place.get("accessibility") or []
                if isinstance(one, dict)
            ],
        )
        for address in addresses(place):
            lines = [str(address[name]) for name in ("address_1", "address_2") if address.get(name)]
            entry = _some(
                address=", ".join(lines),
                type=address.get("address_type") or place.get("location_type"),
                postal_code=address.get("postal_code"),
                locality=address.get("city"),
                region=address.get("region") or address.get("state_province"),
            )
            places.append(entry | common)
        if is_link(place):
            places.append({"address": readable(place.get("url")) or place["description"], "type": "virtual"} | common)
    if places:
        raw["locations"] = places
    return unkept


def _whole(number: Any) -> Any:
    return int(number) if isinstance(number, float) and number.is_integer() else number


READERS = {
    "languages": languages, "phones": phones, "contacts": contacts, "schedules": schedules,
    "cost_options": cost_options, "required_documents": required_documents, "service_areas": service_areas,
    "capacities": capacities, "service_at_locations": service_at_locations,
}  # fmt: skip
"""Field of HSDS → what reads it."""
