"""What questions are about: the directory's topic of an intent, for sorting enquiries and counting what was asked."""

import yaml

from locales.folders import SHIPPED

FILE = SHIPPED / "topics.yml"
# Intent → code of a topic (services_directory/content/taxonomy.yml); not every intent has one.
TOPICS: dict[str, str] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
