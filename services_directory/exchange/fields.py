"""The fields of a service and of its parts: how they are called in files, and where the database keeps them.

The names are those of content/<city>/services.yml where it has the thing.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Model

from services_directory import models
from services_directory.exchange.kinds import Kind, Number, Tag, Url
from services_directory.exchange.kinds_plain import Clock, Day, Decimals, Whole, YesNo
from services_directory.exchange.kinds_values import Mapping, Tags, Texts, Value
from services_directory.models.limits import LONGEST_TEXT

SERVICE_URL = 600


@dataclass(frozen=True, eq=False)
class Field:
    """One field: `key` in files, `attribute` of the model, `path` to it in a query where it lies elsewhere.

    A field with a `path` is a reference: the id of another record in files, found when a file is read.
    """

    key: str
    attribute: str
    kind: Kind = Kind()  # noqa: RUF009 - kinds keep no state
    path: str = ""

    def default(self, model: type[Model]) -> Any:
        """What a record has where nothing is said, in the compared form."""
        if self.path:
            return ""
        return self.kind.canonical(model._meta.get_field(self.attribute).get_default())


@dataclass(frozen=True, eq=False)
class Part:
    """What a service has several of: `main` is the field that may stand alone for the whole."""

    key: str
    model: type[Model]
    fields: tuple[Field, ...]
    main: str
    sort: tuple[str, ...] = ()
    by: dict[str, Field] = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "by", {each.key: each for each in self.fields})

    @cached_property
    def defaults(self) -> dict[str, Any]:
        """The compared form of what the fields have where nothing is said."""
        return {each.key: each.default(self.model) for each in self.fields}


def _plain(key: str, longest: int = LONGEST_TEXT) -> Field:
    return Field(key, key, Kind(longest))


SERVICE = (
    Field("organization", "organization", Kind(80), "organization__slug"),
    _plain("name", 200),
    Field("proper_name", "proper_name", YesNo()),
    Field("language", "language", Tag(12)),
    _plain("description"),
    Field("url", "url", Url(SERVICE_URL)),
    _plain("reach", 12),
    _plain("area_scope", 16),
    _plain("area_name", 100),
    _plain("language_note"),
    _plain("cost_note"),
    _plain("hours_note"),
    _plain("duration_note"),
    _plain("caution"),
    _plain("application_process"),
    _plain("alert"),
    Field("support_length", "support_length", Value()),
    _plain("exit_strategy"),
    _plain("intercultural_training", 8),
    _plain("staff_diversity", 8),
    _plain("inclusion_note"),
    Field("status", "source_status", Kind(20)),
    Field("historical", "historical", YesNo()),
    _plain("as_of", 200),
    _plain("as_of_date", 10),
    Field("assured_date", "assured_date", Day()),
    Field("window_start", "window_start", Day()),
    Field("window_end", "window_end", Day()),
    _plain("publication", 10),
    Field("review_after", "review_after", Whole()),
    Field("owner", "owner", Kind(150), "owner__username"),
    Field("deputy", "deputy", Kind(150), "deputy__username"),
    Field("former_contact", "former_contact", Mapping()),
    Field("position", "position", Whole()),
)
"""Fields with one value, in the order of the columns; `id`, `city` and `uuid` say which service it is."""

LISTS = {"aliases": Texts(200), "channels": Texts(40)}
"""Lists of texts that the service keeps itself."""

CODES = Texts(50)
"""The kind of a list of codes: terms and districts."""

TERMS = {
    "topics": "topic", "audience": "audience", "phases": "phase", "formats": "format", "cost": "cost",
    "business": "business", "residence_status": "status", "details": "detail",
}  # fmt: skip
"""Column of codes → kind of term."""

ELIGIBILITY = (
    Field("eligibility", "text", Kind(LONGEST_TEXT)),
    Field("minimum_age", "minimum_age", Whole()),
    Field("maximum_age", "maximum_age", Whole()),
)

ACCESSIBILITY = Part(
    "accessibility",
    models.Accessibility,
    (_plain("description", 200), _plain("details"), Field("url", "url", Url())),
    "description",
)

_PLACE = Field("place", "location", Kind(300), "location")
"""One of the service's own places (`places.py`); none: all of them."""

