"""Every intent × language × city through the running chat: nothing foreign, unfilled, empty or dead is shown."""

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.nlu.training_texts import training_texts
from bot.taxonomy import intents
from locales.languages import served
from tests.dialogue.fidelity import foreign, message_faults, text_faults
from tests.talk import Newcomer

LANGUAGES = [language.code for language in served()]
CITIES = ("helsinki", "vienna")
TRIES = 6
"""Training messages of an intent that are tried until one is understood as it."""
AT_ONCE = 3


@pytest.fixture(scope="module")
def examples() -> dict[tuple[str, str], list[str]]:
    """Whole questions first: a word or two show no language and are answered in the page's."""
    found = defaultdict(list)
    for row in training_texts():
        found[row.language, row.intent].append(row.text)
    return {key: sorted(texts, key=lambda text: abs(len(text.split()) - 6)) for key, texts in found.items()}


class Walk:
    """What a walk through one city found: faults, and the buttons that were offered with where to press them."""

    def __init__(self, url: str, city: str) -> None:
        self.url, self.city = url, city
        self.faults: list[str] = []
        self.offered: dict[str, tuple[Newcomer, str]] = {}

    def look(self, newcomer: Newcomer, messages: list[dict], language: str, what: str) -> None:
        for message in messages:
            self.faults += [f"{self.city} {language} {what}: {fault}" for fault in message_faults(message, language)]
            for button in message["buttons"]:
                self.offered.setdefault(button["payload"], (newcomer, language))

    def ask(self, language: str, intent: str, texts: list[str]) -> None:
        """The intent by somebody's words on a page of that language."""
        for text in texts[:TRIES]:
            newcomer = Newcomer(self.url, language, self.city)
            self.look(newcomer, newcomer.messages, language, "greeting")
            reply = newcomer.say(text)
            if reply["understood"]["intent"] == intent and reply["understood"]["language"] == language:
                # Asking for another language is answered in that one.
                answered_in = reply["messages"][-1]["language"] if intent == "change_language" else language
                self.look(newcomer, reply["messages"], answered_in, intent)
                return
        self.faults.append(f"{self.city} {language} {intent}: none of its training messages is understood")

    def press(self, payload: str) -> None:
        newcomer, language = self.offered[payload]
        answer = newcomer.post({"payload": payload})
        if answer.status_code != 200 or not answer.json()["messages"]:
            self.faults.append(f"{self.city} {language} {payload}: leads nowhere ({answer.status_code})")
            return
        messages = answer.json()["messages"]
        self.look(newcomer, messages, messages[-1]["language"] if "language" in payload else language, payload)


@pytest.mark.parametrize("city", CITIES)
def test_every_intent_in_every_language(running_kiosk, examples, city):
    walk = Walk(running_kiosk.url, city)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        pairs = [(code, intent) for code in LANGUAGES for intent in intents()]
        list(pool.map(lambda pair: walk.ask(*pair, examples[pair]), pairs))
        pressed: set[str] = set()
        for _ in range(2):  # what was offered, and what only came up behind those buttons
            todo = sorted(set(walk.offered) - pressed)
            pressed |= set(todo)
            # A conversation takes one turn at a time.
            talks = defaultdict(list)
            for payload in todo:
                talks[walk.offered[payload][0].id].append(payload)
            list(pool.map(lambda payloads: [walk.press(payload) for payload in payloads], talks.values()))
    assert walk.faults == [], f"{len(walk.faults)} faults: " + "\n".join(walk.faults[:40])


def test_the_checks_see_what_they_are_for():
    assert text_faults("Registering costs {fee}.", "en", "text")
    assert text_faults("register_business", "en", "button")
    assert text_faults(" ", "en", "text")
    assert foreign("Talk to a person", "fi") and not foreign("Talk to a person", "en")
    assert foreign("Du kannst hier zu jedem Thema fragen und bekommst immer eine Antwort auf Deutsch dazu, ja", "ar")
