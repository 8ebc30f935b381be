"""The language rule: in which language a message is answered."""

from locales.languages import SOURCE, match, served


def choose(
    explicit: str | None = None,
    identified: str | None = None,
    conversation: str | None = None,
    page: str | None = None,
    city: str | None = None,
) -> str:
    """The code of the language to answer in; always one that is served.

    The first of these that is served: what the person chose (menu, 'in Arabic please'), what the message was
    identified as when that was sure (the caller gives None when it was not), the language of the conversation so far,
    of the page, the city's default. A code or tag that is not served says nothing, so the next one counts. Language
    is a property of each message, therefore a pure function with no session behind it.
    """
    for said in (explicit, identified, conversation, page, city):
        language = match(said)
        if language is not None:
            return language.code
    codes = [language.code for language in served()]
    return SOURCE if SOURCE in codes else codes[0]
