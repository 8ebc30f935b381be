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
    environment = {**os.environ, "KIOSK_STATE_DIR": str(database.parent), "DJANGO_SETTINGS_MODULE": "website.settings"}
    command = [sys.executable, "-c", _WRITES, do, text, language]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
