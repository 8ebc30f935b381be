"""Many members of staff at once are served in turn; nobody else waits for them."""

import asyncio

import httpx
from django.core.handlers.asgi import ASGIHandler

from website import asgi


async def test_pages_of_the_staff_are_made_in_turn_and_hold_up_nobody_else(monkeypatch):
    made, held = [], asyncio.Event()
    answered = ASGIHandler.get_response_async

    async def slowly(self, request):
        made.append(request.path)
        if request.path.startswith("/staff/"):
            await held.wait()
        return await answered(self, request)

    monkeypatch.setattr(ASGIHandler, "get_response_async", slowly)
    transport = httpx.ASGITransport(asgi.Website())
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as browser:
        pages = [asyncio.create_task(browser.get(f"/staff/?q={number}")) for number in range(6)]
        live = await asyncio.wait_for(browser.get("/health/live"), 10)
        assert live.status_code == 200 and made.count("/staff/") == asgi.PAGES_AT_ONCE
        held.set()
        answers = await asyncio.wait_for(asyncio.gather(*pages), 10)
    assert [answer.status_code for answer in answers] == [302] * 6 and made.count("/staff/") == 6
