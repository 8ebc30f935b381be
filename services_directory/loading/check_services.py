"""What may be wrong in services.yml, city.yml and taxonomy.yml."""

import re
from datetime import time
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from services_directory.loading import fields
from services_directory.loading.files import ROOT, Faults, read
from services_directory.models.phone import check_e164
from services_directory.models.schedule import check_rrule
from services_directory.models.service import Service
from services_directory.models.source import Source
from services_directory.models.taxonomy import TaxonomyTerm

CODES = {"topics": "topic", "audience": "audience", "phases": "phase", "formats": "format", "cost": "cost"}
TEXTS = ("description", "eligibility", "language_note", "cost_note", "hours_note", "duration_note", "caution")
_REQUIRED = ("id", "name", "organization", "description", "topics", "reach", "area", "status", "sources")
_ALLOWED = (
    *TEXTS, *CODES, "proper_name", "aliases", "languages", "cost_options", "values", "documents", "url", "phones",
    "emails", "address", "schedules", "former_contact", "window", "as_of", "as_of_date", "assured_date",
    "past", "districts",
)  # fmt: skip
_SHAPES = {
    str: ("id", "name", "organization", "status", "reach", "url", *TEXTS),
    list: (
        *CODES,
        "aliases",
        "languages",
        "documents",
        "phones",
        "emails",
        "schedules",
        "sources",
        "past",
        "districts",
    ),
    dict: ("area", "values", "cost_options", "address", "window", "former_contact"),
}
_NAMES = {str: "text", list: "list", dict: "mapping"}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def taxonomy_codes(root: Path = ROOT) -> dict[str, set[str]]:
    """Kind of term → its codes. Raises ContentError where the file cannot be read."""
    return {kind: {row["code"] for row in rows} for kind, rows in read(root / "taxonomy.yml", root).items()}


def taxonomy_faults(root: Path = ROOT) -> list[str]:
    """One line a fault of taxonomy.yml."""
    faults = Faults(root / "taxonomy.yml", root)
    kinds = read(root / "taxonomy.yml", root)
    for kind in set(kinds) ^ set(TaxonomyTerm.Kind.values):
        faults.add(kind, "is missing or not a kind of term")
    for kind, rows in kinds.items():
        seen = set()
        for row in rows:
            if not fields.known_keys(row, ("note",), ("code", "name"), kind, faults.add):
                continue
            if row["code"] in seen or not _ID.fullmatch(row["code"]):
                faults.add(f"{kind}.{row['code']}", "stands twice or is not a code")
            seen.add(row["code"])
    return faults.lines


def city_faults(city: str, root: Path = ROOT) -> list[str]:
    """One line a fault of <city>/city.yml."""
    faults = Faults(root / city / "city.yml", root)
    content = read(root / city / "city.yml", root)
    required = ("id", "name", "country", "default_language", "timezone")
    if not fields.known_keys(
        content, ("own_languages", "contact", "allowed_origins", "districts", "emergency"), required, "city", faults.add
    ):
        return faults.lines
    if content["id"] != city:
        faults.add("id", f"is {content['id']!r}, the folder {city!r}")
    seen = set()
    for row in content.get("districts") or []:
        if fields.known_keys(row, ("names",), ("code", "name"), "districts", faults.add):
            if row["code"] in seen or not _ID.fullmatch(row["code"]):
                faults.add(f"districts.{row['code']}", "stands twice or is not a code")
            seen.add(row["code"])
            for tag, names in (row.get("names") or {}).items():
                fields.strings(names, f"districts.{row['code']}.names.{tag}", faults.add)
    for row in content.get("emergency") or []:
        _emergency(row, faults.add)
    if content.get("contact") and (root / city / "services.yml").exists():
        ids = {row.get("id") for row in read(root / city / "services.yml", root).get("services", [])}
        fields.one_of(content["contact"], ids, "contact", faults.add)
    return faults.lines


def _emergency(row, add: fields.Add) -> None:
    if not fields.known_keys(row, ("title", "checked_on"), ("number", "for", "source"), "emergency", add):
        return
    fields.values({"number": {"type": "phone", "number": row["number"]}}, "emergency", add)
    fields.url(row["source"], "emergency.source", add)
    if row.get("checked_on"):
        fields.day(row["checked_on"], "emergency.checked_on", add)


