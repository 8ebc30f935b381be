"""The Django project: settings, public pages, the chat widget."""
