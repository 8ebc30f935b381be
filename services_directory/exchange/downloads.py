"""Services as a file to download: written to disk first, then sent in pieces, so that memory does not grow."""

import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from typing import BinaryIO

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, StreamingHttpResponse

_PIECE = 64 * 1024


def response(request: HttpRequest, name: str, content_type: str, write: Callable[[BinaryIO], object]):
    """The file that `write` writes. Whatever that raises is raised before anything is sent."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it was sent
    try:
        write(file)
    except BaseException:
        file.close()
        raise
    size = file.tell()
    file.seek(0)
    # The server that runs asynchronously would read a plain iterator to its end before it sends anything.
    pieces = _async_pieces(file) if isinstance(request, ASGIRequest) else _pieces(file)
    answer = StreamingHttpResponse(pieces, content_type=content_type)
    answer["Content-Length"] = str(size)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece


async def _async_pieces(file: BinaryIO) -> AsyncIterator[bytes]:
    try:
        while piece := await sync_to_async(file.read)(_PIECE):
            yield piece
    finally:
        file.close()
