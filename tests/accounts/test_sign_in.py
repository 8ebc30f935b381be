"""Password, second factor, lock-out, sessions; with real codes and the pages as they are."""

import re
import time

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import Assignment, AuditEntry, Role
from accounts.signin import factor, lockout, sessions
from services_directory.models import City
from tests.officers import PASSWORD, account

LOGIN, FACTOR, ENROL = "/officer/login/", "/officer/login/factor/", "/officer/login/enrol/"


@pytest.fixture
def officer(db):
    city = City.objects.create(id="helsinki", name="Helsinki", country="fi", default_language="fi", timezone="UTC")
    return account("aino", role=Role.OFFICER, city=city)


@pytest.fixture
def viewer(officer):
    user = account("veikko")
    Assignment.objects.create(user=user, role=Role.VIEWER)
    return user


def password(client, name="aino", word=PASSWORD, target=""):
    return client.post(LOGIN, {"username": name, "password": word, "next": target})


def inside(client) -> bool:
    return client.get("/officer/").status_code == 200


@pytest.fixture
def enrolled(officer, code):
    """The officer's device and backup codes."""
    device = factor.begin(officer)
    assert factor.confirm(officer, code(device))
    TOTPDevice.objects.update(last_t=-1)  # so that the test may use the same half minute again
    return TOTPDevice.objects.get(user=officer), factor.new_codes(officer)


def enter(client, device, code):
    TOTPDevice.objects.update(last_t=-1)
    password(client)
    return client.post(FACTOR, {"code": code(device)})


def test_the_first_sign_in_sets_up_the_second_step_and_shows_backup_codes_once(client, officer, code):
    assert password(client, target="/officer/account/").url == ENROL
    assert not inside(client), "the password alone opens nothing"
    page = client.get(ENROL).content.decode()
    device = TOTPDevice.objects.get(user=officer)
    assert "<svg" in page and factor.key_text(device) in page and "style=" not in page.split("<main")[1]
    assert client.post(ENROL, {"code": "000000" if code(device) != "000000" else "111111"}).status_code == 200
    TOTPDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
    answer = client.post(ENROL, {"code": code(device)})
    codes = re.findall(r"<code>(\w{5}-\w{5})</code>", answer.content.decode())
    assert len(set(codes)) == factor.CODES and "/officer/account/" in answer.content.decode()
    assert answer["Cache-Control"].startswith("max-age=0") and inside(client)
    assert client.get(ENROL).status_code == 302, "they are shown this once"


def test_a_code_of_the_app_opens_and_the_same_code_does_not_twice(client, enrolled, code):
    device, _ = enrolled
    assert password(client).url == FACTOR and not inside(client)
    shown = code(device)
    assert client.post(FACTOR, {"code": f"{shown[:3]} {shown[3:]}"}).url == "/officer/" and inside(client)
    other = Client()
    password(other)
    assert other.post(FACTOR, {"code": shown}).status_code == 200 and not inside(other)


def test_a_backup_code_opens_once(client, enrolled):
    _, codes = enrolled
    password(client)
    assert client.post(FACTOR, {"code": codes[0].upper()}).status_code == 302 and inside(client)
    other = Client()
    password(other)
    other.post(FACTOR, {"code": codes[0]})
    assert not inside(other) and factor.codes_left(get_user_model().objects.get()) == factor.CODES - 1


def test_second_step_without_the_first_leads_back(client, enrolled, code):
    for page in (FACTOR, ENROL):
        assert client.get(page).url == LOGIN and client.post(page, {"code": code(enrolled[0])}).url == LOGIN
    password(client)
    session = client.session
    session["accounts_half"] = {**session["accounts_half"], "at": time.time() - 601}
    session.save()
    assert client.post(FACTOR, {"code": code(enrolled[0])}).url == LOGIN, "ten minutes, no longer"


def test_another_place_is_not_gone_to(client, enrolled, code):
    password(client, target="https://evil.example/")
    assert client.post(FACTOR, {"code": code(enrolled[0])}).url == "/officer/"


def test_five_failed_tries_lock_the_name_and_nothing_personal_is_kept(client, enrolled, code):
    answers = [Client(headers={"user-agent": f"browser {n}"}).post(
        LOGIN, {"username": "aino", "password": "wrong"}, REMOTE_ADDR=f"10.0.0.{n}") for n in range(5)]  # fmt: skip
    assert [answer.status_code for answer in answers] == [200] * 4 + [429] and answers[-1]["Retry-After"] == "900"
    assert password(client).status_code == 429, "from elsewhere and with the right password too"
    kept = " ".join(str(value) for row in AccessAttempt.objects.values() for value in row.values())
    assert not re.search(r"aino|10\.0\.0|browser|wrong|csrf", kept), kept
    AccessAttempt.objects.update(attempt_time=AccessAttempt.objects.get().attempt_time - settings.AXES_COOLOFF_TIME)
    assert password(client).url == FACTOR, "after a quarter of an hour it opens again"


def test_wrong_codes_lock_too_and_a_right_password_in_between_does_not_help(client, enrolled, code):
    for _ in range(4):
        password(client)
        assert client.post(FACTOR, {"code": "abcdef"}).status_code == 200
    assert client.post(FACTOR, {"code": "abcdef"}).status_code == 429
    assert client.post(FACTOR, {"code": code(enrolled[0])}).url == LOGIN and password(client).status_code == 429
    assert lockout.unlock("aino") == 1 and password(client).url == FACTOR


def test_a_name_that_does_not_exist_is_treated_the_same_and_not_written_down(client, officer):
    answers = [password(client, "hunter2-my-password", "x").status_code for _ in range(5)]
    assert answers == [200] * 4 + [429]
    assert not [entry for entry in AuditEntry.objects.all() if "hunter2" in str(vars(entry))]
    assert AuditEntry.objects.filter(action="sign-in", outcome="failed", note="unknown name", user_name="").count() == 5


