"""Shipped content into the database, and what may be wrong with it.

Loading is atomic and can be repeated: an entry that did not change since it was loaded is left alone, with whatever an
officer made of it; an entry that changed wins; one that is gone from the files goes.
"""

from pathlib import Path

from accounts.audit import summarised
from services_directory import version
from services_directory.loading.check_guidance import guidance_faults
from services_directory.loading.check_services import city_faults, service_faults, taxonomy_codes, taxonomy_faults
from services_directory.loading.files import ROOT, ContentError, cities, countries, read, without_city
from services_directory.loading.store_guidance import store_guidance
from services_directory.loading.store_places import store_city, store_taxonomy
from services_directory.loading.store_services import store_services
from services_directory.loading.summary import Summary

__all__ = ["ROOT", "ContentError", "Summary", "content_faults", "load_all", "load_city", "taxonomy_codes"]


def content_faults(root: Path = ROOT) -> list[str]:
    """One line a fault in all content files, with file and key; empty where all is right."""
    faults: list[str] = []
    checks = [(taxonomy_faults, ())]
    checks += [(city_faults, (city,)) for city in cities(root)]
    checks += [(service_faults, (folder,)) for folder in (*cities(root), *without_city(root))]
    checks += [(guidance_faults, (country,)) for country in countries(root)]
    for check, arguments in checks:
        try:
            faults += check(*arguments, root)
        except ContentError as error:
            faults += error.faults
    return list(dict.fromkeys(faults))


def load_city(city: str, root: Path = ROOT) -> Summary:
    """Loads one city: the terms, its own file, its services and the guidance of its country.

    Raises ContentError, with nothing changed, where any of these files has a fault or there is no such city.
    """
    if city not in cities(root):
        raise ContentError([f"{city}/city.yml: there is no such file"])
    country = read(root / city / "city.yml", root).get("country")
    faults = taxonomy_faults(root) + city_faults(city, root) + service_faults(city, root)
    if country in countries(root):
        faults += guidance_faults(country, root)
    if faults:
        raise ContentError(faults)
    with version.hold(), summarised("load", city):
        return store_taxonomy(root) + _store(city, root)


def load_all(root: Path = ROOT) -> Summary:
    """Loads every shipped city, and the examples from elsewhere. Raises ContentError, with nothing changed."""
    if faults := content_faults(root):
        raise ContentError(faults)
    with version.hold(), summarised("load", "content"):
        summary = store_taxonomy(root)
        for city in cities(root):
            summary += _store(city, root)
        for folder in without_city(root):
            summary += store_services(folder, root)
    return summary


def _store(city: str, root: Path) -> Summary:
    country = read(root / city / "city.yml", root).get("country")
    summary = store_city(city, root) + store_services(city, root)
    return summary + store_guidance(country, root) if country in countries(root) else summary
