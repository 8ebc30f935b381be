"""The other side of an enquiry: a person of the city, as the running Kiosk's database sees them."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

_WRITES = """
import sys, uuid, django
django.setup()
from django.contrib.auth import get_user_model
from enquiries import desk
from enquiries.models import Enquiry
do, text, language = sys.argv[1:]
user, _ = get_user_model().objects.get_or_create(username="staff", is_superuser=True)
enquiry = Enquiry.objects.latest("opened_at")
if do == "reply":
    desk.reply(enquiry, user, text, language, client_id=uuid.uuid4().hex)
else:
    getattr(desk, do)(enquiry, user)
"""


def staff(database: Path, do: str, text: str = "", language: str = "") -> None:
    """Staff do this with the newest enquiry: 'reply' (with text and language), or a verb of `enquiries.desk`."""
    _in(database, _WRITES, do, text, language)


_MEMBER = """
import django
django.setup()
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in
from django.test import Client
from enquiries.models import Team
from services_directory.models import City
from tests.officers import account, with_factor
helmi = get_user_model().objects.filter(username="helmi").first()
if helmi is None:
    helmi = account("helmi", role="staff", city=City.objects.get(pk="helsinki"))
    Team.objects.create(name="Neuvonta", city_id="helsinki").members.add(helmi)
user_logged_in.connect(with_factor)
client = Client(SERVER_NAME="127.0.0.1")
client.force_login(helmi)
print(client.session.session_key)
"""


def member(database: Path) -> str:
    """The key of a session in which helmi, of the staff of Helsinki, is signed in with both factors."""
    return _in(database, _MEMBER).split()[-1]


def _in(database: Path, code: str, *arguments: str) -> str:
    """What some code prints that runs in a process of its own on this database."""
    environment = {**os.environ, "KIOSK_STATE_DIR": str(database.parent), "DJANGO_SETTINGS_MODULE": "website.settings"}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
