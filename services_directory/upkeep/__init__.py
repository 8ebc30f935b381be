"""Keeping the directory true: when a record is reviewed, who is reminded, which addresses still answer.

See docs/freshness.md.
"""
