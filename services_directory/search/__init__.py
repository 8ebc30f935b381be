"""Search: structured filters, free text in any language, names in a message."""

from services_directory.search.catalogue import offered, services_of
from services_directory.search.filters import DROPPED_FIRST
from services_directory.search.finding import Found, find
from services_directory.search.matching import match_names

__all__ = ["DROPPED_FIRST", "Found", "find", "match_names", "offered", "services_of"]
