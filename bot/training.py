"""Training in a process of its own: `python -m bot.training`, which prints a line of progress now and then.

Each line is `progress <share> <component>`; the last one `model <path>`. The share is by component, weighted by what
they took on two cores with three languages; it tells a person that something moves, not when it ends.
"""

import logging
import os
import sys
import warnings
from pathlib import Path

from .model import drop_old, model_path
from .places import ROOT, SHIPPED_VECTORS

# Share of the whole, by the class name of a component; what is not named weighs 0.02.
WEIGHTS = {"SentenceFeaturizer": 0.60, "IntentClassifier": 0.12, "LanguageIdentifier": 0.06, "RulePolicy": 0.06}
OTHER = 0.02


class _Progress(logging.Handler):
    """Turns Rasa's own log of its components into lines of progress."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.done = 0.05  # imports

    def emit(self, record: logging.LogRecord) -> None:
        if record.name == "bot.nlu.featurizer":  # "Encoded 512 of 7000 new messages.": the long part of a first start
            done, todo = (int(word) for word in record.getMessage().split() if word.isdigit())
            share = self.done + WEIGHTS["SentenceFeaturizer"] * done / todo
            print(f"progress {share:.2f} SentenceFeaturizer", flush=True)
            self.done = share if done == todo else self.done
            return
        words = record.getMessage().split("'")
        if len(words) < 2 or "component" not in words[0]:
            return
        if words[1] != "SentenceFeaturizer":  # what follows the encoding; it tells nothing where all vectors are kept
            self.done = max(self.done, 0.05 + WEIGHTS["SentenceFeaturizer"])
        if words[0].startswith(("Finished", "Restored")):
            self.done = min(0.97, self.done + WEIGHTS.get(words[1], OTHER))
        print(f"progress {self.done:.2f} {words[1]}", flush=True)


def train() -> str:
    """Train on the project's data; returns the path of the model. Raises RuntimeError where Rasa trained none."""
    os.chdir(ROOT)
    print("progress 0.01 start", flush=True)
    warnings.filterwarnings("ignore")
    import rasa.model_training

    progress = _Progress()
    for name in ("rasa.engine.training.hooks", "bot.nlu.featurizer"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.INFO)
        logger.addHandler(progress)
        logger.propagate = False
    target = model_path()
    result = rasa.model_training.train(
        domain="domain.yml",
        config="config.yml",
        training_files=["data"],
        output=str(target.parent),
        force_training=True,
        fixed_model_name=f".new-{target.name.removesuffix('.tar.gz')}",
    )
    if result.code or not result.model:
        raise RuntimeError("no model was trained")
    os.replace(result.model, target)
    drop_old()
    return str(target)


def ship_vectors() -> Path:
    """Writes the vectors of the training messages beside them; returns the file. What is trained already costs no time."""
    os.chdir(ROOT)
    import yaml
    from rasa.shared.importers.importer import TrainingDataImporter
    from rasa.shared.nlu.constants import TEXT

    from bot.nlu.featurizer import chosen
    from bot.nlu.normalise import plain
    from encoder import cached, get_encoder, ship

    pipeline = yaml.safe_load((ROOT / "config.yml").read_text())["pipeline"]
    settings = next(part for part in pipeline if part["name"].endswith("SentenceFeaturizer"))
    data = TrainingDataImporter.load_from_config("config.yml", training_data_paths=["data"]).get_nlu_data()
    messages = chosen(data.training_examples, settings.get("per_intent"))
    SHIPPED_VECTORS.mkdir(parents=True, exist_ok=True)
    encoder = cached(get_encoder(settings.get("encoder")), shipped=SHIPPED_VECTORS)
    return ship(encoder, [plain(message.get(TEXT)) for message in messages], SHIPPED_VECTORS)


if __name__ == "__main__":
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    try:
        print(f"model {train()}", flush=True)
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        sys.exit(1)
