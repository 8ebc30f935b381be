"""The website as an ASGI application: chats wait for an answer without holding a worker."""

import asyncio
import os

import django
from django.core.handlers.asgi import ASGIHandler

from services_directory.collecting import set_apart

PAGES_AT_ONCE = 1
"""Pages of the staff that are made at the same time, the others in the order they were asked for.

They all want the one interpreter of this process. Twenty at once would each be as late as the last of them.
"""


class Website(ASGIHandler):
    """Django's handler; many members of staff at once are served in turn."""

    def __init__(self) -> None:
        super().__init__()
        self._turn = asyncio.Semaphore(PAGES_AT_ONCE)

    async def get_response_async(self, request):
        """The response; the request has been read by then, so that nobody holds a turn by sending slowly."""
        if not request.path.startswith("/staff/"):
            return await super().get_response_async(request)
        async with self._turn:
            return await super().get_response_async(request)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "website.settings")
django.setup(set_prefix=False)
application = Website()
set_apart()
