"""The client: cached by version, quick to give up, honest about what it shows."""

import asyncio
import time
from datetime import date

import pytest

from actions import directory as client
from actions.directory import Directory, DirectoryDown, NotInDirectory, Visit


async def test_what_is_known_of_this_version_is_not_asked_again(city):
    at = Directory(city.url)
    await Visit("helsinki", "en", at).answer("get_loan")
    await Visit("helsinki", "en", at).answer("get_loan")
    assert city.paths() == ["version", "answers/get_loan", "version"]


async def test_a_new_version_is_fetched_at_the_next_turn(city):
    at = Directory(city.url)
    await Visit("helsinki", "en", at).terms()
    city.version = "2"
    await Visit("helsinki", "en", at).terms()
    assert city.paths().count("terms") == 2


async def test_languages_and_cities_do_not_share_answers(city):
    at = Directory(city.url)
    for place, language in (("helsinki", "en"), ("helsinki", "ar"), ("vienna", "en")):
        await Visit(place, language, at).answer("get_loan")
    assert city.paths().count("answers/get_loan") == 3


async def test_the_version_is_asked_once_a_turn(city):
    visit = Visit("helsinki", "en", Directory(city.url))
    await visit.terms()
    await visit.answer("get_loan")
    assert city.paths().count("version") == 1


@pytest.mark.parametrize("mode", ["error", "nonsense", "shape"])
async def test_down_with_nothing_known(city, mode):
    city.mode = mode
    with pytest.raises(DirectoryDown):
        await Visit("helsinki", "en", Directory(city.url)).answer("get_loan")


@pytest.mark.parametrize("mode", ["error", "nonsense", "shape"])
async def test_down_gives_the_last_good_answer_with_its_day(city, mode):
    at = Directory(city.url)
    before = await Visit("helsinki", "en", at).answer("get_loan")
    city.mode = mode
    visit = Visit("helsinki", "en", at)
    assert visit.stale is None
    assert await visit.answer("get_loan") == before
    assert visit.stale == date.today()


async def test_slow_is_given_up_once_a_turn(city, monkeypatch):
    monkeypatch.setattr(client, "READ", 0.4)
    at = Directory(city.url)
    await Visit("helsinki", "en", at).answer("get_loan")
    await Visit("helsinki", "en", at).terms()
    city.mode = "slow"
    visit, began = Visit("helsinki", "en", at), time.monotonic()
    await visit.answer("get_loan")
    await visit.terms()
    assert time.monotonic() - began < 1.5
    assert visit.stale


async def test_nobody_there():
    with pytest.raises(DirectoryDown):
        await Visit("helsinki", "en", Directory("http://127.0.0.1:9")).terms()


async def test_what_the_directory_does_not_have(city):
    with pytest.raises(NotInDirectory):
        await Visit("helsinki", "en", Directory(city.url)).service("../../secret?x=1")
    assert all("secret" not in path or "%2F" in path for path in city.asked)


async def test_words_of_a_person_are_in_no_log(city, caplog):
    city.mode = "error"
    with pytest.raises(DirectoryDown):
        await Visit("helsinki", "en", Directory(city.url)).match("my secret trouble")
    assert caplog.text and "secret" not in caplog.text


async def test_contact_of_the_city(city):
    assert (await Visit("helsinki", "en", Directory(city.url)).city_contact())["id"] == "service-4"
    city.contact = None
    assert (await Visit("helsinki", "en", Directory(city.url)).city_contact())["id"] == "service-3"


async def test_words_of_a_person_are_not_remembered_and_down_means_without_them(city):
    at = Directory(city.url)
    filters = {"topic": ["finance"]}
    known = await Visit("helsinki", "en", at).services(filters, None, 1, 3)
    await Visit("helsinki", "en", at).services(filters, "my secret trouble", 1, 3)
    await Visit("helsinki", "en", at).match("my secret trouble")
    assert not any("secret" in key for key in at._known)
    city.mode = "error"
    visit = Visit("helsinki", "en", at)
    assert await visit.services(filters, "my secret trouble", 1, 3) == known and visit.stale


async def test_many_turns_wait_for_a_slow_directory_side_by_side(city, monkeypatch):
    monkeypatch.setattr(client, "READ", 0.5)
    city.mode = "slow"
    at, began = Directory(city.url), time.monotonic()
    turns = (Visit("helsinki", "en", at).terms() for _ in range(20))
    failed = await asyncio.gather(*turns, return_exceptions=True)
    assert all(isinstance(each, DirectoryDown) for each in failed)
    assert time.monotonic() - began < 2.5
