"""The API for newcomers, one module a thing it speaks of."""
