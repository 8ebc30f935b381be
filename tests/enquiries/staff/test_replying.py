"""Answering: what was confirmed is sent, once, and never past what a colleague just wrote."""

import pytest

from enquiries import desk
from enquiries.models import CannedReply, CannedReplyText, Draft, Enquiry, Note, Reply


def url(enquiry, part: str = "") -> str:
    return f"/staff/helsinki/{enquiry.number}/{part}"


def form(response, **filled) -> dict:
    """What the reply form of the page sends."""
    context = response.context
    return {"client_id": context["client_id"], "seen": context["seen"], "language": "fi", "do": "send", **filled}


@pytest.fixture
def enquiry(ask):
    return ask("كيف أسجل شركتي؟", "ar")


@pytest.fixture
def browser(signed_in, liisa):
    return signed_in(liisa)


def test_free_text_goes_as_written_with_its_language(browser, enquiry, liisa):
    page = browser.get(url(enquiry))
    text = "Hei!\n\nKäykää ytj.fi.  Kaksi välilyöntiä jää."
    response = browser.post(url(enquiry, "reply/"), form(page, text=text.replace("\n", "\r\n")))
    assert response.status_code == 302
    written = Reply.objects.get()
    assert (written.message.text, written.message.language, written.author) == (text, "fi", liisa)
    assert Enquiry.objects.get(pk=enquiry.pk).status == "waiting"
    assert "Kaksi" in browser.get(url(enquiry)).content.decode()


def test_sent_twice_it_is_written_once_and_another_text_is_another_reply(browser, enquiry):
    filled = form(browser.get(url(enquiry)), text="Vastaus")
    for _ in range(3):
        assert browser.post(url(enquiry, "reply/"), filled).status_code == 302
    assert Reply.objects.count() == 1
    browser.post(url(enquiry, "reply/"), {**filled, "text": "Toinen"})
    assert Reply.objects.count() == 2


def test_a_reply_waits_where_a_colleague_answered_meanwhile(browser, enquiry, aino):
    filled = form(browser.get(url(enquiry)), text="Minun vastaukseni")
    desk.reply(enquiry, aino, "Ainon vastaus", "fi", client_id="1")
    held = browser.post(url(enquiry, "reply/"), filled)
    assert held.status_code == 409 and Reply.objects.count() == 1
    text = held.content.decode()
    assert "Ainon vastaus" in text and "Minun vastaukseni" in text and "Send anyway" in text
    anyway = form(held, text="Minun vastaukseni")
    assert anyway["client_id"] == filled["client_id"]
    assert browser.post(url(enquiry, "reply/"), anyway).status_code == 302
    assert [each.message.text for each in Reply.objects.order_by("pk")] == ["Ainon vastaus", "Minun vastaukseni"]


def test_other_changes_hold_nothing_back(browser, enquiry, aino):
    filled = form(browser.get(url(enquiry)), text="Vastaus")
    desk.change(enquiry, aino, priority="high")
    assert browser.post(url(enquiry, "reply/"), filled).status_code == 302
    assert Reply.objects.count() == 1


def test_a_closed_enquiry_says_so_and_the_text_is_kept(browser, enquiry, aino):
    filled = form(browser.get(url(enquiry)), text="Liian myöhään")
    desk.close(enquiry, aino)
    response = browser.post(url(enquiry, "reply/"), filled)
    assert response.status_code == 409 and not Reply.objects.exists()
    assert "is closed" in response.content.decode()


def test_an_erased_enquiry_is_not_there(browser, enquiry):
    filled = form(browser.get(url(enquiry)), text="Liian myöhään")
    enquiry.conversation.delete()
    assert browser.post(url(enquiry, "reply/"), filled).status_code == 404


@pytest.mark.parametrize("wrong", [{"text": "  "}, {"text": "x", "language": "tlh"}, {"text": "x" * 10_001}])
def test_bad_input_is_refused_and_stays_in_the_form(wrong, browser, enquiry):
    response = browser.post(url(enquiry, "reply/"), form(browser.get(url(enquiry)), **wrong))
    assert response.status_code == 400 and not Reply.objects.exists()
    assert response.context["draft"] == wrong["text"].strip()


def test_script_in_a_message_is_text(signed_in, liisa, ask):
    enquiry = ask("<script>alert(1)</script>", "en")
    assert "<script>alert(1)" not in signed_in(liisa).get(url(enquiry)).content.decode()


def test_drafts_are_each_ones_own(browser, signed_in, aino, enquiry):
    assert browser.post(url(enquiry, "draft/"), {"text": "Alku"}).status_code == 204
    assert browser.get(url(enquiry)).context["draft"] == "Alku"
    assert signed_in(aino).get(url(enquiry)).context["draft"] == ""
    browser.post(url(enquiry, "reply/"), form(browser.get(url(enquiry)), text="Alku ja loppu"))
    assert not Draft.objects.exists()


