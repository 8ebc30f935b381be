"""Officers' languages come from the cities, newcomers' from the table."""

from django.conf import settings

from locales import hosts
from locales.domains import DOMAINS
from locales.hosts import host_languages, languages_of
from locales.languages import served


def codes(languages):
    return [language.code for language in languages]


def test_english_and_the_languages_of_the_shipped_cities():
    assert codes(host_languages()) == ["en", "fi", "sv", "de"]
    assert [code for code, _ in settings.LANGUAGES] == codes(host_languages())
    for domain, about in DOMAINS.items():
        assert codes(languages_of(domain)) == (["fi", "sv", "de"] if about.officers else codes(served()))


def test_a_city_brings_its_language_and_one_that_is_not_served_brings_none(tmp_path, monkeypatch):
    for name, text in {
        "izmir": "default_language: tr\n",
        "turku": "default_language: fi\nown_languages: [fi, se]\n",
    }.items():
        folder = tmp_path / "services_directory" / "content" / name
        folder.mkdir(parents=True)
        (folder / "city.yml").write_text(text)
    monkeypatch.setattr(hosts, "ROOT", tmp_path)
    assert codes(host_languages()) == ["en", "fi", "tr"]
