"""HSDS taxonomy_term."""

from functools import lru_cache

from locales.catalogue import version as catalogue_version
from locales.languages import get
from locales.render import render_marked
from services_directory import version
from services_directory.hsds.ids import taxonomy_id, term_id
from services_directory.hsds.serialise.taxonomy import NAMES, taxonomy
from services_directory.models import TaxonomyTerm
from services_directory.presentation.text import DOMAIN, name_of


def terms(language: str) -> dict[tuple[str, str], dict]:
    """(kind, code) → term, in the order of the taxonomies; not to be changed."""
    return _terms(version.current(), catalogue_version(), language)


@lru_cache(maxsize=32)
def _terms(content: str, catalogues: tuple, language: str) -> dict[tuple[str, str], dict]:
    rows = [row for row in TaxonomyTerm.objects.all() if row.kind in NAMES]
    order = list(NAMES)
    rows.sort(key=lambda row: (order.index(row.kind), row.position, row.code))
    names = {kind: taxonomy(kind, language)["name"] for kind in NAMES}
    return {(row.kind, row.code): _term(row, names[row.kind], language) for row in rows}


def _term(row: TaxonomyTerm, taxonomy_name: str, language: str) -> dict:
    name = render_marked(row.name, {}, language, DOMAIN)
    return {
        "id": str(term_id(row.kind, row.code)),
        "code": row.code,
        "name": name.text,
        # A term without a note is described by its name: HSDS demands a description.
        "description": name_of(row.note, False, language) if row.note else name.text,
        "taxonomy": taxonomy_name,
        "taxonomy_id": str(taxonomy_id(row.kind)),
        "language": get(name.language).tag.split("-")[0],
    }
