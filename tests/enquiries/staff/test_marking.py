"""'The assistant should have known this' beside what the person wrote."""

import re

from enquiries.models import ReviewItem, Unanswered

BUTTON = re.compile(r'<button type="submit" class="button" form="mark-form" name="message" value="([0-9a-f-]+)">')
MARKED = "Marked: the assistant should have known this"


def pressed(browser, page: str, message: str):
    """Sends the form of the page as a browser does, with the button of that message."""
    action = re.search(r'<form method="post" action="([^"]+)" id="mark-form"', page)[1]
    back = re.search(r'id="mark-form".*?name="next" value="([^"]+)"', page)[1]
    return browser.post(action, {"next": back, "message": message}, follow=True)


def test_a_message_is_proposed_from_the_page_of_its_enquiry(signed_in, talk, ask, aino):
    enquiry = ask("", "ar", conversation=talk, training=True)
    browser = signed_in(aino)
    address = f"/staff/helsinki/{enquiry.number}/"
    page = browser.get(address).content.decode()
    first, second = BUTTON.findall(page)
    answer = pressed(browser, page, second)
    assert answer.redirect_chain == [(address, 302)]
    after = answer.content.decode()
    assert "The message is in the review list" in after and MARKED in after
    assert BUTTON.findall(after) == [first], "once"
    item = ReviewItem.objects.get()
    assert str(item.message.id) == second
    assert item.text in browser.get("/staff/review/").content.decode()


def test_without_consent_to_training_it_is_counted_alone(signed_in, talk, ask, aino):
    enquiry = ask("", "ar", conversation=talk)
    browser = signed_in(aino)
    page = browser.get(f"/staff/helsinki/{enquiry.number}/").content.decode()
    after = pressed(browser, page, BUTTON.findall(page)[0]).content.decode()
    assert "nothing of the message is kept" in after and MARKED in after
    assert not ReviewItem.objects.exists() and Unanswered.objects.get(reason="flagged").n == 1


def test_what_is_too_long_to_teach_anything_has_no_button(signed_in, ask, aino):
    enquiry = ask("word " * 250, training=True)
    assert not BUTTON.findall(signed_in(aino).get(f"/staff/helsinki/{enquiry.number}/").content.decode())


def test_news_of_the_open_page_have_the_button_too(signed_in, talk, ask, aino):
    enquiry = ask("", "ar", conversation=talk, training=True)
    address = f"/staff/helsinki/{enquiry.number}/"
    news = signed_in(aino).post(f"{address}here/", {"seen": "0", "revision": str(enquiry.revision)}).json()
    assert len(BUTTON.findall("".join(each["html"] for each in news["messages"]))) == 2
