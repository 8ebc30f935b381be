"""Enquiries: a conversation that needs a person, from the question to its erasure (docs/enquiries.md)."""
