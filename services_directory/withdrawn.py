"""Contacts that were withdrawn: an older version, an older file or a form that was open longer brings none back.

A contact is the same person or desk as another where both have the e-mail address, or the name and the number; a name
stands alone where it is all that is known.
"""

from collections import defaultdict
from collections.abc import Iterable

from services_directory.models import Contact, EmailAddress

Key = tuple[str, ...]
_TOLD = ("name", "title", "department", "email", "phone")


def keys(contact: dict) -> set[Key]:
    """By what a contact is known again; `contact` has the fields of the model, or some of them."""
    name, title, department, email, phone = (str(contact.get(field) or "").strip().casefold() for field in _TOLD)
    called = name or title or department
    # With the name too: several may share the address of an office, and one of them be withdrawn.
    found = {("email", email), ("name at", called, email)} if email else set()
    if phone or not email:
        found.add(("name", called, phone))
    return found


def withdrawn(services: Iterable[int]) -> dict[int, set[Key]]:
    """Primary key of a service → the keys of its withdrawn contacts, now and formerly, of those deleted since too.

    Without those by which a contact is known today that is not withdrawn, and without its other e-mail addresses.
    """
    services = list(services)
    last, ever = {}, defaultdict(set)
    rows = Contact.changes.filter(service_id__in=services).order_by("history_date", "history_id")
    for row in rows.values("id", "service_id", "withdrawn", *_TOLD):
        ever[row["service_id"], row["id"]] |= keys(row)
        last[row["service_id"], row["id"]] = row["withdrawn"]
    shown = defaultdict(set)
    for row in Contact.objects.filter(service__in=services).order_by().values("id", "service_id", "withdrawn", *_TOLD):
        last[row["service_id"], row["id"]] = row["withdrawn"]
        (ever[row["service_id"], row["id"]] if row["withdrawn"] else shown[row["service_id"]]).update(keys(row))
    for service, address in EmailAddress.objects.filter(service__in=services).values_list("service_id", "address"):
        shown[service].add(("email", address.casefold()))
    found = defaultdict(set)
    for (service, id), known in ever.items():
        if last[service, id]:
            found[service] |= known
    return {service: known - shown[service] for service, known in found.items()}


def kept_withdrawn(state: dict, gone: set[Key]) -> dict:
    """A state of a service (`services_directory.desk.versions`) in which contacts with these keys are withdrawn."""
    rows = state["parts"].get("contacts", {})
    rows = {id: {**row, "withdrawn": row["withdrawn"] or bool(keys(row) & gone)} for id, row in rows.items()}
    return {**state, "parts": {**state["parts"], "contacts": rows}}
