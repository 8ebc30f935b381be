"""Language identification: sure when it can be, 'not sure' when not, and never on line."""

import socket

import pytest

from bot.nlu.identification import Identifier, words_of
from bot.nlu.training_texts import training_texts
from locales import languages


@pytest.fixture(scope="module")
def identifier():
    import yaml

    from bot.nlu.training_texts import resolve

    texts = [(row.language, row.text) for row in training_texts()]
    neutral = []
    for path in sorted(resolve("data/identification").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            language = block["lookup"].partition(".")[2]
            forms = [line.strip()[2:] for line in block["examples"].splitlines()]
            if language == "none":
                neutral += forms
            else:
                texts += [(language, form) for form in forms]
    return Identifier.fit(texts, [language.code for language in languages.served()], neutral)


@pytest.mark.parametrize(
    "text, code",
    [
        ("How do I open a bakery around here?", "en"),
        ("thanks a lot", "en"),
        ("Haluaisin perustaa leipomon, mistä aloitan?", "fi"),
        ("kiitos paljon", "fi"),
        ("kuka auttaa verojen kanssa", "fi"),
        ("أريد أن أفتح مخبزاً، من أين أبدأ؟", "ar"),
        ("شكرا", "ar"),
        ("bidi afta7 makhbaz", "ar"),
        ("toiminimi ja kela, miten ne menee yhteen", "fi"),
        ("What about Kela if I have a toiminimi?", "en"),
    ],
)
def test_sure(identifier, text, code):
    assert identifier.identify(text).code == code


@pytest.mark.parametrize(
    "text", ["ok", "OK!", "salam", "no", "Helsinki", "Wien?", "123", "2", "", "🙂", "...", "pizza", "taxi", "www.suomi.fi",
             "我想开一家公司", "საქართველო"]
)
def test_not_sure(identifier, text):
    found = identifier.identify(text)
    assert found.code is None, found


def test_never_on_line(identifier, monkeypatch):
    def no_network(*_):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", no_network)
    assert identifier.identify("Where do I register my company?").code == "en"


def test_links_and_numbers_are_no_words():
    assert words_of("see https://example.org/a?b=c or me@example.org, tel. 040 123") == ["see", "or", "tel"]
