"""Who gets which mail when; nothing twice, and nothing lost when the mail server fails."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail

from accounts.models import Assignment, Preference
from bot.cli import main
from services_directory import version
from services_directory.models import City, Service
from services_directory.upkeep import recipients, reminders
from services_directory.upkeep.digest import MOST

TODAY = date(2026, 11, 23)


@pytest.fixture
def people(db):
    names = ("owner", "deputy", "boss")
    made = {name: User.objects.create_user(name, f"{name}@example.org", first_name=name.title()) for name in names}
    made["boss"].is_superuser = True
    made["boss"].save()
    return made


@pytest.fixture
def officer(town):
    """`officer("aino", "town")`: an officer of a city, with an address unless another is given."""
    City.objects.create(pk="other", name="Other", country="xx", default_language="fi", timezone="Europe/Helsinki")

    def make(name: str, city: str, **more) -> User:
        user = User.objects.create_user(name, **{"email": f"{name}@example.org", **more})
        Assignment.objects.create(user=user, role="officer", city_id=city)
        return user

    return make


@pytest.fixture
def late(serve, people):
    """`late("loans", days)`: a service whose review was due so many days before TODAY; in charge are officers."""

    def make(slug: str, days: int, **more) -> Service:
        more = {"owner": people["owner"], "deputy": people["deputy"], **more}
        for user in filter(None, (more["owner"], more["deputy"])):
            if not user.assignments.exists():
                Assignment.objects.create(user=user, role="officer", city_id="town")
        return serve(slug, assured_date=TODAY - timedelta(days=180 + days), **more)

    return make


def run(after: int = 0) -> dict[str, str]:
    """A run so many days after TODAY: address → text of the mail."""
    mail.outbox.clear()
    reminders.send_due(TODAY + timedelta(days=after))
    assert len({message.to[0] for message in mail.outbox}) == len(mail.outbox), "one mail a person"
    return {message.to[0].split("@")[0]: message.body for message in mail.outbox}


def heard_of(days: range) -> dict[int, set[str]]:
    """Day after TODAY → who had a mail."""
    return {after: set(found) for after in days if (found := run(after))}


def test_the_owner_two_weeks_before_and_again_then_deputy_then_administrators_each_once(late):
    late("loans", 0)
    assert heard_of(range(-20, 61)) == {-14: {"owner"}, 1: {"owner"}, 14: {"deputy"}, 30: {"boss"}}


def test_without_owner_and_deputy_the_officers_of_the_city_hear_from_the_first_step_on(late, people, officer):
    officer("aino", "town"), officer("veikko", "town")
    Assignment.objects.create(user=officer("maria", "other"), role="viewer", city_id="town")
    officer("gone", "town", is_active=False), officer("mute", "town", email="")
    Assignment.objects.create(user=people["boss"], role="administrator")
    late("loans", 0, owner=None, deputy=None)
    both = {"aino", "veikko"}
    assert heard_of(range(-20, 61)) == {-14: both, 1: both, 14: both, 30: {"boss"}}


def test_officers_have_one_digest_a_day_and_none_of_what_somebody_is_in_charge_of(late, officer):
    officer("aino", "town")
    nobody = {"owner": None, "deputy": None}
    late("loans", -3, **nobody), late("advice", 20, **nobody), late("mine", 20, deputy=None)
    text = run()["aino"]
    assert "Loans" in text and "Advice" in text and "Mine" not in text
    late("rooms", 3, **nobody)
    assert run() == {}, "one digest a day"
    assert "Rooms" in run(1)["aino"]


def test_what_is_checked_every_week_is_not_asked_for_as_soon_as_it_is_confirmed(late):
    late("hours", 0)
    Service.objects.update(assured_date=TODAY, review_after=7)
    assert heard_of(range(0, 9)) == {4: {"owner"}, 8: {"owner"}}


def test_a_first_run_that_comes_late_takes_all_steps_at_once_and_none_again(late):
    late("loans", 45)
    assert set(run()) == {"owner", "deputy", "boss"}
    assert run() == {} and run(1) == {}


def test_one_digest_names_everything_the_longest_overdue_first(late, people):
    Preference.objects.create(user=people["owner"], language="en")
    late("loans", 3), late("advice", 9), late("fresh", -15)
    body = run()["owner"]
    assert body.index("Advice") < body.index("Loans") and "Fresh" not in body
    assert body.startswith("Hello Owner,")


def test_what_becomes_due_later_on_the_same_day_waits_until_tomorrow(late):
    late("loans", 3)
    assert set(run()) == {"owner"}
    late("advice", 3)
    assert run() == {}
    assert "Advice" in run(1)["owner"]


def test_confirming_begins_anew(late):
    service = late("loans", 3)
    run()
    service.refresh_from_db()
    service.assured_date = TODAY
    service.save()
    assert run(165) == {}
    assert set(run(166)) == {"owner"}


def test_who_cannot_be_reached_is_replaced(late, people):
    people["owner"].is_active = False
    people["owner"].save()
    late("loans", 3)
    assert set(run()) == {"deputy"}
    City.objects.create(pk="other", name="Other", country="xx", default_language="fi", timezone="Europe/Helsinki")
    late("nobody", 3, owner=None, deputy=None, city_id="other")
    assert run(1) == {}, "a city without officers"
    assert "Nobody" in run(28)["boss"]


def test_who_keeps_the_record_no_more_is_replaced_too(late, people, officer):
    """Who moved to another city alone, or only looks on, would get a link that is closed to them."""
    officer("aino", "town")
    Assignment.objects.create(user=people["owner"], role="officer", city=City.objects.get(pk="other"))
    late("loans", 3)
    assert set(run()) == {"deputy"}
    people["deputy"].assignments.update(role="viewer")
    late("advice", 3)
    assert set(run(1)) == {"aino"}
    assert heard_of(range(2, 31)) == {11: {"aino"}, 27: {"boss"}}


def test_the_roles_of_people_are_read_once_however_much_they_keep(late, django_assert_max_num_queries):
    for number in range(3):
        late(f"s{number}", 3)
    with django_assert_max_num_queries(40) as few:
        run()
    mail.outbox.clear()
    Service.objects.update(reminded_on=None)
    for number in range(3, 23):
        late(f"s{number}", 3)
    with django_assert_max_num_queries(len(few) + 20):  # each record is marked
        reminders.send_due(TODAY)


def test_drafts_archived_records_and_history_bother_nobody(late):
    late("draft", 40, publication="draft"), late("gone", 40, publication="archived"), late("past", 40, historical=True)
    assert run() == {}


def test_the_mail_speaks_the_officers_language_and_leads_to_the_desk(late, settings, people):
    settings.KIOSK_PUBLIC_URL = "https://kiosk.example.org"
    service = late("loans", 3)
    body = run()["owner"]
    assert f"https://kiosk.example.org/admin/services_directory/service/{service.pk}/change/" in body or (
        f"https://kiosk.example.org/officer/services_directory/service/{service.pk}/change/" in body
    )
    assert recipients.language_of(people["owner"], service.city) == "fi", "nothing chosen: the city's"
    assert "20. marraskuuta 2026" in body, "dates as Finnish writes them"


def test_a_name_cannot_write_lines_or_headers(late):
    late("loans", 3, name="Loans\nBcc: x@example.org\n\nfree money")
    assert "Loans Bcc: x@example.org free money" in run()["owner"]
    assert mail.outbox[0].subject.count("\n") == 0


def test_many_records_make_one_readable_mail(late, people):
    Preference.objects.create(user=people["owner"], language="en")
    for number in range(MOST + 7):
        late(f"s{number}", 3)
    body = run()["owner"]
    assert body.count("•") == MOST and "7 more" in body


def test_a_mail_server_that_fails_loses_nothing_and_is_asked_again(late, settings):
    service = late("loans", 3)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    sent = reminders.send_due(TODAY)
    assert (sent.mails, sent.failed) == (0, 1)
    service.refresh_from_db()
    assert service.reminded_on is None
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert set(run()) == {"owner"}


def test_a_reminder_is_no_change_of_the_record(late):
    service = late("loans", 3)
    before, entries = version.current(), service.changes.count()
    run()
    assert version.current() == before and service.changes.count() == entries


def test_the_command(late, capsys):
    assert main(["reviews", "remind"]) == 0 and capsys.readouterr().out == "", "nothing to tell"
    late("loans", 30)
    Service.objects.update(assured_date=date(2026, 1, 1))
    assert main(["reviews", "remind"]) == 0
    assert capsys.readouterr().out == "mails sent: 3, records: 1, mails not sent: 0\n"
