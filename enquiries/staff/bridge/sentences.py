"""The sentences of the guide's responses by name: from its domain and the actions' file, read without the assistant."""

from functools import lru_cache

import yaml
from django.conf import settings

FILES = ("domain.yml", "actions/responses.yml")
CATALOGUE = "assistant"


@lru_cache(maxsize=1)
def sentences() -> dict[str, str]:
    """Response → English msgid of its text (empty for one whose text comes from elsewhere)."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, str] = {}
    for name in FILES:
        responses = yaml.load((settings.BASE_DIR / name).read_text(encoding="utf-8"), loader).get("responses") or {}
        found |= {response: variants[0].get("text", "") for response, variants in responses.items()}
    return found