def service_faults(folder: str, root: Path = ROOT) -> list[str]:
    """One line a fault of <folder>/services.yml."""
    file = root / folder / "services.yml"
    faults = Faults(file, root)
    content = read(file, root)
    codes = taxonomy_codes(root)
    organizations = set()
    for row in content.get("organizations") or []:
        if fields.known_keys(row, ("proper_name", "aliases", "url"), ("id", "name"), "organizations", faults.add):
            organizations.add(row["id"])
    districts = set()
    if (root / folder / "city.yml").exists():
        districts = {row.get("code") for row in read(root / folder / "city.yml", root).get("districts") or []}
    seen = set()
    for number, row in enumerate(content.get("services") or [], 1):
        where = f"services.{row.get('id', number)}" if isinstance(row, dict) else f"services.{number}"
        if not fields.known_keys(row, _ALLOWED, _REQUIRED, where, faults.add):
            continue
        if not _shaped(row, where, faults.add):
            continue
        if row["id"] in seen or not _ID.fullmatch(row["id"]):
            faults.add(where, "stands twice or is not an id")
        seen.add(row["id"])
        fields.one_of(row["organization"], organizations, f"{where}.organization", faults.add)
        for key, kind in CODES.items():
            for code in row.get(key) or []:
                fields.one_of(code, codes[kind], f"{where}.{key}", faults.add)
        for code in row.get("districts") or []:
            fields.one_of(code, districts, f"{where}.districts", faults.add)
        fields.one_of(row["reach"], Service.Reach.values, f"{where}.reach", faults.add)
        fields.one_of(row["area"].get("scope"), Service.AreaScope.values, f"{where}.area.scope", faults.add)
        fields.one_of(row["status"], Service.SourceStatus.values, f"{where}.status", faults.add)
        _texts(row, where, faults.add)
        _contacts(row, where, faults.add)
        _dates(row, where, faults.add)
        _sources(row, where, faults.add)
    return faults.lines


def _shaped(row: dict, where: str, add: fields.Add) -> bool:
    """Whether every key holds the kind of thing it should."""
    right = True
    for kind, keys in _SHAPES.items():
        for key in keys:
            if key in row and not isinstance(row[key], kind):
                add(f"{where}.{key}", f"is not a {_NAMES[kind]}")
                right = False
    return right


def _texts(row: dict, where: str, add: fields.Add) -> None:
    figures = {**(row.get("values") or {}), **(row.get("cost_options") or {})}
    fields.values(figures, f"{where}.values", add)
    used = set()
    for key in ("name", *TEXTS):
        if key in row:
            used |= fields.text(row[key], figures, f"{where}.{key}", add)
    for name in set(row.get("values") or {}) - used:
        add(f"{where}.values.{name}", "is used in no text")
    for key in ("documents", "aliases"):
        if key in row:
            fields.strings(row[key], f"{where}.{key}", add)
    for language in row.get("languages") or []:
        code = language.get("code") if isinstance(language, dict) else language
        if not isinstance(code, str) or not _TAG.fullmatch(code):
            add(f"{where}.languages", f"{code!r} is not a language tag")


def _contacts(row: dict, where: str, add: fields.Add) -> None:
    for phone in row.get("phones") or []:
        if fields.known_keys(phone, ("phone_note",), ("number",), f"{where}.phones", add):
            _validated(check_e164, phone["number"], f"{where}.phones", add)
    for address in row.get("emails") or []:
        _validated(validate_email, address, f"{where}.emails", add)
    if "url" in row:
        fields.url(row["url"], f"{where}.url", add)
    if "address" in row:
        allowed = ("postal", "postal_code", "locality", "type", "district")
        fields.known_keys(row["address"], allowed, ("text",), f"{where}.address", add)
    for schedule in row.get("schedules") or []:
        allowed = ("rrule", "opens", "closes", "hours_note", "by_appointment", "valid_from", "valid_to")
        if fields.known_keys(schedule, allowed, (), f"{where}.schedules", add):
            if "rrule" in schedule:
                _validated(check_rrule, schedule["rrule"], f"{where}.schedules.rrule", add)
            for key in ("opens", "closes"):
                try:
                    time.fromisoformat(schedule.get(key, "00:00"))
                except (TypeError, ValueError):
                    add(f"{where}.schedules.{key}", f"{schedule[key]!r} is not a time such as 09:00")


def _validated(validator, value: object, where: str, add: fields.Add) -> None:
    try:
        validator(value)
    except ValidationError as error:
        add(where, f"{value!r}: {' '.join(error.messages)}")


def _dates(row: dict, where: str, add: fields.Add) -> None:
    if "as_of_date" in row:
        fields.partial_date(row["as_of_date"], f"{where}.as_of_date", add)
    if "assured_date" in row:
        fields.day(row["assured_date"], f"{where}.assured_date", add)
    window = row.get("window") or {}
    if row["status"] == Service.SourceStatus.TIME_LIMITED and not window:
        add(where, "is limited in time, but has no window")
    for key, value in window.items():
        fields.one_of(key, ("start", "end"), f"{where}.window", add)
        fields.day(value, f"{where}.window.{key}", add)


def _sources(row: dict, where: str, add: fields.Add) -> None:
    for source in row["sources"]:
        if fields.known_keys(source, ("url", "confirmed", "note", "as_of"), ("title", "kind"), f"{where}.sources", add):
            fields.one_of(source["kind"], Source.Kind.values, f"{where}.sources.kind", add)
            if "url" in source:
                fields.url(source["url"], f"{where}.sources.url", add)
            elif source["kind"] != Source.Kind.HISTORY:
                add(f"{where}.sources", "lacks url")
    for past in row.get("past") or []:
        fields.known_keys(past, (), ("id", "called", "status", "as_of", "source"), f"{where}.past", add)