PARTS = (
    Part("languages", models.SpokenLanguage, (
        Field("code", "code", Tag(12)), _plain("as_of", 10), _plain("given_by", 12), _plain("rrule", 200),
        Field("opens", "opens_at", Clock()), Field("closes", "closes_at", Clock()), _plain("note", 200),
    ), "code"),
    Part("phones", models.Phone, (
        Field("number", "number", Number(40)), Field("extension", "extension", Whole()),
        Field("languages", "languages", Tags()), Field("phone_note", "note", Kind(200)), _PLACE,
    ), "number"),
    Part("emails", models.EmailAddress, (Field("address", "address", Kind(254)),), "address"),
    Part("contacts", models.Contact, (
        _plain("name", 200), _plain("title", 200), _plain("department", 200), Field("email", "email", Kind(254)),
        Field("phone", "phone", Number(40)), Field("public", "public", YesNo()),
    ), "name"),
    Part("locations", models.Location, (
        _plain("address", 300), Field("type", "location_type", Kind(10)), _plain("postal_code", 12),
        _plain("locality", 100), _plain("region", 100), _plain("name", 200), _plain("transportation", 300),
        Field("latitude", "latitude", Decimals()), Field("longitude", "longitude", Decimals()),
        Field("district", "district", Kind(50), "district__code"),
    ), "address"),
    Part("schedules", models.Schedule, (
        _plain("rrule", 200), Field("opens", "opens_at", Clock()), Field("closes", "closes_at", Clock()),
        Field("valid_from", "valid_from", Day()), Field("valid_to", "valid_to", Day()),
        Field("by_appointment", "by_appointment", YesNo()), Field("link", "link", Url()),
        Field("hours_note", "note", Kind(200)), _PLACE,
    ), "rrule"),
    Part("documents", models.RequiredDocument, (_plain("document", 300), Field("url", "uri", Url())), "document"),
    Part("capacities", models.Capacity, (
        _plain("unit", 60), Field("available", "available", Whole()), Field("maximum", "maximum", Whole()),
        Field("updated", "updated", Day()),
    ), "unit"),
    Part("partnerships", models.Partnership, (
        _plain("kind", 12), Field("service", "to_service", Kind(140), "to_service__slug"),
        Field("organization", "to_organization", Kind(80), "to_organization__slug"), _plain("note", 200),
    ), "kind", ("kind",)),
    Part("barriers", models.AccessBarrier, (
        _plain("kind", 20), _plain("description"), _plain("done"), _plain("state", 10), Field("since", "since", Day()),
        Field("source", "source", Kind(600), "source__key"),
    ), "kind", ("state", "kind")),
    Part("past", models.StatusRecord, (
        Field("id", "reference", Kind(80)), _plain("called", 200), _plain("status", 20), _plain("as_of", 10),
        Field("source", "source", Kind(600), "source__key"),
    ), "id"),
)  # fmt: skip

SOURCE = Part("sources", models.Source, (
    _plain("title", 300), Field("url", "url", Url()), _plain("kind", 12), Field("confirmed", "confirmed", YesNo()),
    _plain("as_of", 100), _plain("as_of_note"), Field("checked_on", "checked_on", Day()), _plain("note", 300),
    _plain("key", 300),
), "title")  # fmt: skip
"""Sources are shared: a service names them, and what is said of one holds for all services that rest on it."""

ORGANIZATION = Part("organizations", models.Organization, (
    Field("id", "slug", Kind(80)), _plain("name", 200), Field("proper_name", "proper_name", YesNo()),
    _plain("description"), Field("language", "language", Tag(12)), Field("aliases", "aliases", Texts(200)),
    Field("url", "url", Url(500)), Field("email", "email", Kind(254)), _plain("legal_status", 100),
    Field("parent", "parent", Kind(80), "parent__slug"),
), "id")  # fmt: skip

VALUES = {"cost_options": Value(), "values": Value()}
"""Mappings of placeholders to figures; the cost options are records of their own."""

PART = {part.key: part for part in PARTS}
