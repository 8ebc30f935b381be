"""Files as officers, spreadsheets and other systems make them, and what comes of them."""

import io
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from services_directory.exchange import apply, files, stored
from services_directory.exchange.plan import Plan, make
from services_directory.models import (
    AccessBarrier,
    Accessibility,
    Capacity,
    Contact,
    Location,
    Organization,
    Partnership,
    Phone,
    Schedule,
    Service,
    Source,
    Translation,
)


class Exchange:
    """Imports and exports as the command and the desk do."""

    def __init__(self, folder: Path):
        self.folder = folder

    def file(self, name: str, content: bytes | str) -> Path:
        """A file of this name."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def plan(self, name: str, content: bytes | str, city: str = "", only=None) -> Plan:
        """The plan of a file with this content."""
        return make(files.read(self.file(name, content)), city, only)

    def load(self, name: str, content: bytes | str, city: str = "") -> Plan:
        """Imports it; the plan has no faults."""
        made = self.plan(name, content, city)
        assert not made.faults, [fault.line(name) for fault in made.faults]
        apply.apply(made, reason="test")
        return made

    def save(self, form: str, services=None, separator: str = ",") -> bytes:
        """The services as a file."""
        target = io.BytesIO()
        files.write(target, form, services if services is not None else Service.objects.order_by("pk"), separator)
        return target.getvalue()


@pytest.fixture
def exchange(directory, tmp_path) -> Exchange:
    """Over the shipped content, whose changes are undone after the test."""
    return Exchange(tmp_path)


@pytest.fixture
def rich(directory) -> Service:
    """A service that has everything there is."""
    service = Service.objects.get(slug="newco-helsinki-advice")
    other, organization = Service.objects.get(slug="ytj"), Organization.objects.get(slug="finnvera")
    source = Source.objects.filter(url__gt="").first()
    Partnership.objects.create(service=service, kind="refers-to", to_service=other, note="a; b=c | d \\ e")
    Partnership.objects.create(service=service, kind="works-with", to_organization=organization)
    AccessBarrier.objects.create(
        service=service, kind="language", description="=x; done=y", source=source, since="2025-01-31"
    )
    AccessBarrier.objects.create(service=service, kind="cost", state="removed", done="Now free\nof charge")
    Translation.objects.create(service=service, field="name", language="fi", text="-NewCo\r\nneuvonta")
    Translation.objects.create(service=service, field="eligibility", language="ckb", text="بۆ", state="outdated")
    Contact.objects.create(service=service, name="Adviser", email="a@b.fi", phone="+358931036360", public=True)
    Contact.objects.create(service=service, name="Somebody who left", withdrawn=True)
    Capacity.objects.create(service=service, unit="places", available=0, maximum=5, updated="2026-01-01")
    district = service.city.districts.first()
    place = Location.objects.create(
        service=service, address="Street 1; B | C", district=district, latitude="60.17", longitude="24.94"
    )
    Accessibility.objects.create(location=place, description="Lift")
    Accessibility.objects.create(location=place, description="Ramp", details="at the back")
    service.districts.set([district])
    service.channels, service.alert = ["website", "press"], "@home today"
    service.support_length = {"type": "duration", "count": "6.0", "unit": "month"}
    service.former_contact = {"phone": "+358931036360", "note": "until 2020"}
    service.values = {**service.values, "rate": {"type": "share", "share": "0.2550"}}
    service.description = "Costs {rate} \\ of it; x=1.\r\n\r\n- first\n+358 second"
    service.save()
    return service


@pytest.fixture
def offices(rich) -> Service:
    """The same with several offices, of which some have hours and numbers of their own."""
    first = rich.locations.get()
    office = Location.objects.create(service=rich, name="Office; place=2 | B", address="Street 2")
    Location.objects.create(service=rich, location_type="postal", address="Street 2")
    Schedule.objects.create(service=rich, rrule="FREQ=WEEKLY;BYDAY=SA", opens_at="10:00", location=office)
    Phone.objects.create(service=rich, number="+358931036362", note="Desk", location=office)
    Phone.objects.create(service=rich, number="+358931036362", location=first)
    return rich


@contextmanager
def failing(table: str, event: str, when: str = "1 = 1"):
    """The database fails at INSERT or UPDATE of a row of the directory's `table` for which `when` holds."""
    statement = f"CREATE TRIGGER gone BEFORE {event} ON services_directory_{table}"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            connection.check_constraints()  # a table with checks that still wait takes no trigger and loses none
            cursor.execute(
                "CREATE FUNCTION gone() RETURNS trigger LANGUAGE plpgsql"
                " AS $$ BEGIN RAISE EXCEPTION 'disk I/O error'; END $$"
            )
            cursor.execute(f"{statement} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION gone()")
        else:
            cursor.execute(f"{statement} WHEN {when} BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END")
    yield
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            connection.check_constraints()
            cursor.execute("DROP FUNCTION gone CASCADE")
        else:
            cursor.execute("DROP TRIGGER gone")


def documents() -> dict:
    """(city, id) → every service as it is kept."""
    pks = list(Service.objects.values_list("pk", flat=True))
    rows = (each.document for portion in stored.portions(pks) for each in portion)
    return {(row["city"], row["id"]): row for row in rows}
