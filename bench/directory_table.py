"""The figures of the directory as a table: a row a kind of work, a column a size."""

from __future__ import annotations

ROWS = {
    "facets": ("search by facets, p95", "ms"),
    "text": ("search by text, p95", "ms"),
    "text_facets": ("search by text and facets, p95", "ms"),
    "reading": ("reading a city anew after a change (search)", "s"),
    "first_text": ("first search by text after a change", "s"),
    "start": ("desk: start page", "ms"),
    "start_cold": ("desk: start page after a change", "ms"),
    "list": ("desk: list with filters and search, p95", "ms"),
    "of_one": ("desk: form, history, preview of a service, p95", "ms"),
    "page": ("desk: coverage", "ms"),
    "cell": ("desk: fullest cell of the coverage", "ms"),
    "coverage": ("coverage, the slowest of six tables", "ms"),
    "coverage_cold": ("coverage after a change", "ms"),
    "scorecard": ("score card of a service, p95", "ms"),
    "city_cold": ("score card of the city after a change", "s"),
    "import_new": ("import, dry run, records all new", "records/s"),
    "import_same": ("import, dry run, nothing changed", "records/s"),
    "csv": ("export of all as CSV", "s"),
    "yaml": ("export of all as YAML", "s"),
    "hsds": ("export of all as HSDS", "s"),
    "export_memory": ("memory by which the three exports grow", "MB"),
    "memory": ("memory of a process that searched and counted, at most", "MB"),
}
_FACTOR = {"ms": 1000, "s": 1}


def rendered(database: str, results: dict[str, dict]) -> str:
    """A cell is the processor's time, in brackets how many times that of the smallest size, then the clock's."""
    sizes = sorted(results, key=int)
    heads = [f"{int(size):,}".replace(",", " ") for size in sizes]
    lines = [f"| {database}: services | " + " | ".join(heads) + " |", "|---|" + "---:|" * len(sizes)]
    for name, (label, unit) in ROWS.items():
        found = [_values(results[size], name, unit) for size in sizes]
        cells = []
        for values in found:
            ratio = "" if values is found[0] or not found[0][0] else f" (×{values[0] / found[0][0]:.1f})"
            clock = f" · {_shown(values[1])}" if len(values) > 1 else ""
            cells.append(f"{_shown(values[0])}{ratio}{clock}")
        lines.append(f"| {label}, {unit} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _values(found: dict, name: str, unit: str) -> list[float]:
    """Processor's and clock's figure, or the one there is."""
    if unit == "MB":
        return [found[name]]
    if unit == "records/s":
        return [found["imported"] / seconds for seconds in found[name]]
    return [seconds * _FACTOR[unit] for seconds in found[name]]


def _shown(value: float) -> str:
    return f"{value:,.0f}".replace(",", " ") if value >= 10 else f"{value:.2g}"
