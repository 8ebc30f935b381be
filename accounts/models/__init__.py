"""Records of accounts; the user itself is Django's."""

from accounts.models.assignment import CHANGING, Assignment, Role
from accounts.models.audit import AuditEntry, AuditIsAppendOnly
from accounts.models.preference import Preference

__all__ = ["CHANGING", "Assignment", "AuditEntry", "AuditIsAppendOnly", "Preference", "Role"]
