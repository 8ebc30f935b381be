"""Officers read their pages in their language: our sentences from our catalogue, Django's own from Django's."""

from datetime import date

import pytest
from django.utils import translation
from django.utils.formats import date_format

from locales.catalogue import ensure_compiled, found, reload
from locales.hosts import languages_of
from tests.officers import account

HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
pytestmark = pytest.mark.django_db


def sign_in_page(client, language):
    response = client.get("/officer/login/", HTTP_ACCEPT_LANGUAGE=language)
    assert response["Content-Language"] == language
    return response.content.decode()


@pytest.mark.parametrize("language", [row.code for row in languages_of("django")])
def test_the_sign_in_page_speaks_the_languages_of_the_cities(client, language):
    text = found("Sign in", language, "django")
    assert text and text != "Sign in", "a translator has to fill it"
    page = sign_in_page(client, language)
    assert text in page and "Sign in" not in page and f'<html lang="{language}"' in page


def test_an_installation_says_a_sentence_its_own_way(client, settings, tmp_path, monkeypatch):
    file = tmp_path / "fi" / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True)
    file.write_text(HEADER + 'msgid "Sign in"\nmsgstr "Astu sisään"\n', encoding="utf-8")
    monkeypatch.setenv("KIOSK_LOCALES_DIR", str(tmp_path))
    assert file.with_suffix(".mo") in ensure_compiled(["django"])
    settings.LOCALE_PATHS = [tmp_path, *settings.LOCALE_PATHS]
    assert "Astu sisään" in sign_in_page(client, "fi")
    assert "Astu sisään" not in sign_in_page(client, "en")
    monkeypatch.undo()
    reload()


def test_days_and_the_words_of_the_admin_are_finnish(client):
    with translation.override("fi"):
        assert date_format(date(2026, 1, 31)) == "31. tammikuuta 2026"
    client.force_login(account("root", role="administrator"))
    page = client.get("/officer/auth/user/", HTTP_ACCEPT_LANGUAGE="fi").content.decode()
    assert "Kirjaudu ulos" in page and "Log out" not in page
