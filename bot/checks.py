"""Faults in the assistant's data that can be found without training."""

import contextlib
import io
import logging
import os
import warnings
from collections import Counter
from pathlib import Path

import yaml

from locales.languages import served

from .nlu.training_texts import blocks, lookup_name
from .places import ROOT
from .taxonomy import groups, intents

EXAMPLES = 25  # examples an intent and language must have
OUT_OF_SCOPE = 80  # and out_of_scope, which borders on everything else
ENTITIES = ("topic", "language", "cost", "format", "audience", "phase", "detail", "position", "business", "status")


def nlu_dir() -> Path:
    """Where the languages' training data lies."""
    return ROOT / "data" / "nlu"


def data_faults() -> list[str]:
    """Languages, intents and values that are missing, too thin, foreign or said twice."""
    codes = {language.code for language in served()}
    folders = {path.name for path in nlu_dir().iterdir() if path.is_dir()}
    faults = [f"data/nlu/{code}: no training data for a served language" for code in sorted(codes - folders)]
    faults += [f"data/nlu/{code}: training data of no served language" for code in sorted(folders - codes)]
    for code in sorted(codes & folders):
        faults += language_faults(nlu_dir() / code)
    return faults


def language_faults(folder: Path) -> list[str]:
    """Faults of one language's folder."""
    faults, counts, homes = [], Counter(), {}
    values = _value_codes()
    group_of = {intent: group for group, names in groups().items() for intent in names}
    for path in sorted(folder.glob("*.yml")):
        shown = path.relative_to(folder.parents[2])
        for entry in blocks(path):
            lines = [line.removeprefix("- ").strip() for line in entry["examples"].splitlines() if line.strip()]
            if lookup := entry.get("lookup"):
                entity, value, language = lookup_name(lookup)
                if language != folder.name or (entity != "language" and value not in values.get(entity, ())):
                    faults.append(f"{shown}: {lookup} is no value of the directory's taxonomy")
                counts[f"{entity}.{value}"] += len(lines)
                continue
            intent = entry["intent"]
            if group_of.get(intent) != path.stem:
                faults.append(f"{shown}: {intent} is no intent of this group")
            for line in lines:
                home = homes.setdefault(line.casefold(), intent)
                if home != intent:
                    faults.append(f"{shown}: '{line}' stands under {home} and {intent}")
            counts[intent] += len(set(lines))
    for intent in intents():
        need = OUT_OF_SCOPE if intent == "out_of_scope" else EXAMPLES
        if counts[intent] < need:
            faults.append(f"data/nlu/{folder.name}: {intent} has {counts[intent]} examples, needs {need}")
    for entity in ENTITIES:
        for value in values.get(entity, ()):
            if not counts[f"{entity}.{value}"]:
                faults.append(f"data/nlu/{folder.name}/values.yml: no words for {entity}.{value}")
    return faults


def _value_codes() -> dict[str, set[str]]:
    """Entity → codes, as the directory's taxonomy has them; positions are no terms."""
    from services_directory.loading import taxonomy_codes

    return {**taxonomy_codes(), "position": {"1", "2", "3", "4", "5", "last"}}


def label_faults() -> list[str]:
    """Intents without a label, a rule or a place in the domain."""
    from locales.labels import LABELS

    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    known = {next(iter(each)) if isinstance(each, dict) else each for each in domain["intents"]}
    ruled = set()
    for path in (ROOT / "data").glob("[rs]*/*.yml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for talk in content.get("rules", []) + content.get("stories", []):
            ruled |= {step["intent"] for step in talk["steps"] if isinstance(step, dict) and "intent" in step}
    faults = [f"domain.yml: no intent {intent}" for intent in intents() if intent not in known]
    faults += [f"locales/labels.yml: no label for {intent}" for intent in intents() if intent not in LABELS]
    return faults + [f"data/rules: no rule for {intent}" for intent in intents() if intent not in ruled]


def rasa_faults() -> list[str]:
    """What `rasa data validate --fail-on-warnings` finds: its warnings, one a line."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    found: list[str] = []
    # Rasa says it at every validation, whatever the data.
    always = "Slot auto-fill has been removed"

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(f"rasa: {record.getMessage().splitlines()[0]}")

    # Rasa draws progress bars on standard error.
    with warnings.catch_warnings(record=True) as caught, contextlib.redirect_stderr(io.StringIO()):
        warnings.simplefilter("always")
        from rasa.shared.importers.importer import TrainingDataImporter
        from rasa.validator import Validator

        validator_log = logging.getLogger("rasa.validator")
        collector = Collector(logging.WARNING)
        validator_log.addHandler(collector)
        importer = TrainingDataImporter.load_from_dict(
            domain_path=str(ROOT / "domain.yml"), training_data_paths=[str(ROOT / "data")]
        )
        validator = Validator.from_importer(importer)
        passed = [
            validator.verify_domain_validity(),
            validator.verify_nlu(ignore_warnings=False),
            validator.verify_story_structure(ignore_warnings=False),
            validator.verify_forms_in_stories_rules(),
            validator.verify_form_slots(),
            validator.verify_slot_mappings(),
        ]
        validator_log.removeHandler(collector)
    said = [str(each.message).splitlines()[0] for each in caught if issubclass(each.category, UserWarning)]
    found += [f"rasa: {line}" for line in said if not line.startswith(always)]
    if not all(passed) and not found:
        found.append("rasa: the training data do not pass Rasa's validation")
    return sorted(set(found))
