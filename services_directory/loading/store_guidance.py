"""Guidance of a country into the database; the files were checked before."""

from datetime import date
from pathlib import Path
from typing import Any

from services_directory.loading.files import guidance
from services_directory.loading.store_shipped import remove_gone, store
from services_directory.loading.summary import Summary
from services_directory.models import Answer, Plan, PlanStep, Source, Statement, StatementValue


def store_guidance(country: str, root: Path) -> Summary:
    """Sources, statements with their figures, answers and the plan of a country."""
    summary = Summary()
    document = guidance(country, root)
    sources = {key: _source(country, key, row, summary) for key, row in document["sources"].items()}
    for row in document["statements"]:
        _statement(country, row, sources, summary)
    remove_gone(
        Statement.objects.filter(country=country), "slug", [row["id"] for row in document["statements"]], summary
    )
    for intent, row in document["answers"].items():
        _answer(country, intent, row, summary)
    remove_gone(Answer.objects.filter(country=country), "intent", document["answers"], summary)
    if document["plan"]:
        _plan(country, document["plan"], summary)
    remove_gone(
        Source.objects.filter(key__startswith=f"{country}:"), "key", [row.key for row in sources.values()], summary
    )
    return summary


def text_parts(text: Any) -> tuple[str, dict]:
    """(msgid, values) of a text, which is a string or {text, values}."""
    if isinstance(text, dict):
        return text["text"], text.get("values") or {}
    return text or "", {}


def _source(country: str, key: str, row: dict, summary: Summary) -> Source:
    note, note_values = text_parts(row.get("as_of_note"))
    fields = {
        "title": row["title"],
        "url": row.get("url") or "",
        "kind": row["kind"],
        "confirmed": row["kind"] == Source.Kind.PRIMARY,
        "as_of": row.get("as_of") or "",
        "as_of_note": note.strip(),
        "as_of_values": note_values,
        "checked_on": date.fromisoformat(row["checked_on"]) if row.get("checked_on") else None,
    }
    return store(Source, {"key": f"{country}:{key}"}, fields, row, summary)[0]


def _statement(country: str, row: dict, sources: dict[str, Source], summary: Summary) -> None:
    caution, caution_values = text_parts(row.get("caution"))
    fields = {
        "kind": row["kind"],
        "text": row["text"].strip(),
        "about": row.get("about") or [],
        "source": sources[row["source"]],
        "confirmed": row.get("confirmed", True),
        "authority": row.get("authority") or "",
        "caution": caution.strip(),
        "caution_values": caution_values,
    }
    statement, changed = store(Statement, {"country": country, "slug": row["id"]}, fields, row, summary)
    if not changed:
        return
    statement.more_sources.set([sources[key] for key in row.get("more_sources") or []])
    statement.figures.all().delete()
    for name, value in (row.get("values") or {}).items():
        if "from" in value:
            quoted = {"quotes_statement": value["from"], "quotes_name": value["value"]}
            StatementValue.objects.create(statement=statement, name=name, **quoted)
        else:
            StatementValue.objects.create(statement=statement, name=name, value=value)


def _answer(country: str, intent: str, row: dict, summary: Summary) -> None:
    texts, figures = {}, {}
    for key in ("short", "simple", "unknown"):
        text, given = text_parts(row.get(key))
        texts[key] = text.strip()
        if given:
            figures[key] = given
    fields = {
        **texts,
        "values": figures,
        "statements": row.get("statements") or [],
        "services": row.get("services") or {},
        "office": row.get("office") or {},
        "next": row.get("next") or [],
    }
    store(Answer, {"country": country, "intent": intent}, fields, row, summary)


def _plan(country: str, row: dict, summary: Summary) -> None:
    title, title_values = text_parts(row["title"])
    fields = {"title": title.strip(), "title_values": title_values}
    plan, _ = store(Plan, {"country": country}, fields, row["title"], summary)
    for position, step in enumerate(row["steps"]):
        title, title_values = text_parts(step["title"])
        cost, cost_values = text_parts(step.get("cost"))
        figures = {key: given for key, given in (("title", title_values), ("cost", cost_values)) if given}
        fields = {
            "position": position,
            "title": title.strip(),
            "only": step.get("only") or {},
            "exclude": step.get("not") or {},
            "statements": step.get("statements") or [],
            "office": step.get("office") or {},
            "documents": step.get("documents") or [],
            "cost": cost.strip(),
            "values": figures,
            "link": step.get("link") or "",
            "answer": step.get("answer") or "",
        }
        store(PlanStep, {"plan": plan, "slug": step["id"]}, fields, [position, step], summary)
    remove_gone(plan.steps.all(), "slug", [step["id"] for step in row["steps"]], summary)
