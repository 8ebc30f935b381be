"""Measures enquiries under load: open chats that hold a stream each, and staff who read and answer, on a running Kiosk.

    uv run python bench/enquiries.py                                    200 chats, 20 members of staff, a minute
    uv run python bench/enquiries.py --chats 50 --staff 5 --seconds 30
    uv run python bench/enquiries.py --write                            puts the table into docs/reliability.md

Each member of staff goes through inbox, enquiry and reply every ten seconds and asks for news every five, as an open
page does; each newcomer writes once a minute to the staff, who speak in all chats. All of it, clients too, shares the
machine. Times are those of the clock, so other work on the machine counts; beside them stands the processor time that
the website takes for a call, measured one after another while the chats stay open.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import sys
import tempfile
import time
import uuid
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import httpx  # noqa: E402

from bench.page import replaced  # noqa: E402
from tests.conftest import RunningKiosk, free_port  # noqa: E402
from tests.processes import children  # noqa: E402
from tests.reliability.handover import environment, staff_accounts, worked  # noqa: E402
from tests.reliability.member import fields_of, token_of  # noqa: E402

PAGE = ROOT / "docs" / "reliability.md"
PAGE_AIM, CHAT_AIM = 0.3, 2.0
"""Seconds at the 95th percentile: a page of the staff, a reply in the open chat."""
ROUND, NEWS, WORD = 10.0, 5.0, 60.0
"""Seconds between two enquiries of a member of staff, two looks for news, two messages of a newcomer."""
AIMS = {
    "inbox": PAGE_AIM,
    "enquiry": PAGE_AIM,
    "reply sent": PAGE_AIM,
    "news": PAGE_AIM,
    "reply in the open chat": CHAT_AIM,
}
IDLE = 3.0
"""Seconds that a client keeps a connection it does not use. The website closes such ones after 5 s: a client that takes
one up at that moment loses its call, and only browsers make it again by themselves."""
ALONE = 20
"""Calls of each kind that are measured one after another."""
MARK = "reply-mark-"
_TAKE_OVER = """
import django; django.setup()
from django.contrib.auth import get_user_model
from enquiries import desk
from enquiries.models import Enquiry
member = get_user_model().objects.get(username="staff0")
for enquiry in Enquiry.objects.all():
    desk.take_over(enquiry, member)
