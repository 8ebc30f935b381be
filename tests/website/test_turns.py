"""Many members of staff at once are served in turn; nobody else waits for them, and no turn is lost."""

import asyncio

import httpx
import pytest
from django.core.handlers.asgi import ASGIHandler

from website import asgi

pytestmark = pytest.mark.django_db  # the content of the package stands in the database of the tests


@pytest.fixture
def slow(monkeypatch):
    """Pages of the staff are made when `held` is set; `made` are the addresses that were begun."""

    class Slow:
        made, held = [], asyncio.Event()

    answered = ASGIHandler.get_response_async

    async def slowly(self, request):
        Slow.made.append(request.get_full_path())
        if request.path.startswith("/staff/"):
            await Slow.held.wait()
        return await answered(self, request)

    monkeypatch.setattr(ASGIHandler, "get_response_async", slowly)
    return Slow


def browser():
    return httpx.AsyncClient(transport=httpx.ASGITransport(asgi.Website()), base_url="http://localhost")


async def test_pages_of_the_staff_are_made_in_turn_and_hold_up_nobody_else(slow, monkeypatch):
    monkeypatch.setattr(asgi, "LONGEST_TURN", 30)
    async with browser() as staff:
        pages = [asyncio.create_task(staff.get(f"/staff/?q={number}")) for number in range(6)]
        live = await asyncio.wait_for(staff.get("/health/live"), 10)
        assert live.status_code == 200 and len(slow.made) == 1 + asgi.PAGES_AT_ONCE
        slow.held.set()
        answers = await asyncio.wait_for(asyncio.gather(*pages), 10)
    assert [answer.status_code for answer in answers] == [302] * 6
    assert [path for path in slow.made if "staff" in path] == [f"/staff/?q={number}" for number in range(6)]


async def test_who_has_waited_long_goes_ahead(slow, monkeypatch):
    monkeypatch.setattr(asgi, "LONGEST_TURN", 0.2)
    async with browser() as staff:
        pages = [asyncio.create_task(staff.get("/staff/")) for _ in range(3)]
        await asyncio.sleep(1)
        assert len(slow.made) == 3
        slow.held.set()
        assert [answer.status_code for answer in await asyncio.gather(*pages)] == [302] * 3


async def test_who_leaves_takes_no_turn_along(slow, monkeypatch):
    monkeypatch.setattr(asgi, "LONGEST_TURN", 30)
    async with browser() as staff:
        running, waiting = (asyncio.create_task(staff.get(f"/staff/?q={number}")) for number in range(2))
        await asyncio.wait_for(staff.get("/health/live"), 10)
        waiting.cancel()
        running.cancel()
        await asyncio.gather(running, waiting, return_exceptions=True)
        slow.held.set()
        assert (await asyncio.wait_for(staff.get("/staff/"), 10)).status_code == 302
