"""HSDS JSON: compiled services of a feed; a list, a page of one (`contents`), one service, or one a line."""

import json
import uuid
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext

from services_directory import reading
from services_directory.exchange.decoding import utf8
from services_directory.exchange.faults import Unreadable, short
from services_directory.exchange.hsds_organizations import Organizations
from services_directory.exchange.hsds_service import NOT_SAID, service
from services_directory.exchange.known import Known
from services_directory.exchange.plan import Content
from services_directory.exchange.row import Row, unreadable
from services_directory.exchange.rows import read_row
from services_directory.models import Service

try:
    from services_directory.hsds import feed, writing
    from services_directory.hsds.serialise.fields import Reader
except ImportError:  # an installation without the read API
    feed = None

_PORTION = 200
MOST_ROWS = 10
"""Rows that are named of those that lose something; the number is of all."""


def read(data: bytes) -> Content:
    """The services of a file. Raises Unreadable. What Kiosk does not keep is counted in the notes, with its rows."""
    objects = _objects(utf8(data))
    content = Content(iter(()), notes=[])
    known = Known()
    organizations = Organizations(known)
    left: dict[str, list[int]] = defaultdict(list)
    content.rows = list(_rows(objects, known, organizations, left))
    content.organizations = organizations.rows
    for name, numbers in sorted(left.items()):
        rows = ", ".join(map(str, numbers[:MOST_ROWS])) + (" …" if len(numbers) > MOST_ROWS else "")
        said = {"name": name, "count": len(numbers), "rows": rows}
        content.notes.append(gettext("Not kept: %(name)s, of %(count)s services (rows: %(rows)s).") % said)
    return content


def _objects(text: str) -> list[Any]:
    try:
        document = json.loads(text, parse_constant=_refuse)
    except RecursionError as error:
        raise Unreadable(gettext("Lists and mappings are nested too deep.")) from error
    except ValueError as error:
        if not isinstance(error, json.JSONDecodeError) or not error.msg.startswith("Extra data"):
            raise _broken(error) from error
        document = [_line(line, number) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if isinstance(document, dict):
        document = document["contents"] if isinstance(document.get("contents"), list) else [document]
    if not isinstance(document, list) or not all(isinstance(each, dict) for each in document):
        raise Unreadable(gettext("The file holds no services of HSDS."))
    return document


def _refuse(name: str) -> None:
    raise ValueError(name)


def _line(line: str, number: int) -> Any:
    try:
        return json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise _broken(error, number) from error


def _broken(error: Exception, line: int = 0) -> Unreadable:
    message = getattr(error, "msg", str(error))
    reason = gettext("This is not JSON, or it is cut off: %(error)s.") % {"error": short(message, 100)}
    return Unreadable(reason, line or getattr(error, "lineno", 0))


def _rows(objects: list[dict], known: Known, organizations: Organizations, left: dict) -> Iterator[Row]:
    for start in range(0, len(objects), _PORTION):
        portion = objects[start : start + _PORTION]
        said = _said([each.get("id") for each in portion])
        for number, each in enumerate(portion, start + 1):
            try:
                raw, unkept, wrong = service(each, said.get(str(each.get("id")), {}), known, organizations, number)
            except (AttributeError, TypeError, ValueError, KeyError, RecursionError):
                yield unreadable(number, "", gettext("The record is not formed as HSDS forms a service."))
                continue
            for name in unkept - NOT_SAID:
                left[name].append(number)
            row = read_row(raw, number)
            for column, reason in wrong:
                row.fault(column, reason)
            yield row


def _said(ids: list[Any]) -> dict[str, dict]:
    """Id → the service as the feed has it now."""
    if feed is None:
        return {}
    chosen = Service.objects.filter(uuid__in=[each for each in ids if _is_uuid(each)], city__isnull=False)
    return {each["id"]: each for each in writing.full_services(list(feed.with_parts(chosen, feed.FULL)), _reader())}


def _reader() -> Any:
    return Reader("en", reading.today())


def _is_uuid(written: Any) -> bool:
    try:
        return bool(uuid.UUID(written))
    except (ValueError, TypeError, AttributeError):
        return False


def write(target: BinaryIO, pks: list[int]) -> int:
    """Writes the services that are in the feed as a JSON list, a portion at a time; returns their number.

    Raises Unreadable where this installation has no HSDS.
    """
    if feed is None:
        raise Unreadable(gettext("This installation has no HSDS."))
    count = 0
    target.write(b"[")
    for start in range(0, len(pks), _PORTION):
        rows = list(feed.with_parts(feed.services().filter(pk__in=pks[start : start + _PORTION]), feed.FULL))
        for each in writing.full_services(rows, _reader()):
            target.write((",\n" if count else "\n").encode() + json.dumps(each, ensure_ascii=False).encode())
            count += 1
    target.write(b"\n]\n")
    return count
