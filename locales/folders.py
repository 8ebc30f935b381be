"""Where language tables and catalogues lie: the shipped folder, and those that an installation adds."""

import os
from pathlib import Path

SHIPPED = Path(__file__).resolve().parent


def folders() -> tuple[Path, ...]:
    """The shipped folder, then those named by KIOSK_LOCALES_DIR (separated as in PATH), a later one winning.

    Each may hold a `languages.yml` (its rows add to the table or replace rows of the same code) and
    `<code>/LC_MESSAGES/<domain>.po`. So a city adds a language, or says one phrase its own way, without touching code.
    Raises FileNotFoundError where the setting names a folder that is not there.
    """
    added = tuple(Path(part) for part in os.environ.get("KIOSK_LOCALES_DIR", "").split(os.pathsep) if part)
    for folder in added:
        if not folder.is_dir():
            raise FileNotFoundError(f"KIOSK_LOCALES_DIR names {folder}, which is not a folder")
    return (SHIPPED, *added)
