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
        ("Jag vill öppna ett kafé i Berghäll, hur gör jag?", "sv"),
        ("Wo muss ich mein Gewerbe anmelden?", "de"),
        ("je voudrais ouvrir une petite boulangerie", "fr"),
        ("necesito ayuda con los papeles de mi negocio", "es"),
        ("gostava de abrir um salão de cabeleireiro", "pt"),
        ("Küçük bir dükkân açmak istiyorum", "tr"),
        ("Хочу открыть небольшую пекарню", "ru"),
        ("Хочу відкрити невелику пекарню", "uk"),
        ("می‌خواهم یک نانوایی کوچک باز کنم", "fa"),
        ("دەمەوێت نانەواخانەیەکی بچووک بکەمەوە", "ckb"),
        ("ده‌مه‌وێت نانه‌واخانه‌یه‌كی بچووك بكه‌مه‌وه‌", "ckb"),  # the old keyboard's letters
        ("Waxaan rabaa inaan furto foorno yar", "so"),
        ("mikham ye nanvayi kuchik baz konam", "fa"),
        ("damawet dukanek bkamawa, chon dast pe bkam", "ckb"),
        ("mne nuzhen kredit, gde ego mozhno poluchit", "ru"),
        # Two languages: the one that carries the question.
        ("Wie funktioniert das mit starttiraha und toiminimi?", "de"),
        ("نمی‌دانم Gewerbeanmeldung را کجا باید انجام بدهم", "fa"),
        ("Hola, I want to register my company, where do I go?", "en"),
    ],
)
def test_sure(identifier, text, code):
    assert identifier.identify(text).code == code


@pytest.mark.parametrize(
    "text", ["ok", "OK!", "salam", "no", "Helsinki", "Wien?", "123", "2", "", "🙂", "...", "pizza", "taxi", "www.suomi.fi",
             "我想开一家公司", "საქართველო", "Jak założyć firmę w Wiedniu?", "kako otvoriti firmu u Beču"]
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
