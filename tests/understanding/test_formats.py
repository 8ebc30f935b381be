"""The formats of support that the EUROCITIES toolkit names are understood in every language, and take no topic away."""

from pathlib import Path

import pytest
import yaml

from bot.nlu.value_scores import index_of
from locales import languages

ROOT = Path(__file__).parents[2]
TOPIC = {"information-session": "events", "basic-course": "training", "intensive-training": "training"}
"""Formats whose words name a topic too: 'basic course' is a course, so the longer words must not hide it."""
CODES = ("information-session", "basic-course", "intensive-training", "one-to-one", "digital-tool")
SAID = {
    "en": ("when is the next info session for founders?", "I look for a beginners' course in bookkeeping",
           "a boot camp for my idea please", "can I get advice one-to-one", "is there an online calculator"),
    "fi": ("milloin on seuraava infotilaisuus yrittäjille", "etsin kirjanpidon peruskurssia",
           "haluan intensiivikurssille", "voinko puhua neuvojan kanssa kahden kesken", "onko eläkkeelle laskuria"),
    "sv": ("när är nästa infoträff för företagare", "jag söker en nybörjarkurs i bokföring",
           "finns det en intensivkurs", "kan jag få ett enskilt samtal", "har ni en räknare för pensionen"),
    "de": ("wann ist der nächste Infoabend für Gründer", "ich suche einen Anfängerkurs für Buchhaltung",
           "gibt es einen Crashkurs", "ich möchte ein Einzelgespräch", "gibt es einen Online-Rechner für die Pension"),
    "fr": ("quand a lieu la prochaine réunion d'information", "je cherche un cours pour débutants en comptabilité",
           "je veux une formation intensive", "un rendez-vous individuel est-il possible", "y a-t-il un simulateur"),
    "es": ("cuándo es la próxima sesión informativa", "busco un curso básico de contabilidad",
           "quiero un curso intensivo", "me pueden dar una sesión individual", "hay una calculadora para la pensión"),
    "pt": ("quando é a próxima sessão de esclarecimento", "procuro um curso para iniciantes em contabilidade",
           "quero uma formação intensiva", "posso ter um atendimento individual", "há um simulador para a pensão"),
    "tr": ("sonraki bilgilendirme toplantısı ne zaman", "muhasebe için temel eğitim arıyorum",
           "yoğun kurs var mı", "birebir konuşmak istiyorum", "emeklilik için hesaplama aracı var mı"),
    "ru": ("когда следующая информационная встреча", "ищу базовый курс по бухгалтерии",
           "хочу на интенсив", "можно поговорить один на один", "есть ли калькулятор пенсии"),
    "uk": ("коли наступна інформаційна зустріч", "шукаю курс для початківців з бухгалтерії",
           "хочу на інтенсив", "чи можна поговорити сам на сам", "чи є калькулятор пенсії"),
    "ar": ("متى الجلسة التعريفية القادمة", "أبحث عن دورة للمبتدئين في المحاسبة",
           "أريد دورة مكثفة", "هل يمكن الحصول على استشارة فردية", "هل توجد حاسبة إلكترونية للتقاعد"),
    "fa": ("جلسه معلوماتی بعدی چه وقت است", "دنبال دوره مقدماتی حسابداری هستم",
           "یک دوره فشرده می‌خواهم", "مشاوره انفرادی می‌خواهم", "ابزار آنلاین برای حساب بازنشستگی هست؟"),
    "ckb": ("دانیشتنی زانیاری داهاتوو کەیە", "بۆ کۆرسی سەرەتایی ژمێریاری دەگەڕێم",
            "خولێکی چڕم دەوێت", "ڕاوێژی تاکەکەسی هەیە", "ژمێرەری ئۆنلاین بۆ خانەنشینی هەیە"),
    "so": ("goorma ayuu yahay kulanka macluumaadka", "waxaan raadinayaa koorso aasaasi ah oo xisaabaadka ah",
           "waxaan rabaa tababar xooggan", "ma heli karaa talo gaar ah", "ma jiraa kalkuleetar hawlgabka ah"),
}  # fmt: skip
"""A question of a newcomer for each of CODES, in their order."""


@pytest.fixture(scope="module")
def index():
    pipeline = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    return index_of(prefixes=next(part["prefixes"] for part in pipeline if "prefixes" in part))


def forms(language):
    """(format, expression) of one language's lists."""
    entries = yaml.safe_load((ROOT / "data" / "nlu" / language / "values.yml").read_text(encoding="utf-8"))["nlu"]
    for entry in entries:
        entity, code, _ = entry["lookup"].split(".")
        if entity == "format":
            yield from ((code, line.removeprefix("- ")) for line in entry["examples"].strip().splitlines())


def named(index, text, language):
    return {(found.entity, found.value) for found in index.find(text, language)}


@pytest.mark.parametrize("language", [language.code for language in languages.served()])
def test_each_format_is_found_in_a_question(index, language):
    for code, text in zip(CODES, SAID[language], strict=True):
        formats = {value for entity, value in named(index, text, language) if entity == "format"}
        assert formats == {code}, text


@pytest.mark.parametrize("language", [language.code for language in languages.served()])
def test_words_of_a_format_take_no_topic_away(index, language):
    for code, form in forms(language):
        if code in CODES:
            assert ("format", code) in named(index, form, language), form
        if code in TOPIC:
            assert ("topic", TOPIC[code]) in named(index, form, language), form


@pytest.mark.parametrize("language", [language.code for language in languages.served()])
def test_no_expression_names_a_format_of_the_toolkit_and_another(index, language):
    for code, form in forms(language):
        whole = [found.value for found in index.find(form, language) if found.entity == "format"]
        assert whole == [code] or not set(whole) & set(CODES), f"{form}: {whole}"