"""


class Load:
    """The people and what they measured: kind of call → seconds of each."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.took: dict[str, list[float]] = defaultdict(list)
        self.processor: dict[str, float] = {}
        """Kind of call → seconds of the website's processor time for one."""
        self.failed = self.held = 0
        """Calls that were refused, and replies that waited because a colleague answered meanwhile."""
        self.sent: dict[str, float] = {}
        """Mark of a reply → when it was begun to be sent."""
        self.numbers: list[int] = []

    async def call(self, kind: str, client: httpx.AsyncClient, method: str, path: str, **more) -> httpx.Response:
        """One measured call."""
        began = time.perf_counter()
        answer = await client.request(method, self.url + path, **more)
        self.took[kind].append(time.perf_counter() - began)
        self.held += answer.status_code == 409
        self.failed += answer.status_code >= 400 and answer.status_code != 409
        return answer

    async def open_chat(self, client: httpx.AsyncClient) -> dict:
        """A chat with an enquiry."""
        place = {"language": "en", "city": "helsinki"}
        chat = (await client.post(f"{self.url}/chat/conversations", json=place)).json()
        wish = {**place, "text": "May I open a café?", "consent": True, "client_id": uuid.uuid4().hex}
        opened = await client.post(
            f"{self.url}/enquiries", json={**wish, "conversation": {"id": chat["id"], "token": chat["token"]}}
        )
        self.numbers.append(opened.json()["number"])
        return chat

    async def one_by_one(self, kind: str, process: int, client: httpx.AsyncClient, path: str) -> None:
        """What a page costs while nothing else is asked."""
        before = processor_seconds(process)
        for _ in range(ALONE):
            await client.get(self.url + path)
        self.processor[kind] = (processor_seconds(process) - before) / ALONE

    async def listen(self, client: httpx.AsyncClient, chat: dict) -> None:
        """The open chat: notes when a reply appears in it."""
        headers = {"Authorization": f"Bearer {chat['token']}", "Accept": "text/event-stream"}
        address = f"{self.url}/chat/conversations/{chat['id']}"
        async with client.stream("GET", address, headers=headers, timeout=None) as stream:
            async for line in stream.aiter_lines():
                if line.startswith("data: ") and MARK in line:
                    mark = json.loads(line.removeprefix("data: "))["text"]
                    self.took["reply in the open chat"].append(time.perf_counter() - self.sent[mark])

    async def write(self, client: httpx.AsyncClient, chat: dict, until: float) -> None:
        """A newcomer who writes now and then."""
        headers = {"Authorization": f"Bearer {chat['token']}"}
        await asyncio.sleep(random.uniform(0, WORD))
        while time.perf_counter() < until:
            body = {"text": "Thank you, and when?", "client_id": uuid.uuid4().hex}
            path = f"/chat/conversations/{chat['id']}/messages"
            await self.call("newcomer's message", client, "POST", path, json=body, headers=headers)
            await asyncio.sleep(WORD)

    async def work(self, client: httpx.AsyncClient, until: float) -> None:
        """A member of staff: inbox, enquiry, reply."""
        await asyncio.sleep(random.uniform(0, ROUND))
        while time.perf_counter() < until:
            await self.call("inbox", client, "GET", "/staff/")
            page = f"/staff/helsinki/{random.choice(self.numbers)}/"
            form = fields_of((await self.call("enquiry", client, "GET", page)).text, "reply-form")
            mark = f"{MARK}{uuid.uuid4().hex}"
            self.sent[mark] = time.perf_counter()
            fields = {**form, "text": mark, "language": "en", "do": "send"}
            await self.call("reply sent", client, "POST", f"{page}reply/", data=fields)
            await asyncio.sleep(random.uniform(0.5, 1.5) * ROUND)

    async def watch(self, client: httpx.AsyncClient, until: float) -> None:
        """The open inbox of the same member asks for news, and says what it has."""
        await asyncio.sleep(random.uniform(0, NEWS))
        known, have = "", ""
        while time.perf_counter() < until:
            path = f"/staff/news/?known={known}&have={have}"
            answer = await self.call("news", client, "GET", path, headers={"X-Kiosk-Background": "1"})
            if answer.status_code == 200:
                told = answer.json()
                known, have = told["version"], ",".join(row["version"] for row in told["rows"])
            await asyncio.sleep(NEWS)


async def signed_in(url: str, name: str, password: str, code: str) -> httpx.AsyncClient:
    """A browser of a member of staff."""
    client = httpx.AsyncClient(timeout=60, trust_env=False, limits=httpx.Limits(keepalive_expiry=IDLE))
    login = f"{url}/officer/login/"
    answer = await client.get(login)
    fields = {"username": name, "password": password, "next": "/staff/", "csrfmiddlewaretoken": token_of(answer.text)}
    answer = await client.post(login, data=fields, follow_redirects=True)
    fields = {"code": code, "csrfmiddlewaretoken": token_of(answer.text)}
    answer = await client.post(str(answer.url), data=fields, follow_redirects=True)
    assert answer.url.path == "/staff/", f"{name} is not signed in"
    return client


