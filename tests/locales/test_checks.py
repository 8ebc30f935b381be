"""Faults in catalogues are found with file and line, and stop the compile step."""

import dataclasses

import pytest
from babel.messages.catalog import Catalog

from locales import checks, upkeep
from locales.languages import get


def faults(added, entries, language="fi", domain="website"):
    file = added.po(language, domain, entries)
    return [fault.removeprefix(f"{file}:") for fault in checks.file_faults(file, get(language), domain)]


def test_a_whole_catalogue_has_no_fault(added):
    assert faults(added, 'msgid "It costs {fee}."\nmsgstr "Maksaa {fee}."\n') == []


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('msgid "It costs {fee}."\nmsgstr "Maksaa {fe}."\n', "6: placeholders {fe} instead of {fee}"),
        ('msgid "It costs {fee}."\nmsgstr "Maksaa."\n', "6: placeholders none instead of {fee}"),
        ('msgid "It costs {fee}."\nmsgstr "Maksaa {fee"\n', "6: expected '}'"),
        ('msgid "Fine."\nmsgstr "Hyvä }."\n', "6: Single '}'"),
        ('msgid "Fine."\nmsgstr "{x!r}"\n', "6: {x}"),
        ('#, fuzzy\nmsgid "Fine."\nmsgstr "Hyvä."\n', "7: fuzzy"),
        ('msgid "{n} a"\nmsgid_plural "{n} b"\nmsgstr[0] "{n} x"\n', "6: some plural forms are empty"),
        (
            'msgid "{n} a"\nmsgid_plural "{n} b"\nmsgstr[0] "{n} x"\nmsgstr[1] "{n} y"\nmsgstr[2] "{n} z"\n',
            "6: msg has more translations than num_plurals",
        ),
        ('msgid "{n} a"\nmsgid_plural "{n} b"\nmsgstr[0] "{n} x"\nmsgstr[1] ""\n', "6: some plural forms are empty"),
        ('msgid "{n} a"\nmsgid_plural "{n} b"\nmsgstr[0] "x"\nmsgstr[1] "{m} y"\n', "6: placeholders {m}"),
        ('#~ msgid "Gone."\n#~ msgstr "Poissa."\n', "left over"),
        ('msgid "Fine."\nmsgstr "Hyvä\n', "7: a line that belongs in no catalogue"),
        ('msgid "Fine."\nmsgstr Hyvä\n', "7: a line that belongs in no catalogue"),
    ],
)
def test_a_fault_is_found_with_its_line(added, entry, fault):
    given = faults(added, entry)
    assert len(given) == 1 and fault in given[0], given


PLURAL = 'msgid "%(count)d a of %(who)s"\nmsgid_plural "%(count)d b of %(who)s"\n'


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('msgid "From %(who)s."\nmsgstr "%(who)s kirjoitti."\n', None),
        ('msgid "From %(who)s."\nmsgstr "%(kuka)s kirjoitti."\n', "6: placeholders %(kuka)s instead of %(who)s"),
        ('msgid "From %(who)s."\nmsgstr "Joku kirjoitti."\n', "6: placeholders none instead of %(who)s"),
        ('msgid "%(n)s days"\nmsgstr "%(n)d päivää"\n', "6: placeholders %(n)d instead of %(n)s"),
        ('msgid "%(n)s days"\nmsgstr "%(n) päivää"\n', "6: placeholders none instead of %(n)s"),
        ('msgid "%(n)s%% of all"\nmsgstr "%(n)s %% kaikista"\n', None),
        ('msgid "%(n)s%% of all"\nmsgstr "%(n)s % kaikista"\n', "6: a stray '%'"),
        ('msgid "5 % of all"\nmsgstr "5 % kaikista"\n', None),
        ('msgid "All: %s"\nmsgstr "Kaikki: %s"\n', None),
        ('msgid "%s of %s"\nmsgstr "%s: %s"\n', "6: source sentence: more than one placeholder without a name"),
        ('msgid "Write {name} in braces"\nmsgstr "Kirjoita {nimi aaltosulkuihin"\n', None),
        (PLURAL + 'msgstr[0] "yksi: %(who)s"\nmsgstr[1] "%(count)d: %(who)s"\n', None),
        (PLURAL + 'msgstr[0] "yksi"\nmsgstr[1] "%(count)d: %(who)s"\n', "6: placeholders none instead of"),
    ],
)
def test_on_officers_pages_placeholders_are_those_of_python(added, entry, fault):
    given = faults(added, entry, domain="django")
    assert (given == []) if fault is None else (len(given) == 1 and fault in given[0]), given


def test_a_catalogue_that_no_officer_reads_is_a_fault(added):
    added.sentence("fi", "django", "Fine.", "Hyvä.")
    assert list(checks.unread_faults("django")) == []
    added.table()
    file = added.sentence("qaa", "django", "Fine.", "X.")
    assert list(checks.unread_faults("django")) == [f"{file}:1: no shipped city works in Kioskish, so nobody reads it"]


