"""HSDS taxonomy: one for each kind of term by which services and people's situations are described."""

from locales.render import render_marked
from services_directory import phrases
from services_directory.hsds.ids import taxonomy_id
from services_directory.models import TaxonomyTerm
from services_directory.presentation.text import DOMAIN, name_of

Kind = TaxonomyTerm.Kind
# Details are what one asks about a service, no way to sort services: they are no taxonomy.
NAMES = {
    Kind.TOPIC: phrases.TAXONOMY_TOPIC,
    Kind.PHASE: phrases.TAXONOMY_PHASE,
    Kind.FORMAT: phrases.TAXONOMY_FORMAT,
    Kind.COST: phrases.TAXONOMY_COST,
    Kind.AUDIENCE: phrases.TAXONOMY_AUDIENCE,
    Kind.BUSINESS: phrases.TAXONOMY_BUSINESS,
    Kind.STATUS: phrases.TAXONOMY_STATUS,
}


def taxonomies(language: str) -> list[dict]:
    """All taxonomies."""
    return [taxonomy(kind, language) for kind in NAMES]


def taxonomy(kind: str, language: str) -> dict:
    """A taxonomy; no source describes it, so its description is made of its name."""
    name = name_of(NAMES[Kind(kind)], False, language)
    description = render_marked(phrases.TAXONOMY_DESCRIPTION, {"name": name}, language, DOMAIN)
    return {"id": str(taxonomy_id(kind)), "name": name, "description": description.text}
