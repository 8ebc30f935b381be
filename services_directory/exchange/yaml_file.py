"""YAML: the form of content/<city>/services.yml, with the fields that officers keep beside it."""

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import yaml
from django.utils.translation import gettext

from services_directory.exchange.decoding import utf8
from services_directory.exchange.faults import Unreadable
from services_directory.exchange.plan import Content
from services_directory.exchange.row import Row, unreadable
from services_directory.exchange.rows import IDENTITY, read_organization, read_row
from services_directory.exchange.yaml_reading import load

_END = "...\n"
"""How YAML marks the end of a document: a complete file that lacks it was cut off, perhaps in the middle of a text."""


def read(data: bytes) -> Content:
    """The services and organizations of a file. Raises Unreadable."""
    text = utf8(data)
    try:
        document = load(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = gettext("This is not YAML, or it is cut off: %(error)s.") % {"error": error.problem or error.context}
        raise Unreadable(reason, mark.line + 1 if mark else 0) from error
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError, TypeError) as error:
        raise Unreadable(gettext("This is not YAML: %(error)s.") % {"error": str(error)[:200]}) from error
    if not isinstance(document, dict) or not isinstance(document.get("services"), list):
        raise Unreadable(gettext("The file has no list ‘services’."))
    if unknown := set(document) - {"services", "organizations", "city", "complete"}:
        raise Unreadable(gettext("There is no such field."), document.line, str(min(map(str, unknown)))[:40])
    if document.get("complete") is True and not text.rstrip().endswith("\n" + _END.strip()):
        raise Unreadable(gettext("The file is cut off: it says that it is complete, but lacks the ‘...’ at its end."))
    organizations = document.get("organizations") or []
    if not isinstance(organizations, list):
        raise Unreadable(gettext("This is not a list."), 0, "organizations")
    rows = [read_organization(_plain(entry), getattr(entry, "line", document.line)) for entry in organizations]
    return Content(_rows(document), rows)


def _rows(document: dict) -> Iterator[Row]:
    complete = document.get("complete") is True
    for number, entry in enumerate(document["services"], 1):
        line = getattr(entry, "line", number)
        if not isinstance(entry, dict):
            yield unreadable(line, "services", gettext("This is not a mapping."))
            continue
        row = read_row(_flat({str(key): value for key, value in entry.items()}), line, complete)
        if "city" not in row.given and document.get("city"):
            row.given["city"] = row.attempt("city", IDENTITY["city"], document["city"])
        yield row


def _plain(entry: Any) -> Any:
    return dict(entry) if isinstance(entry, dict) else entry


def _flat(entry: dict[str, Any]) -> dict[str, Any]:
    """The fields that the content files nest, or call in another way."""
    for outer, names in _NESTED.items():
        inner = entry.get(outer)
        if isinstance(inner, dict) and set(inner) <= set(names):
            del entry[outer]
            entry |= {names[name]: value for name, value in inner.items()}
    address = entry.get("address")
    if isinstance(address, dict) and "locations" not in entry:
        del entry["address"]
        place = {("address" if name == "text" else name): value for name, value in address.items() if name != "postal"}
        postal = [{"address": address["postal"], "type": "postal"}] if address.get("postal") else []
        entry["locations"] = [place, *postal]
    return entry


_NESTED = {
    "area": {"scope": "area_scope", "name": "area_name"},
    "window": {"start": "window_start", "end": "window_end"},
}


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):
    """Texts stay readable, and what looks like a date or a number stays a text."""

    def ignore_aliases(self, data: Any) -> bool:
        """Never writes a reference: they are not read."""
        return True


def write(target: BinaryIO, organizations: Iterable[dict], services: Iterable[dict]) -> None:
    """Writes entry by entry. The file says that its entries are complete: what one lacks is empty."""
    target.write(b"complete: true\n")
    for name, entries in (("organizations", organizations), ("services", services)):
        empty = True
        for entry in entries:
            target.write((f"{name}:\n" if empty else "").encode() + _dump([entry]))
            empty = False
        if empty:
            target.write(f"{name}: []\n".encode())
    target.write(_END.encode())


def nested(document: dict[str, Any]) -> dict[str, Any]:
    """A service as the content files have it."""
    entry = dict(document)
    for outer, names in _NESTED.items():
        inner = {name: entry.pop(key) for name, key in names.items() if key in entry}
        if inner:
            entry[outer] = inner
    for part, main in (("languages", "code"), ("documents", "document"), ("emails", "address")):
        if part in entry:
            entry[part] = [item[main] if set(item) == {main} else item for item in entry[part]]
    if "translations" in entry:
        entry["translations"] = [
            {"field": column.partition(".")[0], "language": column.partition(".")[2], **item}
            for column, item in entry["translations"].items()
        ]
    return entry


def _dump(entries: list[dict]) -> bytes:
    return yaml.dump(entries, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120, encoding="utf-8")