def test_the_same_words_in_two_contexts_are_two_sentences(added):
    file = added.po("fi", "django", 'msgctxt "month"\nmsgid "May"\nmsgstr "toukokuu"\n')
    template = Catalog()
    template.add("May", None, [("accounts/a.py", 3)], context="month")
    assert list(checks.step_faults(file, get("fi"), "django", template)) == []
    template.add("May", None, [("accounts/a.py", 4)])
    given = list(checks.step_faults(file, get("fi"), "django", template))
    assert len(given) == 1 and given[0].startswith("accounts/a.py:4: not in")


def test_a_plural_form_may_say_the_number_in_words(added):
    entry = 'msgid "{count} a for {who}"\nmsgid_plural "{count} b for {who}"\n'
    assert faults(added, entry + 'msgstr[0] "yksi {who}"\nmsgstr[1] "{count} {who}"\n') == []
    assert faults(added, entry + 'msgstr[0] "yksi"\nmsgstr[1] "{count} {who}"\n')[0].startswith("6: placeholders none")


def test_the_header_must_have_the_plural_forms_of_the_table(added):
    file = added.po("ar", "website", "")
    file.write_text(file.read_text().replace("nplurals=6", "nplurals=2"))
    assert any("Plural-Forms" in fault for fault in checks.file_faults(file, get("ar"), "website"))


def test_stale_and_new_sentences_are_told_apart(added):
    file = added.po("fi", "website", 'msgid "Old"\nmsgstr "Vanha"\n')
    template = Catalog()
    template.add("New", None, [("website/a.py", 3)])
    given = list(checks.step_faults(file, get("fi"), "website", template))
    assert any(":6: stale" in fault and "Old" in fault for fault in given)
    assert any(fault.startswith("website/a.py:3: not in") and "New" in fault for fault in given)
    assert len(given) == 2


def test_source_sentences_are_checked_too():
    template = Catalog()
    template.add("Costs {fee", None, [("domain.yml", 9)])
    template.add("Fine {fee}", None, [("domain.yml", 10)])
    assert [fault.split(": ")[0] for fault in checks.source_faults(template, "website")] == ["domain.yml:9"]


def test_missing_counts_neither_names_that_may_stay_nor_what_cldr_knows(added):
    entries = (
        'msgid "Good day."\nmsgstr ""\n\n'
        '#. optional\nmsgid "Kallio"\nmsgstr ""\n\n'
        '#. cldr: language so\nmsgid "Somali"\nmsgstr ""\n\n'
        '#. cldr: language qzz\nmsgid "Kioskish"\nmsgstr ""\n\n'
        '#. cldr: unit month\nmsgid "{count} month"\nmsgid_plural "{count} months"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    )
    file = added.po("fi", "website", entries)
    given = list(checks.missing_faults(file, get("fi"), "website"))
    assert [fault.rsplit(": ", 1)[1] for fault in given] == ["'Good day.'", "'Kioskish'"]


def test_the_shipped_catalogues_are_whole():
    """No broken, unsure, left-over or stale entry; whether all is translated is `kiosk check`'s question."""
    assert checks.catalogue_faults(missing=False) == []


def test_merge_brings_new_sentences_in_empty_and_drops_old_ones(added):
    added.table()
    language = get("qaa")
    template = Catalog()
    template.add("Kept {a}", None, [("x.py", 1)])
    template.add("Kept {a} too", None, [("x.py", 2)])
    template.add(("{n} one", "{n} many"), None, [("x.py", 3)])
    added.po("qaa", "website", 'msgid "Kept {a}"\nmsgstr "Y {a}"\n\nmsgid "Old"\nmsgstr "V"\n')
    assert upkeep.merge(template, language, "website") == ["Old"]
    file = upkeep.catalogue_file("qaa", "website", added.folder)
    merged = upkeep.read(file, language, "website")
    assert merged["Kept {a}"].string == "Y {a}"
    # No guess from the sentence that looks alike.
    assert merged["Kept {a} too"].string == "" and not merged["Kept {a} too"].fuzzy
    assert "Old" not in merged and not merged.obsolete
    assert merged[("{n} one", "{n} many")].string in ("", ("",))
    first = file.read_bytes()
    assert upkeep.merge(template, language, "website") == [] and file.read_bytes() == first
    # English forms of one language do not turn up in the next.
    upkeep.merge(template, dataclasses.replace(get("en"), folder=added.folder), "website")
    assert 'msgstr[1] "{n} many"' in upkeep.catalogue_file("en", "website", added.folder).read_text()
    assert not any(upkeep.forms(template[("{n} one", "{n} many")]))


def test_merge_can_keep_what_left_the_sources(added):
    added.table()
    added.po("qaa", "website", 'msgid "Old"\nmsgstr "V"\n')
    upkeep.merge(Catalog(), get("qaa"), "website", keep=True)
    assert '#~ msgstr "V"' in upkeep.catalogue_file("qaa", "website", added.folder).read_text()
