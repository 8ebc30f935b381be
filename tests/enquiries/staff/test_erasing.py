"""A lead erases an enquiry for somebody who has no code any more."""

import pytest

from accounts.models import AuditEntry
from conversations.models import Conversation
from enquiries import desk
from enquiries.models import Enquiry
from tests.officers import account

WORDS = "A rareword question"


def test_a_lead_is_asked_and_then_everything_goes(signed_in, ask, liisa):
    enquiry, other = ask(WORDS), ask("Stays")
    desk.note(enquiry, liisa, "rareword too")
    browser, page = signed_in(liisa), f"/staff/helsinki/{enquiry.number}/"
    assert f'href="{page}erase/"' in browser.get(page).content.decode()
    asked = browser.get(f"{page}erase/").content.decode()
    assert "erased at once and for good" in asked and Enquiry.objects.count() == 2
    done = browser.post(f"{page}erase/", follow=True)
    assert done.redirect_chain == [("/staff/", 302)]
    assert f"Enquiry {enquiry.number} was erased." in done.content.decode()
    assert browser.get(page).status_code == 404
    assert list(Enquiry.objects.all()) == [other] and Conversation.objects.count() == 1
    entry = AuditEntry.objects.get(action="delete", object_type="enquiries.enquiry")
    assert (entry.user_name, entry.city, entry.object_name) == ("liisa", "helsinki", f"helsinki {enquiry.number}")
    assert not [each for each in AuditEntry.objects.all() if "rareword" in str(vars(each))]


@pytest.mark.parametrize("role, city, status", [("staff", "helsinki", 403), ("lead", "vienna", 404)])
def test_others_cannot(signed_in, ask, role, city, status):
    enquiry = ask(WORDS)
    browser, page = signed_in(account("bo", role=role, city_id=city)), f"/staff/helsinki/{enquiry.number}/"
    assert "erase/" not in browser.get(page).content.decode()
    for answer in (browser.get(f"{page}erase/"), browser.post(f"{page}erase/")):
        assert answer.status_code == status
    assert Enquiry.objects.exists()


def test_what_cannot_be_written_down_is_not_erased(ask, liisa, monkeypatch):
    def full(*args, **kwargs):
        raise OSError("the disk is full")

    monkeypatch.setattr(AuditEntry, "save", full)
    with pytest.raises(OSError):
        desk.erase(ask(WORDS), liisa)
    assert Enquiry.objects.exists()
