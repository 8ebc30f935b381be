"""Another language: for the chat, or for the services just looked for."""

from locales.languages import match, served

from . import phrases
from .base import KioskAction
from .details import payload
from .search import search
from .turn import Turn


class ActionChangeLanguage(KioskAction):
    """Goes on in the language asked for; after a search, 'in Arabic?' narrows the search and offers to go on in it."""

    called = "action_change_language"

    async def _act(self, turn: Turn) -> None:
        wanted = turn.entity("language")
        before = turn.slot("search")
        if wanted and before and not turn.is_payload:
            await search(turn, {**before["filters"], "spoken": [wanted]}, before["q"])
            self._offer(turn, wanted)
            return
        language = match(wanted) if wanted else None
        if language:
            # The chat API keeps `set_language` as the person's explicit choice.
            turn.say(
                "utter_language_changed",
                language=language.code,
                set_language=language.code,
                values={"language": {"type": "language", "code": language.code}},
            )
        elif wanted:
            named = {"type": "language", "code": wanted}
            turn.say("utter_language_not_served", values={"language": named}, choices=_languages())
        else:
            turn.say("utter_language_which", choices=_languages())

    @staticmethod
    def _offer(turn: Turn, wanted: str) -> None:
        language = match(wanted)
        if not language or language.code == turn.language or not turn.dispatcher.messages:
            return
        title = turn.phrase(phrases.GO_ON_IN, language={"type": "language", "code": language.code})
        button = {"title": title, "payload": payload("change_language", language=language.code)}
        message = turn.dispatcher.messages[-1]
        message["choices"] = [button, *(message.get("choices") or [])]


def _languages() -> list[dict]:
    """A button for each served language, in its own name."""
    return [
        {"title": language.name, "payload": payload("change_language", language=language.code)} for language in served()
    ]
