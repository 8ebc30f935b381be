"""The chat API, one module a thing it speaks of."""
