"""The assistant of bench/assistant.py: writes down what each turn took, and what of it its actions took.

    python -m bench.timed_assistant --model M --port P      KIOSK_BENCH_TURNS names the file

A line a turn: milliseconds of the whole turn (the message understood, policies, actions, the answer put together), and
those that Rasa waited for the action server.
"""

from __future__ import annotations

import os
import time

from rasa.core.actions.action import RemoteAction

from bot import channel
from bot.assistant import main

_run, _answer = RemoteAction.run, channel.answer
_waited = 0.0


async def _timed_run(self, *arguments, **named):
    global _waited
    began = time.perf_counter()
    try:
        return await _run(self, *arguments, **named)
    finally:
        _waited += time.perf_counter() - began


async def _timed_answer(*arguments, **named):
    global _waited
    _waited, began = 0.0, time.perf_counter()
    try:
        return await _answer(*arguments, **named)
    finally:
        whole = time.perf_counter() - began
        with open(os.environ["KIOSK_BENCH_TURNS"], "a") as file:
            file.write(f"{whole * 1000:.3f} {_waited * 1000:.3f}\n")


if __name__ == "__main__":
    RemoteAction.run, channel.answer = _timed_run, _timed_answer
    main()
