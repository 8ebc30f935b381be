"""Whether a service can be kept: the rules of the models, and what only its neighbours can tell."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext

from services_directory.exchange import places
from services_directory.exchange.faults import short
from services_directory.exchange.fields import (
    ACCESSIBILITY,
    ELIGIBILITY,
    LISTS,
    PARTS,
    SERVICE,
    TERMS,
    Field,
    Part,
)
from services_directory.exchange.kinds import Kind
from services_directory.exchange.known import Known, target
from services_directory.exchange.row import Row
from services_directory.exchange.rules import clean_errors, field_errors, values_of
from services_directory.models import Eligibility, Partnership, Service
from services_directory.models.checks import check_placeholders, check_tags, check_value

REQUIRED = ("id", "name", "organization", "description", "topics", "status")
_SOME = {"type": "number", "number": "0"}
_OWN = (Field("id", "slug", Kind(80)), *SERVICE, *(Field(key, key, kind) for key, kind in LISTS.items()))


def check(row: Row, after: dict[str, Any], changed: set[str], known: Known) -> None:
    """Notes in the row what is wrong with the service it makes; `changed` are the fields that differ, all when new."""
    wrong = {fault.column for fault in row.faults}
    for key in REQUIRED:
        if key not in wrong and not after.get(key):
            row.fault(key, gettext("This is missing."))
    _service(row, after, changed)
    _references(row, after, changed, known)
    for part in PARTS:
        if part.key in changed:
            for number, item in enumerate(after.get(part.key) or [], 1):
                check_item(row, part, item, f"{number}, ")
    if "partnerships" in changed:
        _partners(row, after, known)
    if changed & {each.key for each in ELIGIBILITY} and any(after.get(each.key) for each in ELIGIBILITY):
        check_record(row, Eligibility, ELIGIBILITY, after, {each.key for each in ELIGIBILITY})
    _texts(row, after, changed)


def check_item(row: Row, part: Part, item: dict, where: str) -> None:
    """One value of a part: `where` says which one; the field stands in the reason."""
    found = [f"{key}: {message}" for key, message in field_errors(part.fields, item, part.model)]
    if not found and part.model is not Partnership:  # that asks the database for each; `_partners` knows all of them
        keys = {each.attribute: each.key for each in part.fields}
        errors = clean_errors(part.model, values_of(part.fields, item, part.model))
        found = [f"{keys[name]}: {message}" if name in keys else message for name, message in errors]
    for reason in found:
        row.fault(part.key, f"{where}{reason}")
    if part.key == "capacities" and item.get("maximum", "") != "" and item["maximum"] < item.get("available", 0):
        row.fault(part.key, where + gettext("More places are free than there are in all."))
    for number, inner in enumerate(item.get(ACCESSIBILITY.key, []), 1):
        check_item(row, ACCESSIBILITY, inner, f"{where}{number}, ")


def _service(row: Row, after: dict[str, Any], changed: set[str]) -> None:
    figures = {**(after.get("values") or {}), **(after.get("cost_options") or {})}
    # The figures themselves are checked below, by name.
    more = {"slug": after.get("id", ""), "values": dict.fromkeys(figures, _SOME)}
    more |= {key: after.get(key) or [] for key in LISTS}
    check_record(row, Service, _OWN, after, changed, more)
    for column in ("values", "cost_options"):
        for name, value in (after.get(column) or {}).items() if column in changed else ():
            _typed(row, column, name, value)
    if "cost_options" in changed:
        for name in set(after.get("cost_options") or ()) & set(after.get("values") or ()):
            row.fault("cost_options", gettext("‘%(text)s’ stands twice.") % {"text": short(name)})


def check_record(
    row: Row, model: type[Model], fields: tuple[Field, ...], after: dict, changed: set[str], more: dict | None = None
) -> None:
    """A record whose fields are columns of their own; a column that has a fault already gets no second one."""
    wrong = {fault.column for fault in row.faults}
    keys = {each.attribute: each.key for each in fields}
    found = list(field_errors([each for each in fields if each.key in changed], after, model))
    errors = clean_errors(model, values_of(fields, after, model) | (more or {}))
    found += [(keys.get(name, name), message) for name, message in errors]
    for key, message in found:
        if key not in wrong:
            row.fault(key, message)


def _typed(row: Row, column: str, name: str, value: Any) -> None:
    try:
        check_value(value)
    except ValidationError as error:
        row.fault(column, f"{name}: {' '.join(error.messages)}")


def _references(row: Row, after: dict[str, Any], changed: set[str], known: Known) -> None:
    city = after.get("city", "")
    for column, kind in TERMS.items():
        if column in changed:
            _among(row, column, after.get(column) or [], known.codes[kind])
    if "districts" in changed:
        _among(row, "districts", after.get("districts") or [], known.city_districts[city])
    if "locations" in changed:
        codes = [item["district"] for item in after.get("locations") or [] if "district" in item]
        _among(row, "locations", codes, known.city_districts[city])
    for part in places.OF_PLACE if changed & {"locations", *places.OF_PLACE} else ():
        _at_places(row, part, after)
    organization = after.get("organization", "")
    if "organization" in changed and organization and not known.has_organization(organization):
        reason = gettext("There is no organization ‘%(name)s’; give its name in organization_name to add it.")
        row.fault("organization", reason % {"name": short(organization)})
    for column in {"owner", "deputy"} & changed:
        if after.get(column) and after[column] not in known.users:
            # One sentence for all: whether there is such an account elsewhere is nobody's business.
            reason = gettext("‘%(name)s’ is neither an officer of your cities nor an administrator.")
            row.fault(column, reason % {"name": short(after[column])})


def _at_places(row: Row, part: str, after: dict[str, Any]) -> None:
    there = after.get("locations") or []
    known = ", ".join(places.name(there, at) for at in range(len(there))) or "–"
    for number, item in enumerate(after.get(part) or [], 1):
        if "place" in item and places.number(there, item["place"]) is None:
            reason = gettext("‘%(text)s’ is none of the locations of the service: %(known)s.")
            row.fault(part, f"{number}, place: " + reason % {"text": short(item["place"]), "known": known})


def _among(row: Row, column: str, codes: list[str], allowed: set[str]) -> None:
    for code in codes:
        if code not in allowed:
            reason = gettext("‘%(code)s’ is unknown; known are %(known)s.")
            row.fault(column, reason % {"code": short(code), "known": ", ".join(sorted(allowed)) or "–"})


def _partners(row: Row, after: dict[str, Any], known: Known) -> None:
    city = after.get("city", "")
    for number, item in enumerate(after.get("partnerships") or [], 1):
        service, organization = item.get("service"), item.get("organization")
        reason = ""
        if bool(service) == bool(organization):
            reason = gettext("Name a service or an organization, one of them.")
        elif service and target(city, service) == (city, after.get("id")):
            reason = gettext("A service cannot refer to itself.")
        elif service and not known.has_service(target(city, service)):
            reason = gettext("There is no service ‘%(name)s’.") % {"name": short(service)}
        elif organization and not known.has_organization(organization):
            reason = gettext("There is no organization ‘%(name)s’.") % {"name": short(organization)}
        if reason:
            row.fault("partnerships", f"{number}, {reason}")


def _texts(row: Row, after: dict[str, Any], changed: set[str]) -> None:
    """Translations, and texts of parts, ask for no other figures than the service has."""
    figures = set(after.get("values") or {}) | set(after.get("cost_options") or {})
    texts = {}
    if "eligibility" in changed or "values" in changed or "cost_options" in changed:
        texts["eligibility"] = after.get("eligibility", "")
    if changed & {"translations", "values", "cost_options"}:
        for column, item in (after.get("translations") or {}).items():
            texts[column] = item["text"]
            try:
                check_tags("language", [column.partition(".")[2]])
            except ValidationError as error:
                row.fault(column, " ".join(error.messages))
    for column, text in texts.items():
        try:
            check_placeholders({column: text}, figures)
        except ValidationError as error:
            row.fault(column, " ".join(error.messages))
