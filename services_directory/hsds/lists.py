"""Lists: a page of JSON, or everything as one object a line."""

# ruff: noqa: D102 - methods of the framework keep its meaning

import json
from collections.abc import AsyncIterator, Iterator

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import StreamingHttpResponse
from rest_framework.response import Response

from services_directory import reading
from services_directory import version as content_version
from services_directory.hsds import parameters
from services_directory.hsds.base import Answer, HsdsView
from services_directory.hsds.selection import Listed, Selection
from services_directory.hsds.serialise.fields import Reader

PAGING = ("page", "per_page", "format")


class ListView(HsdsView):
    """A list. A module says which rows there are and how they are written, a portion at a time."""

    def select(self, request, reader: Reader) -> Selection | Listed:
        """The rows asked for. Raises ApiError."""
        raise NotImplementedError

    def write(self, rows: list, request, reader: Reader) -> list[dict]:
        """Rows as objects."""
        raise NotImplementedError

    def default_per_page(self, request) -> int | None:
        """Items of a page where the caller does not say; None is all."""
        return parameters.PER_PAGE

    def answer(self, request, language: str, **named) -> Answer:
        reader = Reader(language, reading.today())
        number, size = parameters.page(request), parameters.per_page(request, self.default_per_page(request))
        streamed = parameters.streamed(request)
        rows = self.select(request, reader)
        if streamed:
            return lambda: self._stream(rows, request, reader)
        return lambda: self._page(rows, number, size, request, reader)

    def _page(self, rows: Selection | Listed, number: int, size: int | None, request, reader: Reader) -> Response:
        total = len(rows)
        size = size or max(total, 1)
        shown = self.write(rows.page((number - 1) * size, number * size), request, reader)
        pages = -(-total // size)
        return Response(
            {
                "total_items": total,
                "total_pages": pages,
                "page_number": number,
                "size": len(shown),
                "first_page": number == 1,
                "last_page": number >= pages,
                "empty": not shown,
                "contents": shown,
            }
        )

    def _stream(self, rows: Selection | Listed, request, reader: Reader) -> StreamingHttpResponse:
        kind = "application/x-ndjson; charset=utf-8"
        lines = iter(()) if request.method == "HEAD" else self._lines(rows, request, reader)
        # The server that runs asynchronously would read a plain iterator to its end before it sends anything.
        asynchronous = isinstance(request._request, ASGIRequest)
        return StreamingHttpResponse(_portions(lines) if asynchronous else lines, content_type=kind)

    def _lines(self, rows: Selection | Listed, request, reader: Reader) -> Iterator[str]:
        for portion in rows.portions():
            with content_version.one():
                written = self.write(portion, request, reader)
            yield "".join(json.dumps(each, ensure_ascii=False, separators=(",", ":")) + "\n" for each in written)


async def _portions(lines: Iterator[str]) -> AsyncIterator[str]:
    while (portion := await sync_to_async(next)(lines, None)) is not None:
        yield portion
