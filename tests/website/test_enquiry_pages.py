"""An enquiry without JavaScript: left, opened with its code, answered, kept, erased. The code is in no address."""

import re
import uuid

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache

from conversations.models import Conversation, Message
from enquiries import desk
from enquiries.models import Enquiry, Referral
from services_directory.models import City, Organization

pytestmark = pytest.mark.django_db
PAGE = "/helsinki/enquiry/"
WORDS = "Kuinka saan luvan ruokakärryyn?"


@pytest.fixture(autouse=True)
def unhurried():
    """Limits on speed begin anew."""
    cache.clear()


@pytest.fixture
def left(web):
    """The code of an enquiry that was left by the form, and the enquiry."""
    answer = leave(web)
    assert answer.status_code == 200, answer.content.decode()
    return code_in(answer), Enquiry.objects.get()


def leave(web, language="en", **fields):
    form = {"text": WORDS, "consent": "yes", "topic": "licences", "answer_in": "fi", "client_id": uuid.uuid4().hex}
    return web.post(f"{PAGE}new/?language={language}", {**form, **fields})


def code_in(answer) -> str:
    return re.search(r">([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2})<", answer.content.decode())[1]


def in_danger(answer) -> bool:
    """Whether a page says whom to call in danger, with a number to tap and the page that says so."""
    shown = answer.content.decode()
    return "tel:112" in shown and "https://eur-lex.europa.eu/eli/dir/2018/1972/oj" in shown


def act(web, code, do, language="en", **fields):
    return web.post(f"{PAGE}?language={language}", {"code": code, "do": do, **fields})


def text_of(answer) -> str:
    return answer.content.decode()


def staff_reply(enquiry, text="Hae lupaa kaupungilta.", language="fi"):
    user = get_user_model().objects.create_superuser(f"staff-{uuid.uuid4().hex}")
    desk.reply(enquiry, user, text, language, client_id=uuid.uuid4().hex)


def test_every_page_to_write_on_says_whom_to_call_in_danger(web, left):
    code, _ = left
    assert in_danger(web.get(PAGE)) and in_danger(leave(web)) and in_danger(act(web, code, "open"))
    assert in_danger(web.post(f"{PAGE}new/", {"text": ""}))
    arabic = text_of(web.get(f"{PAGE}?language=ar"))
    assert "إذا كنت في خطر الآن" in arabic and '<a href="tel:112" dir="ltr">112</a>' in arabic
    facts = web.get("/widget/enquiry/helsinki.json?language=fi").json()["emergency"]
    assert facts["number"] == "112" in facts["text"] and "hätänumeroon" in facts["text"]
    assert facts["source"]["url"].startswith("https://eur-lex.europa.eu/")


def test_a_city_that_tells_no_emergency_number_shows_none(web):
    City.objects.filter(pk="helsinki").update(emergency=[])
    assert not in_danger(web.get(PAGE))
    assert web.get("/widget/enquiry/helsinki.json").json()["emergency"] is None


def test_an_enquiry_is_left_and_opened_with_its_code(web, left):
    code, enquiry = left
    assert (enquiry.origin, enquiry.topic, enquiry.language) == ("form", "licences", "fi")
    assert enquiry.conversation.messages.first().text == WORDS
    staff_reply(enquiry)
    page = act(web, f" {code.lower().replace('-', ' ')} ", "open", language="ar")
    assert page.status_code == 200 and WORDS in text_of(page) and "Hae lupaa kaupungilta." in text_of(page)
    assert 'lang="fi" dir="ltr"' in text_of(page) and "suomi" in text_of(page), (
        "the language of staff's words is marked"
    )
    assert page["Cache-Control"] == "no-store, private" and not page.cookies
    assert code not in "".join(re.findall(r'(?:href|action|src)="([^"]*)"', text_of(page)))


def test_a_form_that_is_sent_twice_leaves_one_enquiry(web):
    name = uuid.uuid4().hex
    first, second = leave(web, client_id=name), leave(web, client_id=name)
    assert code_in(first) == code_in(second) and Enquiry.objects.count() == 1


