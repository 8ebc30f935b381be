"""The parts of a running Kiosk, as the system lists them."""

import os


def children(pid: int) -> dict[str, int]:
    """Name of a part → process id, for the parts of a running Kiosk."""
    names = {
        "website.asgi": "website", "actions.server": "actions", "bot.assistant": "rasa", "bot.training": "training",
    }  # fmt: skip
    found = {}
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            with open(f"/proc/{entry}/stat") as stat, open(f"/proc/{entry}/cmdline") as line:
                parent, command = int(stat.read().rsplit(")", 1)[1].split()[1]), line.read()
        except OSError:
            continue
        if parent == pid:
            found |= {name: int(entry) for mark, name in names.items() if mark in command}
    return found
