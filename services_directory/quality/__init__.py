"""What the directory covers and what it lacks: coverage of a city, and whether services are open to migrants."""

from services_directory.quality.gaps import open_gaps, table_of, title
from services_directory.quality.scorecard import scorecard_of
from services_directory.quality.urls import urls_for

__all__ = ["open_gaps", "scorecard_of", "table_of", "title", "urls_for"]