def test_who_changes_nothing_needs_no_second_step_but_may_have_one(client, viewer, code):
    assert password(client, "veikko").url == "/officer/" and inside(client)
    assert client.post("/officer/account/", {"begin_factor": "1"}).url == ENROL
    client.get(ENROL)
    client.post(ENROL, {"code": code(TOTPDevice.objects.get(user=viewer))})
    assert inside(client)
    other = Client()
    assert password(other, "veikko").url == FACTOR and not inside(other)


def test_a_role_that_changes_data_ends_a_session_without_second_step(client, viewer):
    password(client, "veikko")
    Assignment.objects.create(user=viewer, role=Role.OFFICER, city_id="helsinki")
    assert not inside(client)
    assert "needs its second factor" in client.get(LOGIN).content.decode()


def test_an_account_without_a_role_does_not_get_in(client, officer):
    account("nobody")
    assert "no role yet" in password(client, "nobody").content.decode()


@pytest.mark.parametrize("key, ago, ended", [
    (sessions.SEEN, 31 * 60, True), (sessions.SEEN, 29 * 60, False), (sessions.SIGNED_IN, 12.1 * 3600, True),
])  # fmt: skip
def test_sessions_end_by_pause_and_by_age(client, enrolled, code, key, ago, ended):
    enter(client, enrolled[0], code)
    session = client.session
    session[key] = time.time() - ago
    session.save()
    assert inside(client) != ended
    assert AuditEntry.objects.filter(action="session-end").exists() == ended


def test_who_only_reads_is_not_signed_out_by_a_pause(client, viewer):
    password(client, "veikko")
    session = client.session
    session[sessions.SEEN] = time.time() - 5 * 3600
    session.save()
    assert inside(client)


def test_a_new_password_ends_every_other_session_and_keeps_the_rules(client, enrolled, code):
    other = Client()
    for each in (client, other):
        enter(each, enrolled[0], code)
    new = "a better one for me"
    for weak in ("eleven char", "12345678901234", "1q2w3e4r5t6y"):
        form = {"old_password": PASSWORD, "new_password1": weak, "new_password2": weak}
        assert client.post("/officer/password_change/", form).status_code == 200, weak
    form = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert client.post("/officer/password_change/", form).status_code == 302
    assert inside(client) and not inside(other)
    entry = AuditEntry.objects.get(action="password")
    assert entry.user_name == "aino" and new not in str(entry.changes)


def test_taking_the_factor_away_ends_sessions_and_the_next_sign_in_sets_up_a_new_one(client, enrolled, code):
    enter(client, enrolled[0], code)
    factor.reset(get_user_model().objects.get())
    assert not inside(client) and password(client).url == ENROL


def test_new_backup_codes_want_a_code(client, enrolled, code):
    enter(client, enrolled[0], code)
    assert "not right" in client.post("/officer/account/", {"new_codes": "1", "code": "000"}).content.decode()
    TOTPDevice.objects.update(last_t=-1, throttling_failure_timestamp=None, throttling_failure_count=0)
    page = client.post("/officer/account/", {"new_codes": "1", "code": code(enrolled[0])}).content.decode()
    assert len(re.findall(r"<code>\w{5}-\w{5}</code>", page)) == 10 and enrolled[1][0] not in page


def test_the_log_tells_of_sign_ins_failures_locks_and_sign_outs(client, enrolled, code):
    enter(client, enrolled[0], code)
    client.post("/officer/logout/")
    for _ in range(5):
        password(client, word="wrong")
    told = AuditEntry.objects.filter(user_name="aino").values_list("action", "outcome", "role")
    assert {("sign-in", "done", "officer"), ("sign-out", "done", "officer"), ("sign-in", "failed", "officer"),
            ("lock-out", "refused", "officer"), ("factor", "done", "officer")} <= set(told)  # fmt: skip


def test_pages_for_newcomers_set_no_cookie_and_cookies_are_strict(client, enrolled, code):
    assert not client.get("/api/directory/cities").cookies
    enter(client, enrolled[0], code)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and not cookie["max-age"]


def test_a_form_of_another_website_is_refused(enrolled):
    strict = Client(enforce_csrf_checks=True)
    assert password(strict).status_code == 403


def test_what_was_being_written_when_the_session_ended_is_not_lost(client, enrolled, code):
    enter(client, enrolled[0], code)
    session = client.session
    session[sessions.SEEN] = time.time() - 31 * 60
    session.save()
    written = {"name": "Advice <b>", "topic": ["1", "2"], "locations-0-postal_code": "00100", "_save": "Save"}
    assert client.post("/officer/services_directory/service/add/?x=1", written).url.startswith(LOGIN)
    assert enter(client, enrolled[0], code).url == "/officer/login/kept/"
    page = client.get("/officer/login/kept/").content.decode()
    assert 'action="/officer/services_directory/service/add/?x=1"' in page and 'value="Advice &lt;b&gt;"' in page
    assert page.count('name="topic"') == 2 and 'value="00100"' in page, "a postcode is no code of the sign-in"
    account("other", role=Role.VIEWER)
    client.post("/officer/logout/")
    password(client, "other")
    assert client.get("/officer/login/kept/").url == "/officer/", "nobody else reads it"


def test_a_password_is_not_kept(client, enrolled, code):
    enter(client, enrolled[0], code)
    session = client.session
    session[sessions.SIGNED_IN] = 0
    session.save()
    client.post("/officer/password_change/", {"old_password": PASSWORD, "new_password1": "x", "new_password2": "x"})
    assert PASSWORD not in str(dict(client.session))