async def loaded(kiosk: RunningKiosk, codes: dict[str, list[str]], chats: int, seconds: float) -> tuple[Load, dict]:
    """The load for so many seconds, and the processor seconds of the website and of the clients meanwhile."""
    load = Load(kiosk.url)
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=50, keepalive_expiry=IDLE)
    async with httpx.AsyncClient(timeout=60, trust_env=False, limits=limits) as client:
        opened = [await load.open_chat(client) for _ in range(chats)]
        await asyncio.to_thread(worked, kiosk, _TAKE_OVER)
        desks = [await signed_in(kiosk.url, name, *codes[name]) for name in codes]
        streams = [asyncio.create_task(load.listen(client, chat)) for chat in opened]
        await asyncio.sleep(5)
        website = children(kiosk.process.pid)["website"]
        before, own, began = processor_seconds(website), time.process_time(), time.perf_counter()
        until = began + seconds
        await asyncio.gather(
            *(load.write(client, chat, until) for chat in opened),
            *(load.work(desk, until) for desk in desks),
            *(load.watch(desk, until) for desk in desks),
        )
        await asyncio.sleep(2 * CHAT_AIM)
        spent = {
            "website": processor_seconds(website) - before,
            "clients": time.process_time() - own,
            "clock": time.perf_counter() - began,
        }
        await load.one_by_one("inbox", website, desks[0], "/staff/")
        await load.one_by_one("enquiry", website, desks[0], f"/staff/helsinki/{load.numbers[0]}/")
        told = (await desks[0].get(f"{kiosk.url}/staff/news/")).json()
        path = f"/staff/news/?known={told['version']}&have={','.join(row['version'] for row in told['rows'])}"
        await load.one_by_one("news", website, desks[0], path)
        for stream in streams:
            stream.cancel()
        await asyncio.gather(*streams, return_exceptions=True)
        for desk in desks:
            await desk.aclose()
    return load, spent


def processor_seconds(process: int) -> float:
    """What a process has taken of the processor so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def told(load: Load, spent: dict, chats: int, staff: int) -> str:
    """The table."""
    calls = sum(len(times) for kind, times in load.took.items() if "open chat" not in kind)
    lines = [
        f"{chats} open chats and {staff} members of staff for {spent['clock']:.0f} s on {os.cpu_count()} processors "
        f"that do other work too (load {os.getloadavg()[0]:.0f}):",
        "",
        "| | number | p50 ms | p95 ms | aim ms | p95 of the aim | processor ms | of the aim |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for kind, times in sorted(load.took.items()):
        ordered = sorted(times)
        p50, p95 = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
        aim = AIMS.get(kind)
        share = f"{aim * 1000:.0f} | {p95 / aim:.2f}" if aim else "– | –"
        cost = load.processor.get(kind)
        alone = f"{cost * 1000:.0f} | {cost / aim:.2f}" if cost and aim else "– | –"
        lines.append(f"| {kind} | {len(times)} | {p50 * 1000:.0f} | {p95 * 1000:.0f} | {share} | {alone} |")
    lines += [
        "",
        f"Processor time of the website: {spent['website']:.1f} s in {spent['clock']:.0f} s "
        f"({spent['website'] / spent['clock']:.2f} of one processor), {spent['website'] / calls * 1000:.0f} ms a call, "
        f"the open chats included; of the clients: {spent['clients']:.1f} s. "
        f"Replies {len(load.sent)}, seen in a chat {len(load.took['reply in the open chat'])}; "
        f"held back because a colleague answered meanwhile {load.held}, refused {load.failed}.",
    ]
    return "\n".join(lines)


def main() -> int:
    """Run, print, and write where wished."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chats", type=int, default=200)
    parser.add_argument("--staff", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    names = [f"staff{each}" for each in range(arguments.staff)]
    with tempfile.TemporaryDirectory(prefix="kiosk-load-") as folder:
        kiosk = RunningKiosk(Path(folder), free_port(), **environment())
        try:
            kiosk.wait()
            codes = staff_accounts(kiosk, names)
            load, spent = asyncio.run(loaded(kiosk, codes, arguments.chats, arguments.seconds))
        except httpx.TransportError:
            print(kiosk.printed()[-5000:])
            raise
        finally:
            kiosk.stop()
    text = told(load, spent, arguments.chats, arguments.staff)
    print(text)
    if arguments.write:
        PAGE.write_text(replaced(PAGE.read_text(), "load", text))
    return 0


if __name__ == "__main__":
    sys.exit(main())