@pytest.fixture
def own(enquiry):
    """A reply of the city in Arabic and English."""
    reply = CannedReply.objects.create(city_id="helsinki", key="call", title="Soita meille")
    for language, text in (("en", "Call {office}: {phone}"), ("ar", "اتصل بـ {office}: {phone}")):
        CannedReplyText.objects.create(reply=reply, language=language, text=text)
    return f"own-{reply.pk}"


def canned(response, **filled) -> dict:
    """What the form of a preview sends."""
    context, offer = response.context, response.context["offer"]
    fields = {field.name: field.value for field in offer.fields}
    own = {"key": offer.reply.key, "shown": offer.digest, "to": offer.language, "do": "send"}
    return {"client_id": context["client_id"], "seen": context["seen"], **fields, **own, **filled}


def test_a_canned_reply_is_previewed_in_both_languages_and_sent_in_the_newcomers(browser, enquiry, own):
    page = browser.get(url(enquiry), {"canned": own})
    offer = page.context["offer"]
    assert not offer.lacking and offer.theirs.language == "ar" and offer.theirs.direction == "rtl"
    assert offer.ours.text.startswith("Call ")
    assert browser.post(url(enquiry, "canned/"), canned(page, phone="+358931011111")).status_code == 409  # not shown
    shown = browser.post(url(enquiry, "canned/"), canned(page, phone="+358931011111", do="show"))
    assert browser.post(url(enquiry, "canned/"), canned(shown)).status_code == 302
    message = Reply.objects.get().message
    assert message.text == shown.context["offer"].theirs.text and message.language == "ar"
    assert message.response == f"canned:{own}" and "+358" in str(message.values)
    said = browser.get(url(enquiry)).context["said"]
    assert next(each for each in said if each.sender == "staff").again.startswith("Call ")


def test_a_missing_translation_is_told_before_and_another_language_is_marked(browser, enquiry, own):
    CannedReplyText.objects.filter(language="ar").delete()
    page = browser.get(url(enquiry), {"canned": own})
    offer = page.context["offer"]
    assert offer.lacking and offer.theirs is None and "no translation into Arabic" in page.content.decode()
    assert browser.post(url(enquiry, "canned/"), canned(page)).status_code == 400
    assert not Reply.objects.exists()
    shown = browser.post(url(enquiry, "canned/"), canned(page, to="en", do="show"))
    assert browser.post(url(enquiry, "canned/"), canned(shown)).status_code == 302
    assert Reply.objects.get().message.language == "en"


def test_what_is_not_filled_in_is_not_sent(browser, enquiry, own):
    page = browser.get(url(enquiry), {"canned": own})
    for wrong in ({"office": " "}, {"phone": "call me"}):
        response = browser.post(url(enquiry, "canned/"), canned(page, **wrong))
        assert response.status_code == 400 and response.context["offer"].fault
    assert not Reply.objects.exists()


def test_shipped_replies_can_all_be_rendered(browser, enquiry, liisa):
    from enquiries.staff.canned import choices
    from enquiries.staff.placeholders import PLACEHOLDERS
    from enquiries.staff.preview import offer
    from locales.template import placeholders

    shipped = [each for each in choices(enquiry, "en") if each.own is None]
    assert len(shipped) >= 25
    for each in shipped:
        assert placeholders(each.texts["en"]) <= PLACEHOLDERS.keys()
        typed = {"office": "Desk", "phone": "+358931011111", "hours": "Mon 9–15", "number": "1", "service": "NewCo"}
        assert offer(enquiry, each.key, typed, "en").theirs.language == "en"


def test_hours_and_names_are_said_in_the_newcomers_language(browser, enquiry):
    from services_directory.models import City

    hours = [{"rrule": "FREQ=WEEKLY;BYDAY=MO,TU", "opens": "09:00", "closes": "15:00"}]
    City.objects.filter(pk="helsinki").update(contact_hours=hours)
    enquiry.language = "fi"
    enquiry.save()
    reply = CannedReply.objects.create(city_id="helsinki", key="h", title="Hours")
    CannedReplyText.objects.create(reply=reply, language="fi", text="Avoinna {hours}")
    offer = browser.get(url(enquiry), {"canned": f"own-{reply.pk}"}).context["offer"]
    assert offer.fields[0].value.startswith("Mon, Tue") and "ma, ti" in offer.theirs.text


def test_two_staff_at_once_get_exactly_what_each_confirmed(signed_in, enquiry, liisa, aino):
    mine, theirs = signed_in(liisa), signed_in(aino)
    forms = [form(browser.get(url(enquiry)), text=text) for browser, text in ((mine, "A"), (theirs, "B"))]
    assert mine.post(url(enquiry, "reply/"), forms[0]).status_code == 302
    held = theirs.post(url(enquiry, "reply/"), forms[1])
    assert held.status_code == 409
    assert [each.message.text for each in Reply.objects.all()] == ["A"]
    theirs.post(url(enquiry, "reply/"), form(held, text="B"))
    assert [(each.message.text, each.author) for each in Reply.objects.order_by("pk")] == [("A", liisa), ("B", aino)]
    assert not Note.objects.exists()
