"""Whose a record is: of a city, of a country, shared by cities, of all, or of the accounts."""

from dataclasses import dataclass
from functools import cache

from django.db.models import ForeignKey, Model

CITY, COUNTRY, SHARED, COMMON, CLOSED = "city", "country", "shared", "common", "closed"
PRIVATE, TOOLS, FIGURES = "private", "tools", "figures"


@dataclass(frozen=True)
class Scope:
    """`kind` is one of the five above; `path` leads to the city, or to the country's code, as in Django's look-ups.

    `users` are the paths from a shared record to the cities and countries that use it: it belongs to a city as long as
    no other uses it. `part_of` is the field of a part of a shared record that leads to it. `organization` leads to the
    organization, where one does. `desk` is set for records of the staff's desk: PRIVATE is what newcomers wrote and
    what staff did with it, TOOLS what staff work with, FIGURES counts alone.
    """

    kind: str
    path: str = ""
    organization: str = ""
    users: tuple[str, ...] = ()
    part_of: str = ""
    desk: str = ""


KNOWN: dict[str, Scope] = {
    "services_directory.City": Scope(CITY, "pk"),
    "services_directory.Service": Scope(CITY, "city", "organization"),
    "services_directory.Event": Scope(CITY, "city", "organization"),
    "services_directory.Organization": Scope(SHARED, organization="pk", users=("services__city", "events__city")),
    "services_directory.Source": Scope(SHARED, users=("services__city", "event__city", "statements__country")),
    "services_directory.Statement": Scope(COUNTRY, "country"),
    "services_directory.Answer": Scope(COUNTRY, "country"),
    "services_directory.Plan": Scope(COUNTRY, "country"),
    "services_directory.TaxonomyTerm": Scope(COMMON),
    # Not by its own city, which only a proposal of a new service has: permissions.proposals_to_decide.
    "services_directory.Proposal": Scope(CITY, "service__city", "service__organization"),
    "services_directory.LinkCheck": Scope(COMMON),
    "services_directory.ContentVersion": Scope(CLOSED),
}
_PARENTS = ("city", "service", "location", "statement", "plan", "event", "organization")
"""Foreign keys by which a part belongs to a record, the first that a model has decides."""


def register(label: str, scope: Scope) -> None:
    """Says whose the records of a further model are: `register("enquiries.Enquiry", Scope(CITY, "city"))`."""
    KNOWN[label] = scope
    scope_of.cache_clear()


@cache
def scope_of(model: type[Model]) -> Scope:
    """The scope of a model. One that nobody named follows its parent; without a parent it is closed."""
    model = getattr(model, "instance_type", model)  # the history of a record belongs where the record does
    if model._meta.label in KNOWN:
        return KNOWN[model._meta.label]
    if model._meta.app_label != "services_directory":
        return Scope(CLOSED)
    for name in _PARENTS:
        field = next((each for each in model._meta.fields if each.name == name and isinstance(each, ForeignKey)), None)
        if field is None:
            continue
        if name == "city":
            return Scope(CITY, "city")
        above = scope_of(field.related_model)
        organization = f"{name}__{above.organization}" if above.organization else ""
        if above.kind == SHARED:
            users = tuple(f"{name}__{path}" for path in above.users)
            return Scope(SHARED, organization=organization, users=users, part_of=name)
        return Scope(above.kind, f"{name}__{above.path}", organization)
    return Scope(CLOSED)
