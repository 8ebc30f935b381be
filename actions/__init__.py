"""The action server: one module a topic, one client for the directory's HTTP API."""
