"""Content files: reading them, and saying where a fault is."""

import hashlib
import json
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent / "content"
READER = 2  # grows where entries are read into the database in another way, so that unchanged ones are read anew


class ContentError(Exception):
    """Content that cannot be loaded; `faults` has one line a fault, each with file and key."""

    def __init__(self, faults: list[str]):
        super().__init__("\n".join(faults))
        self.faults = faults


class Faults:
    """Collects what is wrong in one file."""

    def __init__(self, file: Path, root: Path = ROOT):
        self.name = str(file.relative_to(root)) if file.is_relative_to(root) else str(file)
        self.lines: list[str] = []

    def add(self, where: str, what: object) -> None:
        """`where` is the key within the file, as `services.ytj.phones`."""
        self.lines.append(f"{self.name}: {where}: {what}")


class ContentLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Refuses a key that stands twice in a mapping (YAML lets the last one win without a word)."""


def _mapping(loader: ContentLoader, node: yaml.MappingNode) -> dict:
    seen = set()
    for key, _ in node.value:
        if key.value in seen:
            raise yaml.constructor.ConstructorError(None, None, f"key {key.value!r} stands twice", key.start_mark)
        seen.add(key.value)
    return yaml.SafeLoader.construct_mapping(loader, node, deep=True)


ContentLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
# Dates stay strings: "2026-02" and "2026" are dates too, and one form is enough.
ContentLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in ContentLoader.yaml_implicit_resolvers.items()
}


def read(file: Path, root: Path = ROOT) -> dict:
    """The mapping in a YAML file. Raises ContentError naming file and line."""
    name = str(file.relative_to(root)) if file.is_relative_to(root) else str(file)
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=ContentLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ContentError([f"{name}: {' '.join(str(error).split())}"]) from error
    if not isinstance(content, dict):
        raise ContentError([f"{name}: the file is not a mapping"])
    return content


def cities(root: Path = ROOT) -> list[str]:
    """The ids of the cities that ship: folders with a city.yml."""
    return sorted(file.parent.name for file in root.glob("*/city.yml"))


def countries(root: Path = ROOT) -> list[str]:
    """The countries with guidance: folders with guidance/."""
    return sorted(folder.parent.name for folder in root.glob("*/guidance") if any(folder.glob("*.yml")))


def without_city(root: Path = ROOT) -> list[str]:
    """Folders of services that belong to no served city: examples and history from elsewhere."""
    return sorted(file.parent.name for file in root.glob("*/services.yml") if not (file.parent / "city.yml").exists())


def guidance(country: str, root: Path = ROOT) -> dict:
    """The guidance of a country: all its files as one document. Raises ContentError where a key stands in two files."""
    document: dict = {"sources": {}, "statements": [], "answers": {}, "plan": None}
    faults = []
    for file in sorted((root / country / "guidance").glob("*.yml")):
        for key, value in read(file, root).items():
            where = f"{country}/guidance/{file.name}: {key}"
            if key not in document:
                faults.append(f"{where}: unknown; known are {', '.join(document)}")
            elif isinstance(document[key], dict) and isinstance(value, dict):
                faults += [f"{where}.{twice}: stands in two files" for twice in document[key].keys() & value.keys()]
                document[key].update(value)
            elif isinstance(document[key], list) and isinstance(value, list):
                document[key] += value
            elif document[key] is None and isinstance(value, dict):
                document[key] = value
            else:
                faults.append(f"{where}: stands in two files or is of the wrong kind")
    if faults:
        raise ContentError(faults)
    return document


def fingerprint(entry: object) -> str:
    """The hash of an entry: changes with its content and with `READER`, not with its layout."""
    written = json.dumps([READER, entry], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.blake2b(written.encode(), digest_size=16).hexdigest()
