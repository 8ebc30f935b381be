"""Names of services, providers and districts in messages."""

import pytest


@pytest.mark.parametrize(
    "city, text, districts",
    [
        ("helsinki", "Onko Kalliossa neuvontaa?", ["kallio"]),
        ("helsinki", "asun Vuosaaressa", ["vuosaari"]),
        ("helsinki", "toolossa tai pasilassa", ["toolo", "pasila"]),
        ("helsinki", "något i Berghäll", ["kallio"]),
        ("helsinki", "هل يوجد شيء في كاليو", ["kallio"]),
        ("vienna", "Beratung im 16. Bezirk", ["ottakring"]),
        ("vienna", "I live in favoritn", ["favoriten"]),
        ("vienna", "1020 Wien", ["leopoldstadt"]),
        ("vienna", "landstrasse", ["landstrasse"]),
        ("helsinki", "who gives advice in Arabic", []),
        ("helsinki", "arabiaa puhuva neuvoja", []),
        ("vienna", "116. Bezirk", []),
    ],
)
def test_districts(directory, city, text, districts):
    assert [row["code"] for row in directory.match(city, text)["districts"]] == districts


@pytest.mark.parametrize(
    "city, text, services",
    [
        ("helsinki", "phone number of NewCo Helsinki?", ["newco-helsinki-advice"]),
        ("helsinki", "newcosta", ["newco-helsinki-advice"]),
        ("helsinki", "where is IHH", ["international-house-helsinki"]),
        ("helsinki", "PRH:n hinnat", ["prh-trade-register"]),
        ("helsinki", "Kelasta", ["kela-self-employed-unemployment"]),
        ("helsinki", "migrille hakemus", ["migri-entrepreneur-permit", "migri-start-up-permit"]),
        ("helsinki", "Finnveran laina", ["finnvera-start-guarantee", "finnvera-micro-loan"]),
        ("helsinki", "Finnvera Start Guarantee, how much", ["finnvera-start-guarantee"]),
        ("helsinki", "suomen yrittajat", ["suomen-yrittajat"]),
        ("helsinki", "yrittäjän talousavun numero", ["yrittajan-talousapu"]),
        ("vienna", "Gruenderservice", ["wk-wien-gruenderservice"]),
        ("vienna", "Gründerservice", ["wk-wien-gruenderservice"]),
        ("vienna", "what does AMS do", ["ams-ugp", "step2business"]),
        ("helsinki", "paljonko maksan veroa", []),
        ("helsinki", "I want a mentor for my business in Helsinki", []),
        ("helsinki", "", []),
        ("helsinki", "\ud800 \x00 😀", []),
    ],
)
def test_services(directory, city, text, services):
    found = directory.match(city, text)["services"]
    assert sorted(row["id"] for row in found) == sorted(services)
    assert all(0.5 < row["score"] <= 1 for row in found)


def test_history_is_not_named(directory):
    assert directory.match("helsinki", "infopankki.fi")["services"] == []


def test_a_long_message_is_read_fast(directory):
    import time

    began = time.monotonic()
    directory.match("helsinki", "Kallio " * 2000)
    assert time.monotonic() - began < 5
