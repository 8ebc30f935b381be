"""Limits against abuse: by a hash that nobody can turn back, and no address anywhere."""

import pytest
from django.core.cache import cache

from enquiries import receipt
from enquiries.models import Enquiry
from website import limits
from website.limits import PerAddress

ADDRESS = "203.0.113.77"


def wrong(newcomer, **more):
    code = receipt.code_for(receipt.new_salt(), "x")
    return newcomer.client.get("/enquiries/mine", headers={"Authorization": f"Receipt {code}"}, **more)


@pytest.fixture
def rates(monkeypatch):
    def set_to(**given):
        monkeypatch.setattr(PerAddress, "THROTTLE_RATES", {**PerAddress.THROTTLE_RATES, **given})
        from enquiries.limits import _WrongCodes

        monkeypatch.setattr(_WrongCodes, "THROTTLE_RATES", {**_WrongCodes.THROTTLE_RATES, **given})

    return set_to


def test_guessing_is_stopped_and_told_how_long(newcomer, rates):
    rates(wrong_codes="3/hour")
    newcomer.leave()
    assert [wrong(newcomer).status_code for _ in range(4)] == [404, 404, 404, 429]
    answer = wrong(newcomer)
    assert answer.json()["error"]["code"] == "too_fast" and int(answer.headers["Retry-After"]) > 0
    assert newcomer.mine().status_code == 429, "a right code too, or guessing would go on"
    elsewhere = {"REMOTE_ADDR": "198.51.100.1"}
    assert wrong(newcomer, **elsewhere).status_code == 404


def test_many_addresses_together_are_slowed_and_nobody_is_shut_out(newcomer, rates):
    rates(wrong_codes="10/hour", wrong_codes_of_all="3/hour")
    newcomer.leave()
    for last in range(3):
        assert wrong(newcomer, REMOTE_ADDR=f"198.51.100.{last}").status_code == 404
    assert wrong(newcomer, REMOTE_ADDR="198.51.100.0").status_code == 429
    assert newcomer.mine().status_code == 200
    assert wrong(newcomer).status_code == 404 and wrong(newcomer).status_code == 429


def test_new_enquiries_of_one_address_are_limited(newcomer, rates):
    rates(enquiries="2/hour")
    codes = [newcomer.post().status_code for _ in range(3)]
    assert codes[:1] == [201] and codes[-1] == 429 and Enquiry.objects.count() == 2


def test_an_address_that_the_caller_makes_up_is_not_believed(newcomer, rates):
    rates(wrong_codes="2/hour", enquiries="1/hour")
    for number, status in enumerate((404, 404, 429)):
        assert wrong(newcomer, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}").status_code == status
    newcomer.client.defaults["HTTP_X_FORWARDED_FOR"] = "198.51.100.1"
    assert newcomer.post().status_code == 201
    newcomer.client.defaults["HTTP_X_FORWARDED_FOR"] = "198.51.100.2"
    assert newcomer.post().status_code == 429


def test_no_address_is_in_the_cache(newcomer):
    newcomer.client.defaults["REMOTE_ADDR"] = ADDRESS
    newcomer.chat()
    newcomer.leave()
    newcomer.mine()
    wrong(newcomer)
    assert cache._cache, "something is counted"
    for key, value in cache._cache.items():
        assert ADDRESS not in key and ADDRESS.encode() not in value


def test_the_key_is_thrown_away_within_the_hour(monkeypatch):
    before = limits.caller(ADDRESS)
    assert before == limits.caller(ADDRESS) != limits.caller("198.51.100.1")
    monkeypatch.setattr(limits, "_made", limits._made - limits.HOUR - 1)
    assert limits.caller(ADDRESS) != before
