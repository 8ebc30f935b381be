"""Accounts of officers and staff: roles, sign-in, the audit log, and partners' proposals."""
