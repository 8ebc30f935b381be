"""The website as an ASGI application: chats wait for an answer without holding a worker."""

import asyncio
import gc
import os
from contextlib import asynccontextmanager

import django
from django.core.handlers.asgi import ASGIHandler

PAGES_AT_ONCE = 1
"""Pages of the staff that are made at the same time, the others in the order they were asked for.

All want the one interpreter of this process: of twenty that are made at once each is as late as the last.
"""
LONGEST_TURN = 0.5
"""Seconds that a page waits for its turn. Pages that wait for the database, or for what a person who has left had asked
for, do not need the interpreter meanwhile; so whoever has waited that long goes ahead."""


class Website(ASGIHandler):
    """Django's handler; many members of staff at once are served in turn."""

    def __init__(self) -> None:
        super().__init__()
        self._turns = asyncio.Semaphore(PAGES_AT_ONCE)

    async def get_response_async(self, request):
        """The response; the request has been read by then, so that nobody holds a turn by sending slowly."""
        if not request.path.startswith("/staff/"):
            return await super().get_response_async(request)
        async with self._turn():
            return await super().get_response_async(request)

    @asynccontextmanager
    async def _turn(self):
        try:
            async with asyncio.timeout(LONGEST_TURN):
                await self._turns.acquire()
        except TimeoutError:
            yield
            return
        try:
            yield
        finally:
            self._turns.release()


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "website.settings")
django.setup(set_prefix=False)
application = Website()
gc.freeze()  # what was made ready stays: no collection needs to walk through it (services_directory/collecting.py)
