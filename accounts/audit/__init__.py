"""The audit log: who did what to which record, written in the transaction that does it."""

from accounts.audit.writing import NOBODY, acting, record, summarised

__all__ = ["NOBODY", "acting", "record", "summarised"]
