"""What may be wrong in the guidance files of a country (docs/architecture.md, 'Guidance files')."""

from pathlib import Path
from typing import Any

from services_directory.loading import fields
from services_directory.loading.check_services import taxonomy_codes
from services_directory.loading.files import ROOT, Faults, cities, guidance, read
from services_directory.models.guidance import Statement
from services_directory.models.source import Source

_STATEMENT = ("fact", "values", "about", "more_sources", "confirmed", "authority", "caution")
_ANSWER = ("statements", "services", "unknown", "office", "next")
_STEP = ("only", "not", "statements", "office", "documents", "cost", "link", "answer")


def guidance_faults(country: str, root: Path = ROOT) -> list[str]:
    """One line a fault of <country>/guidance/*.yml."""
    return _Check(country, root).run()


class _Check:
    def __init__(self, country: str, root: Path):
        self.document = guidance(country, root)
        self.faults = Faults(root / country / "guidance", root)
        self.add = self.faults.add
        self.codes = taxonomy_codes(root)
        self.services = _services_by_city(country, root)
        self.statements = {row.get("id"): row for row in self.document["statements"] if isinstance(row, dict)}

    def run(self) -> list[str]:
        for key, source in self.document["sources"].items():
            self.source(source, f"sources.{key}")
        if len(self.statements) != len(self.document["statements"]):
            self.add("statements", "an id is missing or stands twice")
        for key, statement in self.statements.items():
            self.statement(statement, f"statements.{key}")
        for intent, answer in self.document["answers"].items():
            self.answer(answer, f"answers.{intent}")
        if self.document["plan"] is not None:
            self.plan(self.document["plan"])
        return self.faults.lines

    def source(self, row: Any, where: str) -> None:
        if not fields.known_keys(row, ("url", "as_of", "as_of_note", "checked_on"), ("title", "kind"), where, self.add):
            return
        fields.one_of(row["kind"], Source.Kind.values, f"{where}.kind", self.add)
        if row.get("url"):
            fields.url(row["url"], f"{where}.url", self.add)
        elif row["kind"] != Source.Kind.HISTORY:
            self.add(where, "lacks url")
        if row.get("as_of"):
            fields.partial_date(row["as_of"], f"{where}.as_of", self.add)
        elif not row.get("as_of_note"):
            self.add(where, "has neither as_of nor as_of_note")
        if row.get("as_of_note"):
            self.text(row["as_of_note"], f"{where}.as_of_note")
        if row.get("checked_on"):
            fields.day(row["checked_on"], f"{where}.checked_on", self.add)

    def statement(self, row: dict, where: str) -> None:
        if not fields.known_keys(row, _STATEMENT, ("id", "text", "kind", "source"), where, self.add):
            return
        self.text({"text": row["text"], "values": row.get("values") or {}}, f"{where}.text")
        fields.one_of(row["kind"], Statement.Kind.values, f"{where}.kind", self.add)
        for code in row.get("about") or []:
            fields.one_of(code, self.codes["detail"], f"{where}.about", self.add)
        for source in (row["source"], *(row.get("more_sources") or [])):
            fields.one_of(source, self.document["sources"], f"{where}.source", self.add)
        if row.get("caution"):
            self.text(row["caution"], f"{where}.caution")
        if row.get("authority"):
            fields.url(row["authority"], f"{where}.authority", self.add)
        elif row.get("confirmed") is False and not row.get("caution"):
            self.add(where, "is not confirmed, but names neither authority nor caution")

    def answer(self, row: Any, where: str) -> None:
        if not fields.known_keys(row, _ANSWER, ("short", "simple"), where, self.add):
            return
        for key in ("short", "simple", "unknown"):
            if row.get(key):
                self.text(row[key], f"{where}.{key}")
        for key in row.get("statements") or []:
            self.reference(key, f"{where}.statements")
        for city, ids in (row.get("services") or {}).items():
            for service in ids:
                self.service(city, service, f"{where}.services.{city}")
        self.offices(row.get("office"), f"{where}.office")
        for intent in row.get("next") or []:
            fields.one_of(intent, self.document["answers"], f"{where}.next", self.add)

    def plan(self, row: Any) -> None:
        if not fields.known_keys(row, (), ("title", "steps"), "plan", self.add):
            return
        self.text(row["title"], "plan.title")
        seen = set()
        for step in row["steps"]:
            where = f"plan.steps.{step.get('id')}" if isinstance(step, dict) else "plan.steps"
            if not fields.known_keys(step, _STEP, ("id", "title"), where, self.add):
                continue
            if step["id"] in seen:
                self.add(where, "stands twice")
            seen.add(step["id"])
            for text in (step["title"], step.get("cost"), *(step.get("documents") or [])):
                if text is not None:
                    self.text(text, where)
            self.conditions(step, where)
            for entry in step.get("statements") or []:
                if isinstance(entry, dict):
                    fields.known_keys(entry, ("only", "not"), ("id",), f"{where}.statements", self.add)
                    self.conditions(entry, f"{where}.statements")
                    entry = entry.get("id")
                self.reference(entry, f"{where}.statements")
            self.offices(step.get("office"), f"{where}.office")
            if step.get("link"):
                fields.url(step["link"], f"{where}.link", self.add)
            if step.get("answer"):
                fields.one_of(step["answer"], self.document["answers"], f"{where}.answer", self.add)

    def conditions(self, row: dict, where: str) -> None:
        for key in ("only", "not"):
            for dimension, codes in (row.get(key) or {}).items():
                if dimension not in ("business", "status"):
                    self.add(f"{where}.{key}", f"{dimension!r} is not business or status")
                    continue
                for code in codes:
                    fields.one_of(code, self.codes[dimension] | {"unknown"}, f"{where}.{key}.{dimension}", self.add)

    def text(self, value: Any, where: str) -> None:
        """A text or {text, values}; values typed or quoted from a statement; every value is used."""
        if isinstance(value, str):
            value = {"text": value}
        if not fields.known_keys(value, ("values",), ("text",), where, self.add):
            return
        given = value.get("values") or {}
        used = fields.text(value["text"], given, where, self.add)
        for name in set(given) - used:
            self.add(f"{where}.values.{name}", "is not used in the text")
        typed = {}
        for name, figure in given.items():
            if isinstance(figure, dict) and "from" in figure:
                quoted = (self.statements.get(figure["from"]) or {}).get("values") or {}
                target = quoted.get(figure.get("value"))
                if target is None or isinstance(target, dict) and "from" in target:
                    self.add(f"{where}.values.{name}", f"quotes {figure}, which is no value of a statement")
            else:
                typed[name] = figure
        fields.values(typed, f"{where}.values", self.add)

    def reference(self, key: Any, where: str) -> None:
        if key not in self.statements:
            self.add(where, f"no statement {key!r}")

    def service(self, city: str, service: str, where: str) -> None:
        if city not in self.services:
            self.add(where, f"no city {city!r} in this country")
        elif service not in self.services[city]:
            self.add(where, f"no service {service!r} in {city}")

    def offices(self, office: Any, where: str) -> None:
        for city, service in (office or {}).items():
            self.service(city, service, f"{where}.{city}")


def _services_by_city(country: str, root: Path) -> dict[str, set[str]]:
    found = {}
    for city in cities(root):
        if read(root / city / "city.yml", root).get("country") == country:
            rows = read(root / city / "services.yml", root).get("services") or []
            found[city] = {row.get("id") for row in rows}
    return found
