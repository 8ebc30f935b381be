"""Web addresses as people read them, and as programs want them."""

import pytest
from rfc3986_validator import validate_rfc3986

from services_directory.web_addresses import iri, uri

READ_AND_WRITTEN = [
    ("https://a.fi/yhteydessä", "https://a.fi/yhteydess%C3%A4"),
    ("https://käyttö.example:8080/?q=ö&r=1#å/b?c", "https://xn--kytt-loa5i.example:8080/?q=%C3%B6&r=1#%C3%A5/b?c"),
    ("https://straße.de/تجارة/", "https://xn--strae-oqa.de/%D8%AA%D8%AC%D8%A7%D8%B1%D8%A9/"),
    ("https://a.fi/100%25-ä", "https://a.fi/100%25-%C3%A4"),
    ("https://a.fi/a%20b/?x=%2F", "https://a.fi/a%20b/?x=%2F"),
    ("https://a.fi", "https://a.fi"),
    ("http://[2001:db8::1]/ä", "http://[2001:db8::1]/%C3%A4"),
]


@pytest.mark.parametrize("read, written", READ_AND_WRITTEN)
def test_there_and_back(read, written):
    assert uri(read) == written and validate_rfc3986(written, rule="URI")
    assert iri(written) == read and uri(written) == written


@pytest.mark.parametrize(
    "given",
    ["https://user:ö@a.fi/", "https://a.fi/a b|c^[d]%zz", "https://a\u0378.fi/x", "https://ä..fi/", "http://[1/ö"],
)
def test_what_nobody_can_open_is_written_as_an_address_too(given):
    assert validate_rfc3986(uri(given), rule="URI"), uri(given)


@pytest.mark.parametrize(
    "given", ["https://a.fi/%FF%C3", "https://a.fi/%C2%A0", "https://a.fi/%E2%80%AE", "no address", ""]
)
def test_what_has_no_letters_in_it_stays(given):
    assert iri(given) == given