@pytest.mark.parametrize(
    "fields, status",
    [({"consent": ""}, 400), ({"text": "  "}, 400), ({"email": "no address"}, 400), ({"text": "x" * 5000}, 400)],
)
def test_what_is_missing_is_said_and_nothing_is_lost_or_kept(web, fields, status):
    answer = leave(web, **fields)
    assert answer.status_code == status and 'role="alert"' in text_of(answer)
    assert not Conversation.objects.exists() and not Enquiry.objects.exists()
    if "text" not in fields:
        assert WORDS in text_of(answer)


@pytest.mark.parametrize("code", ["", "0000-0000-0000-00", "<script>alert(1)</script>", "x" * 5000])
def test_every_wrong_code_gets_the_same_answer(web, left, code):
    answer = act(web, code, "open")
    assert answer.status_code == 404 and "opens no enquiry" in text_of(answer)
    assert WORDS not in text_of(answer) and "<script>alert" not in text_of(answer)


def test_a_code_opens_nothing_on_another_citys_page(web, left):
    answer = web.post("/vienna/enquiry/?language=en", {"code": left[0], "do": "open"})
    assert answer.status_code == 404 and WORDS not in text_of(answer)


def test_guessing_is_slowed_down(web, left):
    for _ in range(20):
        act(web, "0000-0000-0000-00", "open")
    answer = act(web, "0000-0000-0000-00", "open")
    assert answer.status_code == 429


def test_an_answer_is_kept_once_and_opens_a_closed_enquiry_again(web, left):
    code, enquiry = left
    staff_reply(enquiry)
    name = uuid.uuid4().hex
    for _ in range(2):
        page = act(web, code, "answer", text="Kiitos, entä hinta?", client_id=name)
        assert page.status_code == 200 and text_of(page).count("Kiitos, entä hinta?") == 1
    assert enquiry.conversation.messages.filter(text="Kiitos, entä hinta?").count() == 1
    empty = act(web, code, "answer", text=" ")
    assert empty.status_code == 400 and 'role="alert"' in text_of(empty)


def test_whether_it_helped_is_asked_once_it_is_over(web, left):
    code, enquiry = left
    assert 'name="helped"' not in text_of(act(web, code, "open"))
    user = get_user_model().objects.create_superuser("closer")
    desk.resolve(enquiry, user)
    assert 'name="helped"' in text_of(act(web, code, "open"))
    page = act(web, code, "helped", helped="no")
    enquiry.refresh_from_db()
    assert enquiry.helped is False and 'name="helped"' not in text_of(page)


def test_a_referral_is_decided_by_the_person(web, left):
    code, enquiry = left
    user = get_user_model().objects.create_superuser("referrer")
    referral = desk.refer(enquiry, user, Organization.objects.first(), "They know more.")
    assert "They know more." in text_of(act(web, code, "open"))
    act(web, code, "referral", referral=referral.pk, agreed="yes")
    assert Referral.objects.get().state == Referral.State.AGREED
    assert act(web, code, "referral", referral="12345678", agreed="yes").status_code == 404


def test_what_was_said_is_kept_as_a_text(web, left):
    answer = act(web, left[0], "transcript")
    assert answer["Content-Type"].startswith("text/plain") and "attachment" in answer["Content-Disposition"]
    assert WORDS in answer.content.decode() and answer["Cache-Control"] == "no-store, private"


def test_erasing_asks_first_and_then_leaves_nothing(web, left):
    code, _ = left
    assert "do" in text_of(act(web, code, "erase")) and Enquiry.objects.exists()
    assert act(web, code, "erased").status_code == 200
    assert not Enquiry.objects.exists() and not Message.objects.exists()
    assert act(web, code, "open").status_code == 404


def test_the_code_page_is_linked_from_every_page_of_the_city(web):
    assert f'href="{PAGE}?language=en"' in text_of(web.get("/helsinki/services/?language=en"))


def test_what_the_widgets_form_shows(web):
    facts = web.get("/widget/enquiry/helsinki.json?language=en").json()
    assert "Helsinki" in facts["consent"] and "loans" in {topic["code"] for topic in facts["topics"]}
    assert web.get("/widget/enquiry/nowhere.json").status_code == 404
