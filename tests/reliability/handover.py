"""A hand-over that is disturbed: newcomers and staff write while parts die, then what is there is compared."""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import requests

from tests.conftest import ROOT, RunningKiosk, free_port
from tests.prepared import prepare

from .comparing import lost_or_doubled
from .faults import Faults
from .member import Member
from .newcomer import Newcomer
from .posting import Tries

NEWCOMERS, STAFF = 4, 2
RATES = ("CONVERSATIONS", "MESSAGES", "CONVERSATION", "ENQUIRIES", "RECEIPTS")
_ACCOUNTS = """
import json, sys
import django; django.setup()
from django_otp.plugins.otp_totp.models import TOTPDevice
from accounts.signin import factor
from tests.officers import PASSWORD, account
codes = {}
for name in sys.argv[1:]:
    user = account(name, role="staff", city_id="helsinki")
    TOTPDevice.objects.create(user=user, confirmed=True)
    codes[name] = PASSWORD, factor.new_codes(user)[0]
print(json.dumps(codes))
"""


@dataclass
class Result:
    """What a run was and what came of it; `wrong` is empty where nothing was lost, doubled or shown to others."""

    faults: Counter
    seconds: float
    tries: dict[str, int]
    from_newcomers: int = 0
    from_staff: int = 0
    wrong: list[str] = field(default_factory=list)


def environment(database: str = "") -> dict[str, str]:
    """Settings of a Kiosk that one machine disturbs: no limits on speed, and parts that are soon started again."""
    rates = {f"KIOSK_RATE_{name}": "1000000/minute" for name in RATES}
    more = {"KIOSK_DATABASE_URL": database} if database else {}
    return {**rates, **more, "KIOSK_LONGEST_PAUSE": "2", "KIOSK_LINKS_DAYS": "0"}


def worked(kiosk: RunningKiosk, code: str, *arguments: str, database: str = "") -> str:
    """What some code prints that runs in a process of its own on the database of a Kiosk."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env={
            **os.environ,
            **environment(database),
            "KIOSK_STATE_DIR": str(kiosk.folder / "state"),
            "DJANGO_SETTINGS_MODULE": "website.settings",
        },
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def staff_accounts(kiosk: RunningKiosk, names: list[str], database: str = "") -> dict[str, list[str]]:
    """Makes members of staff; name → the password and a backup code of the second factor."""
    return json.loads(worked(kiosk, _ACCOUNTS, *names, database=database))


def disturbed(folder: Path, faults: int, seed: int, database: str = "", tell: Callable[[str], None] = print) -> Result:
    """Runs a Kiosk of its own in `folder`, lets people write, disturbs it, and compares; `tell` gets each fault."""
    if not database:
        prepare(folder / "state")
    kiosk = RunningKiosk(folder, free_port(), **environment(database))
    try:
        kiosk.wait()
        return _run(kiosk, faults, seed, database, tell)
    finally:
        kiosk.stop()


def _run(kiosk: RunningKiosk, faults: int, seed: int, database: str, tell: Callable[[str], None]) -> Result:
    tries, numbers = Tries(), []
    newcomers = [Newcomer(kiosk.url, f"n{each}", seed, tries) for each in range(NEWCOMERS)]
    names = [f"staff{each}" for each in range(STAFF)]
    members = [Member(kiosk.url, name, seed, tries, numbers) for name in names]
    codes = staff_accounts(kiosk, names, database)
    for member in members:
        member.sign_in(*codes[member.name])
    began = time.monotonic()
    for person in (*newcomers, *members):
        person.start()
    disturbing = Faults(kiosk, seed, database)
    for count in range(1, faults + 1):
        tell(f"{count}/{faults} {disturbing.one()}")
        numbers[:] = [each.number for each in newcomers if each.with_enquiry.is_set() and each.number]
        if any(each.failure for each in (*newcomers, *members)):
            break
    kiosk.wait("/health/ready", within=300)
    for person in (*members, *newcomers):
        person.ending.set()
    for person in (*members, *newcomers):
        person.join(400)
    result = Result(disturbing.done, time.monotonic() - began, {})
    result.wrong = [f"{each.name}: {each.failure!r}" for each in (*newcomers, *members) if each.failure]
    result.wrong += [f"{each.name} did not end" for each in (*newcomers, *members) if each.is_alive()]
    result.from_newcomers = sum(len(each.said) for each in newcomers)
    result.from_staff = sum(len(texts) for member in members for texts in member.replied.values())
    if not result.wrong:
        result.wrong = [fault for each in newcomers for fault in lost_or_doubled(each, members)]
    result.wrong += _strangers(kiosk, newcomers)
    for each in newcomers:
        each.hung_up.set()
    result.tries = tries.counts()
    return result


def _strangers(kiosk: RunningKiosk, newcomers: list[Newcomer]) -> list[str]:
    """Whoever got into a conversation with the key of another."""
    found = []
    for one, other in zip(newcomers, newcomers[1:], strict=False):
        address = f"{kiosk.url}/chat/conversations/{one.id}"
        if requests.get(address, headers=other.bearer, timeout=30).status_code != 401:
            found.append(f"{other.name} opens the chat of {one.name}")
    return found
