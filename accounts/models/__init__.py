"""Records of accounts; the user itself is Django's."""

from accounts.models.assignment import AT_THE_DESK, CHANGING, Assignment, Role
from accounts.models.audit import AuditEntry, AuditIsAppendOnly
from accounts.models.preference import Preference

__all__ = ["AT_THE_DESK", "CHANGING", "Assignment", "AuditEntry", "AuditIsAppendOnly", "Preference", "Role"]
