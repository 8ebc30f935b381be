"""A large city: what is read at once points to more records than a database takes as a list of keys."""

from services_directory import version
from services_directory.hsds import feed
from services_directory.models import Organization, Partnership, Service, ServiceSource, Source
from services_directory.search import services_of

MANY = 1_100
"""More different records that others point to than SQLite takes in one condition (1 000)."""


def test_more_than_a_thousand_services_sources_partners_and_organizations(directory):
    more = range(MANY)
    offices = Organization.objects.bulk_create(Organization(slug=f"many-{n}", name=f"Office {n}") for n in more)
    services = Service.objects.bulk_create(
        Service(city_id="vienna", slug=f"many-{n}", name=f"Advice {n}", organization=offices[n],
                source_status="current", publication="published")
        for n in more
    )  # fmt: skip
    sources = Source.objects.bulk_create(Source(key=f"many-{n}", title=f"Page {n}") for n in more)
    ServiceSource.objects.bulk_create(ServiceSource(service=services[n], source=sources[n]) for n in more)
    Partnership.objects.bulk_create(
        [Partnership(service=services[n], kind="refers-to", to_service=services[n - 1]) for n in more]
        + [Partnership(service=services[n], kind="works-with", to_organization=offices[n - 1]) for n in more]
    )
    version.bump()
    found = {row.slug: row for row in services_of("vienna")}
    fed = {row.slug: row for row in feed.with_parts(feed.services("vienna"), feed.FULL)}
    for rows in (found, fed):
        row = rows["many-7"]
        assert [each.source.title for each in row.service_sources.all()] == ["Page 7"]
        assert row.organization.name == "Office 7"
        partners = {each.kind: each.to_service or each.to_organization for each in row.partnerships.all()}
        assert {each.slug for each in partners.values()} == {"many-6"}
