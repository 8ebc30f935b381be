"""The collected facts beside the checkout, and the figures that stand in them."""

import re
from decimal import Decimal
from pathlib import Path

import yaml

_WORDS = {word: Decimal(number) for number, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve".split())}
_WORDS |= {"half": Decimal(50), "hundred": Decimal(100), "third": Decimal(3), "a year": Decimal(1)}
_CITIES = {"fi": "helsinki", "at": "vienna"}


def listed(shared: Path, country: str) -> dict[str, dict]:
    """Every fact, service and toolkit entry that guidance of a country may rest on, by the key statements use."""
    def read(name: str) -> dict:
        return yaml.safe_load((shared / "facts" / f"{name}.yaml").read_text(encoding="utf-8"))

    found = {fact["id"]: fact for step in read(f"guidance_{country}")["steps"] for fact in step["facts"]}
    found |= {f"services/{row['id']}": row for row in read(_CITIES[country])["services"]}
    found |= {f"toolkit/{row['id']}": row for row in read("toolkit")["entries"]}
    return found


def stated(fact: dict, words: bool = False) -> set[Decimal]:
    """The numbers in a fact; with `words` also those written out and the months of dates."""
    text = yaml.safe_dump({key: value for key, value in fact.items() if "source" not in key}, allow_unicode=True,
                          width=10_000)
    text = re.sub(r"\bY[136]\b", "", text)
    phones = re.findall(r"\b0[\d ()-]{8,}\d", text)
    for phone in phones:
        text = text.replace(phone, "")
    found = {Decimal(re.sub(r"\D", "", phone)) for phone in phones}
    found |= {Decimal(number.replace(",", "")) for number in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text)}
    if words:
        found |= {number for word, number in _WORDS.items() if re.search(rf"\b{word}\b", text, re.IGNORECASE)}
    return found


def figures(statement: dict) -> set[Decimal]:
    """The numbers among the values of a statement and of its caution. Months, and figures quoted from another
    statement, are not among them."""
    found = set()
    for text in (statement, statement.get("caution")):
        for value in ((text or {}).get("values") or {}).values() if isinstance(text, dict) else ():
            found |= _numbers(value) if "type" in value else set()
    return found


def _numbers(value: dict) -> set[Decimal]:
    match value["type"]:
        case "money":
            return {Decimal(value["amount"])}
        case "duration":
            return {Decimal(value["count"])}
        case "share":
            return {Decimal(value["share"]) * 100}
        case "number":
            return {Decimal(value["number"])}
        case "phone":
            national = re.sub(r"^\+(358|43)", "0", value["number"])
            return {Decimal(national)}
        case "date":
            year, *rest = value["date"].split("-")
            return {Decimal(year)} | ({Decimal(rest[1])} if len(rest) > 1 else set())
    return set()
