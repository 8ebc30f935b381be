"""Mails: to whom asked for one, without a word of the enquiry; none is lost, none is sent twice."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import resolve
from django.utils import timezone

from enquiries import desk, mails
from enquiries.models import Mail
from tests.enquiries.conftest import Newcomer


def due_now():
    Mail.objects.update(next_try_at=timezone.now() - timedelta(seconds=1))


def without_server(settings):
    """Nobody answers at the mail server's address."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9


@pytest.fixture
def enquiry(newcomer):
    return newcomer.leave(text="Quasar question", email="person@example.org")


def test_a_reply_is_told_of_and_nothing_else(newcomer, enquiry, aino):
    desk.reply(enquiry, aino, "Quasar reply", "en", client_id="1")
    assert mails.send_due() == (1, 0)
    message = mail.outbox[0]
    everything = message.message().as_string()
    assert message.to == ["person@example.org"] and "/helsinki/enquiry/" in message.body
    for secret in ("Quasar", newcomer.code, newcomer.code.replace("-", ""), "aino", str(enquiry.pk)):
        assert secret not in everything
    assert not Mail.objects.exists()


def test_one_mail_until_the_person_has_looked(newcomer, enquiry, aino):
    for number in range(3):
        desk.reply(enquiry, aino, "Yes", "en", client_id=str(number))
        mails.send_due()
    assert len(mail.outbox) == 1
    newcomer.mine()
    desk.reply(enquiry, aino, "More", "en", client_id="9")
    mails.send_due()
    assert len(mail.outbox) == 2


def test_a_proposal_to_hand_it_on_is_told_of_like_a_reply(newcomer, enquiry, aino, directory):
    desk.refer(enquiry, aino, directory.organization)
    mails.send_due()
    assert len(mail.outbox) == 1 and "Bank" not in mail.outbox[0].message().as_string()
    desk.reply(enquiry, aino, "More", "en", client_id="1")
    mails.send_due()
    assert len(mail.outbox) == 1, "one until the person has looked"
    newcomer.mine()
    desk.reply(enquiry, aino, "And more", "en", client_id="2")
    mails.send_due()
    assert len(mail.outbox) == 2


def test_who_gives_an_address_later_is_told_of_what_waits_already(newcomer, aino):
    enquiry = newcomer.leave()
    desk.reply(enquiry, aino, "Yes", "en", client_id="1")
    assert newcomer.post(text="Anybody?", email="late@example.org").status_code == 200
    assert mails.send_due() == (1, 0) and mail.outbox[0].to == ["late@example.org"]


def test_no_mail_without_an_address_nor_after_closing(newcomer, enquiry, aino):
    desk.reply(Newcomer().leave(), aino, "Yes", "en", client_id="1")
    desk.reply(enquiry, aino, "Yes", "en", client_id="1")
    desk.close(enquiry, aino)
    assert mails.send_due() == (0, 0) and not mail.outbox


def test_the_team_is_told_of_a_new_enquiry_without_its_words(team, directory, city, settings):
    enquiry = Newcomer("ar").leave(text="Quasar question", topic="loans", origin="hardship")
    assert mails.send_due() == (1, 0)
    message = mail.outbox[0]
    assert message.to == ["team@example.org"] and str(enquiry.number) in message.subject
    assert "Quasar" not in message.message().as_string()
    address = next(line for line in message.body.splitlines() if line.startswith(settings.KIOSK_PUBLIC_URL))
    found = resolve(address.removeprefix(settings.KIOSK_PUBLIC_URL))
    assert found.view_name == "staff:enquiry"
    assert found.kwargs == {"city": enquiry.city_id, "number": enquiry.number}


def test_a_mail_that_fails_waits_for_the_next_try(enquiry, aino, settings, caplog):
    without_server(settings)
    desk.reply(enquiry, aino, "Yes", "en", client_id="1")
    assert mails.send_due() == (0, 1)
    waiting = Mail.objects.get()
    assert waiting.tries == 1 and waiting.next_try_at > timezone.now()
    assert mails.send_due() == (0, 0), "not before its time"
    assert "person@example.org" not in caplog.text and "could not be sent" in caplog.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    due_now()
    assert mails.send_due() == (1, 0) and not Mail.objects.exists()


def test_a_mail_is_not_tried_for_ever(enquiry, aino, settings):
    without_server(settings)
    desk.reply(enquiry, aino, "Yes", "en", client_id="1")
    Mail.objects.update(made_at=timezone.now() - timedelta(days=8))
    assert mails.send_due() == (0, 1) and not Mail.objects.exists()


def test_what_another_process_has_taken_is_left_alone(enquiry, aino):
    desk.reply(enquiry, aino, "Yes", "en", client_id="1")
    key = Mail.objects.get().pk
    assert mails._claimed(key) is not None and mails._claimed(key) is None
