"""A small assistant, trained in seconds: a few intents in two languages, the n-gram encoder, the real components."""

from pathlib import Path

import pytest
import yaml

EXAMPLES = {
    "en": {
        "greet": ["hello", "hi there", "good morning", "hey, anyone there", "good evening to you", "hello my friend"],
        "get_loan": ["I need a loan", "a small loan for my shop", "who lends me money", "can I borrow money for an oven",
                     "loan for a taxi please", "microcredit for my salon"],
        "understand_taxes": ["how much tax do I pay", "tax on my business", "what is value added tax", "do I pay taxes",
                             "when must I pay the tax", "tax return for my company"],
    },
    "fi": {
        "greet": ["moi", "hei vaan", "hyvää huomenta", "terve", "hyvää iltaa teille", "moikka kaikki"],
        "get_loan": ["tarvitsen lainaa", "pieni laina kauppaan", "kuka lainaa minulle rahaa", "lainaa uuniin",
                     "saisinko lainan taksia varten", "mikrolaina kampaamoon"],
        "understand_taxes": ["paljonko maksan veroa", "yrityksen verotus", "mikä on arvonlisävero", "maksanko veroja",
                             "milloin vero pitää maksaa", "veroilmoitus yritykselle"],
    },
}
VALUES = {
    "en": {"cost.free": ["free", "free of charge"], "language.ar": ["arabic", "in Arabic"], "topic.tax": ["tax"]},
    "fi": {"cost.free": ["ilmainen", "ilmaista"], "language.ar": ["arabia", "arabiaksi"], "topic.tax": ["verotus"]},
}
PIPELINE = [
    {"name": "bot.nlu.tokenizer.NormalisingTokenizer"},
    {"name": "bot.nlu.featurizer.SentenceFeaturizer", "encoder": "ngrams"},
    {"name": "bot.nlu.language.LanguageIdentifier", "data": "data/nlu", "sure_from": 0.75},
    {"name": "bot.nlu.classifier.IntentClassifier"},
    {"name": "bot.nlu.fallback.AskBack", "threshold": 0.6},
    {"name": "bot.nlu.values.ValueExtractor", "prefixes": ["و"]},
]


def write(folder: Path) -> None:
    """The data of the small assistant, laid out as in the project."""
    for language, intents in EXAMPLES.items():
        nlu = [{"intent": intent, "examples": _lines(texts)} for intent, texts in intents.items()]
        nlu += [{"lookup": f"{name}.{language}", "examples": _lines(forms)} for name, forms in VALUES[language].items()]
        path = folder / "data" / "nlu" / language / "all.yml"
        path.parent.mkdir(parents=True)
        path.write_text(yaml.safe_dump({"version": "3.1", "nlu": nlu}, allow_unicode=True), encoding="utf-8")
    config = {"recipe": "default.v1", "assistant_id": "small", "language": "en", "pipeline": PIPELINE, "policies": []}
    (folder / "config.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")


def _lines(texts: list[str]) -> str:
    return "".join(f"- {text}\n" for text in texts)


@pytest.fixture(scope="session")
def small_model(tmp_path_factory) -> Path:
    """The path of the trained archive."""
    import os

    folder = tmp_path_factory.mktemp("small")
    write(folder)
    before = os.getcwd()
    os.chdir(folder)
    try:
        from rasa.model_training import train_nlu

        path = train_nlu(str(folder / "config.yml"), str(folder / "data"), str(folder / "models"))
    finally:
        os.chdir(before)
    assert path, "no model was trained"
    return Path(path)


@pytest.fixture(scope="session")
def parse(small_model):
    """Understands a message with the loaded model: parse(text, metadata=None) → parse data."""
    import asyncio

    from rasa.core.agent import Agent
    from rasa.core.channels.channel import UserMessage

    agent = Agent.load(str(small_model))
    loop = asyncio.new_event_loop()

    def ask(text: str, metadata: dict | None = None) -> dict:
        message = UserMessage(text, metadata=metadata or {"payload": False})
        return loop.run_until_complete(agent.processor.parse_message(message))

    yield ask
    loop.close()
