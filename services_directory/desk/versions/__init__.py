"""Whole records as plain data: a service with its parts as it is, as it was at a moment, and how the two differ."""

from services_directory.desk.versions.applying import apply
from services_directory.desk.versions.differences import Difference, differences, merge_rows
from services_directory.desk.versions.state import SPECS, State, spec_of, state_of
from services_directory.desk.versions.timeline import Version, state_at, versions

__all__ = [
    "SPECS", "Difference", "State", "Version", "apply", "differences", "merge_rows", "spec_of", "state_at", "state_of",
    "versions",
]  # fmt: skip
