"""Signing in: password, second factor, sessions, lock-out."""
