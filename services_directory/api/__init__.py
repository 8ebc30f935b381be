"""The read API of the directory, one module a call: validate, query, serialise."""
