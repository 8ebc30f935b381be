"""The `kiosk` command: one module a command, imported only when it is called."""

import argparse
import importlib
import os
import sys

# Nothing leaves the machine, and the libraries below Rasa keep their start-up chatter to themselves.
os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")

COMMANDS = {
    "serve": "start the website, the assistant and its action server",
    "train": "train the assistant",
    "evaluate": "measure the trained model on a file of questions",
    "chat": "talk with a running Kiosk in the terminal",
    "check": "check everything that can be checked without training",
    "translations": "extract, update, compile or list the translations",
    "directory": "services in and out: YAML, CSV, XLSX, HSDS JSON",
    "account": "accounts of officers and staff",
    "retention": "delete what is past its time",
    "enquiries": "send the mails of enquiries that wait",
    "reviews": "remind of reviews that are overdue",
    "review": "messages that staff accepted, as training data",
    "links": "check the web addresses that newcomers are shown",
}


def main(argv: list[str] | None = None) -> int:
    """Run a command; returns its exit status (2 for a call that cannot be read)."""
    argv = sys.argv[1:] if argv is None else argv
    parser = argparse.ArgumentParser(prog="kiosk", description="A guide for newcomers who want to start a business.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    # Only the called command is imported: importing Rasa for `kiosk --help` would take seconds.
    called = next((word for word in argv if not word.startswith("-")), None)
    for name, purpose in COMMANDS.items():
        if name == called:
            importlib.import_module(f"bot.cli.{name}").add_parser(commands)
        else:
            commands.add_parser(name, help=purpose)
    arguments = parser.parse_args(argv)
    try:
        return importlib.import_module(f"bot.cli.{arguments.command}").run(arguments) or 0
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
