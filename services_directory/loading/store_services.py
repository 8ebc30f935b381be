"""Services, organizations and their sources into the database; the files were checked before."""

import uuid
from datetime import date, time
from pathlib import Path

from services_directory.loading.check_services import CODES
from services_directory.loading.files import read
from services_directory.loading.store_shipped import remove_gone, store
from services_directory.loading.summary import Summary
from services_directory.models import (
    City,
    CostOption,
    Eligibility,
    EmailAddress,
    Location,
    Organization,
    Phone,
    RequiredDocument,
    Schedule,
    Service,
    ServiceSource,
    ServiceTerm,
    Source,
    SpokenLanguage,
    StatusRecord,
    TaxonomyTerm,
)

# Ids in exchange formats are the same in every installation.
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "kiosk:services")


def store_services(folder: str, root: Path) -> Summary:
    """The services of <folder>/services.yml; without a city of that name they are examples from elsewhere."""
    summary = Summary()
    content = read(root / folder / "services.yml", root)
    city = City.objects.filter(pk=folder).first()
    organizations = {row["id"]: _organization(row, summary) for row in content.get("organizations") or []}
    terms = {(term.kind, term.code): term for term in TaxonomyTerm.objects.all()}
    rows = content.get("services") or []
    for position, row in enumerate(rows):
        fields = _fields(row, folder, organizations, position)
        service, changed = store(Service, {"city": city, "slug": row["id"]}, fields, row, summary)
        if changed:
            _store_parts(service, row, terms)
        elif service.position != position:
            Service.objects.filter(pk=service.pk).update(position=position)
    remove_gone(Service.objects.filter(city=city), "slug", [row["id"] for row in rows], summary)
    return summary


def _organization(row: dict, summary: Summary) -> Organization:
    fields = {key: row[key] for key in ("name", "proper_name", "aliases", "url") if key in row}
    return store(Organization, {"slug": row["id"]}, fields, row, summary)[0]


def _fields(row: dict, folder: str, organizations: dict[str, Organization], position: int) -> dict:
    window = row.get("window") or {}
    return {
        "uuid": uuid.uuid5(NAMESPACE, f"{folder}/{row['id']}"),
        "organization": organizations[row["organization"]],
        "name": row["name"],
        "proper_name": row.get("proper_name", False),
        "aliases": row.get("aliases") or [],
        "description": row["description"],
        "values": row.get("values") or {},
        "url": row.get("url", ""),
        "reach": row["reach"],
        "area_scope": row["area"]["scope"],
        "area_name": row["area"].get("name", ""),
        **{f"{about}_note": row.get(f"{about}_note", "") for about in ("language", "cost", "hours", "duration")},
        "caution": row.get("caution", ""),
        "former_contact": row.get("former_contact"),
        "source_status": row["status"],
        "historical": row["status"] == Service.SourceStatus.HISTORY,
        "as_of": row.get("as_of", ""),
        "as_of_date": row.get("as_of_date", ""),
        "assured_date": _day(row.get("assured_date")),
        "window_start": _day(window.get("start")),
        "window_end": _day(window.get("end")),
        "position": position,
    }


def _store_parts(service: Service, row: dict, terms: dict) -> None:
    """Everything that hangs on a service, anew; translations stay, they belong to officers."""
    for name in (
        "phones",
        "emails",
        "locations",
        "schedules",
        "spoken_languages",
        "cost_options",
        "required_documents",
    ):
        getattr(service, name).all().delete()
    for name in ("service_terms", "service_sources", "status_records"):
        getattr(service, name).all().delete()
    Eligibility.objects.filter(service=service).delete()
    for key, kind in CODES.items():
        for position, code in enumerate(row.get(key) or []):
            ServiceTerm.objects.create(service=service, term=terms[kind, code], position=position)
    for phone in row.get("phones") or []:
        Phone.objects.create(service=service, number=phone["number"], note=phone.get("phone_note", ""))
    for address in row.get("emails") or []:
        EmailAddress.objects.create(service=service, address=address)
    for language in row.get("languages") or []:
        language = language if isinstance(language, dict) else {"code": language}
        SpokenLanguage.objects.create(service=service, code=language["code"], as_of=language.get("as_of", ""))
    for key, value in (row.get("cost_options") or {}).items():
        CostOption.objects.create(service=service, key=key, value=value)
    for document in row.get("documents") or []:
        RequiredDocument.objects.create(service=service, document=document)
    if row.get("eligibility"):
        Eligibility.objects.create(service=service, text=row["eligibility"])
    if row.get("address"):
        _address(service, row["address"])
    for schedule in row.get("schedules") or []:
        _schedule(service, schedule)
    districts = {district.code: district for district in service.city.districts.all()} if service.city else {}
    service.districts.set([districts[code] for code in row.get("districts") or []])
    for position, entry in enumerate(row["sources"]):
        ServiceSource.objects.create(service=service, source=_source(entry), position=position)
    for past in row.get("past") or []:
        source = _source({"title": past["source"], "kind": Source.Kind.HISTORY, "as_of": past["as_of"]})
        fields = {"called": past["called"], "status": past["status"], "as_of": past["as_of"], "source": source}
        StatusRecord.objects.create(service=service, reference=past["id"], **fields)


def _source(entry: dict) -> Source:
    fields = {
        "title": entry["title"],
        "url": entry.get("url", ""),
        "kind": entry["kind"],
        "confirmed": entry.get("confirmed", True),
        "as_of": entry.get("as_of", ""),
        "note": entry.get("note", ""),
    }
    return store(Source, {"key": (entry.get("url") or entry["title"])[:300]}, fields, entry, Summary())[0]


def _address(service: Service, row: dict) -> None:
    district = service.city.districts.filter(code=row.get("district")).first() if service.city else None
    fields = {"postal_code": row.get("postal_code", ""), "locality": row.get("locality", ""), "district": district}
    kind = row.get("type", Location.Type.PHYSICAL)
    Location.objects.create(service=service, location_type=kind, address=row["text"], **fields)
    if row.get("postal"):
        Location.objects.create(service=service, location_type=Location.Type.POSTAL, address=row["postal"])


def _schedule(service: Service, row: dict) -> None:
    Schedule.objects.create(
        service=service,
        rrule=row.get("rrule", ""),
        opens_at=time.fromisoformat(row["opens"]) if "opens" in row else None,
        closes_at=time.fromisoformat(row["closes"]) if "closes" in row else None,
        by_appointment=row.get("by_appointment", False),
        valid_from=_day(row.get("valid_from")),
        valid_to=_day(row.get("valid_to")),
        note=row.get("hours_note", ""),
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
