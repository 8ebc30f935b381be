"""The record of what was said, and the chat API."""
