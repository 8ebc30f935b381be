"""Names of terms in the reader's language."""

from functools import lru_cache

from locales.catalogue import version as catalogue_version
from locales.values import format_value
from services_directory import phrases, version
from services_directory.models import SpokenLanguage, TaxonomyTerm
from services_directory.presentation.text import name_of, say


def detail_label(code: str, language: str) -> str:
    """The name of a detail: 'Cost', 'Opening hours'."""
    return next((row["name"] for row in terms(language)["detail"] if row["code"] == code), code)


def terms(language: str) -> dict[str, list[dict]]:
    """Kind → [{"code", "name", "note"}], and the languages that some service is given in."""
    return _terms(version.current(), catalogue_version(), language)


@lru_cache(maxsize=64)
def _terms(content: str, catalogues: tuple, language: str) -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {kind: [] for kind in TaxonomyTerm.Kind.values}
    for term in TaxonomyTerm.objects.all():
        note = name_of(term.note, False, language) if term.note else None
        found[term.kind].append({"code": term.code, "name": name_of(term.name, False, language), "note": note})
    found["detail"] += [
        {"code": code, "name": say(name, language), "note": None} for code, name in phrases.DETAILS.items()
    ]
    codes = SpokenLanguage.objects.filter(service__historical=False).values_list("code", flat=True).distinct()
    found["language"] = [
        {"code": code, "name": format_value({"type": "language", "code": code}, language)}
        for code in sorted(set(codes))
    ]
    return found
