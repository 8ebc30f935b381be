"""What the supervisor tells the website of itself: one small file, replaced as a whole."""

import json
import logging
import os
from pathlib import Path

logger = logging.getLogger("kiosk")


class Status:
    """The status file: state `waking`, `ready` or `failed`, the step, its progress from 0 to 1, the missing parts."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "status.json"
        self.told: dict = {}

    def tell(self, state: str, step: str = "", progress: float = 0.0, missing: list[str] | None = None) -> None:
        """Write the status if it differs from what stands there."""
        status = {"state": state, "step": step, "progress": round(progress, 2), "missing": missing or []}
        if status == self.told:
            return
        new = self.path.with_suffix(".new")
        try:
            new.write_text(json.dumps(status))
            os.replace(new, self.path)
        except OSError as error:  # a full disk ends nobody: it is told at the next look
            logger.warning("%s could not be written: %s", self.path.name, error.strerror)
        else:
            self.told = status
