"""A folder of language tables and catalogues of a test's own, added as an installation would add one."""

from pathlib import Path

import pytest

from locales import catalogue, languages

HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plural}\\n"

"""
MADE_UP = """languages:
  qaa:
    tag: qaa
    name: Kioskish
    english: Kioskish
    direction: rtl
    script: Arab
    babel: ar
    plural: nplurals=1; plural=0;
"""


class Added:
    """The added folder; `po` writes a catalogue into it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def table(self, text: str = MADE_UP) -> None:
        (self.folder / "languages.yml").write_text(text, encoding="utf-8")
        languages._table.cache_clear()
        languages._match.cache_clear()
        catalogue.reload()

    def po(self, language: str, domain: str, entries: str) -> Path:
        file = self.folder / language / "LC_MESSAGES" / f"{domain}.po"
        file.parent.mkdir(parents=True, exist_ok=True)
        from locales.upkeep import plural_forms

        header = HEADER.format(plural=plural_forms(languages.get(language)))
        file.write_text(header + entries, encoding="utf-8")
        catalogue.reload()
        return file

    def sentence(self, language: str, domain: str, msgid: str, msgstr: str) -> Path:
        return self.po(language, domain, f'msgid "{msgid}"\nmsgstr "{msgstr}"\n')


@pytest.fixture
def added(tmp_path, monkeypatch):
    monkeypatch.setenv("KIOSK_LOCALES_DIR", str(tmp_path))
    yield Added(tmp_path)
    catalogue.reload()
