"""What newcomers see: one module a kind of page."""
