"""The records as pages of the officers' desk, one module a kind of work."""

from services_directory.admin import events, guidance, organizations, places, services, wordings, work

__all__ = ["events", "guidance", "organizations", "places", "services", "wordings", "work"]
