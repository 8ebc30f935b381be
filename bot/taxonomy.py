"""The intents a newcomer's want may carry, as `taxonomy.yml` names them."""

from functools import cache
from pathlib import Path

import yaml


@cache
def groups() -> dict[str, tuple[str, ...]]:
    """Group → names of its intents, in the order of the file."""
    loaded = yaml.safe_load((Path(__file__).parent / "taxonomy.yml").read_text(encoding="utf-8"))
    return {group: tuple(intents) for group, intents in loaded.items()}


def intents() -> tuple[str, ...]:
    """All names."""
    return tuple(name for names in groups().values() for name in names)
