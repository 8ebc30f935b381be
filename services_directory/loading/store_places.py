"""Terms and cities into the database; the files were checked before."""

from pathlib import Path

from services_directory.loading.files import read
from services_directory.loading.store_shipped import store
from services_directory.loading.summary import Summary
from services_directory.models import City, District, TaxonomyTerm


def store_taxonomy(root: Path) -> Summary:
    """The terms; a code that is gone is removed from the services too."""
    summary = Summary()
    known = {(term.kind, term.code): term for term in TaxonomyTerm.objects.all()}
    for kind, rows in read(root / "taxonomy.yml", root).items():
        for position, row in enumerate(rows):
            term = known.pop((kind, row["code"]), None)
            wanted = {"name": row["name"], "note": row.get("note", ""), "position": position}
            if term is None:
                TaxonomyTerm.objects.create(kind=kind, code=row["code"], **wanted)
                summary.count("created")
            elif any(getattr(term, name) != value for name, value in wanted.items()):
                for name, value in wanted.items():
                    setattr(term, name, value)
                term.save()
                summary.count("updated")
            else:
                summary.count("kept")
    for term in known.values():
        term.delete()
        summary.count("removed")
    return summary


def store_city(city: str, root: Path) -> Summary:
    """The city and its districts."""
    summary = Summary()
    row = read(root / city / "city.yml", root)
    fields = {
        "name": row["name"],
        "country": row["country"],
        "default_language": row["default_language"],
        "timezone": row["timezone"],
        "own_languages": row.get("own_languages") or [],
        "contact": row.get("contact") or "",
        "allowed_origins": row.get("allowed_origins") or [],
        "emergency": row.get("emergency") or [],
    }
    record, changed = store(City, {"id": city}, fields, row, summary)
    if changed:
        codes = []
        for district in row.get("districts") or []:
            codes.append(district["code"])
            wanted = {"name": district["name"], "names": district.get("names") or {}}
            District.objects.update_or_create(city=record, code=district["code"], defaults=wanted)
        record.districts.exclude(code__in=codes).delete()
    return summary
