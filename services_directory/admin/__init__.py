"""The pages on which officers keep the directory."""

from services_directory.admin import guidance, places, services

__all__ = ["guidance", "places", "services"]
