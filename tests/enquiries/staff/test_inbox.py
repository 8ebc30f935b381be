"""The inbox: who sees what, queues, filters, search, due times, and what it costs."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from enquiries import desk
from enquiries.models import Enquiry, Label, Presence, SavedFilter, Team
from enquiries.staff.due import due_of
from tests.officers import account

INBOX = "/staff/"


def numbers(response) -> list[int]:
    assert response.status_code == 200, response.status_code
    return [row.enquiry.number for row in response.context["rows"]]


def counts(response) -> dict[str, int]:
    return {queue.code: queue.count for queue, _ in response.context["queues"]}


def test_strangers_are_sent_to_the_sign_in_of_the_desk(client, directory):
    response = client.get("/staff/?queue=mine")
    assert response.status_code == 302
    assert response.url == "/officer/login/?next=%2Fstaff%2F%3Fqueue%3Dmine"
    assert client.get("/staff/news/").status_code == 401


@pytest.mark.parametrize("role", ["officer", "viewer"])
def test_who_does_not_answer_sees_no_enquiry(role, signed_in, ask):
    enquiry = ask()
    browser = signed_in(account("olga", role=role, city_id="helsinki"))
    for path in (INBOX, "/staff/news/", f"/staff/helsinki/{enquiry.number}/"):
        assert browser.get(path).status_code == 403


def test_vienna_sees_nothing_of_helsinki(signed_in, ask):
    mine, other = ask(city="vienna"), ask("Rare question in Helsinki")
    browser = signed_in(account("veronika", role="lead", city_id="vienna"))
    assert numbers(browser.get(INBOX)) == [mine.number]
    assert numbers(browser.get(INBOX + "?q=Rare")) == []
    assert counts(browser.get(INBOX))["all"] == 1
    assert "Rare" not in browser.get("/staff/news/").content.decode()
    assert browser.get(f"/staff/helsinki/{other.number}/").status_code == 404
    for action in ("reply", "note", "status", "assign", "merge", "refer", "here", "draft", "canned", "handling"):
        assert browser.post(f"/staff/helsinki/{other.number}/{action}/", {"text": "x"}).status_code == 404
    assert not other.notes.exists() and not other.replies.exists()


def test_staff_of_a_team_see_the_teams_and_a_lead_sees_all(signed_in, ask, aino, liisa, team):
    other = Team.objects.create(name="Permits", city_id="helsinki")
    of_team, of_other, of_nobody = ask(), ask(), ask()
    for enquiry, whose in ((of_team, team), (of_other, other), (of_nobody, None)):
        Enquiry.objects.filter(pk=enquiry.pk).update(team=whose, assignee=None)
    seen = {of_team.number, of_nobody.number}
    assert set(numbers(signed_in(aino).get(INBOX))) == seen
    assert signed_in(aino).get(f"/staff/helsinki/{of_other.number}/").status_code == 404
    assert set(numbers(signed_in(liisa).get(INBOX))) == seen | {of_other.number}
    desk.note(of_other, liisa, "@aino please look", mentions=[aino])
    assert numbers(signed_in(aino).get(INBOX + "?queue=mentions")) == [of_other.number]


def test_queues_are_counted(signed_in, ask, aino, liisa):
    first, second, third = ask(), ask(origin="risk"), ask()
    desk.assign(first, liisa, to=aino)
    desk.reply(third, liisa, "Answer", "en", client_id="1")
    browser = signed_in(aino)
    found = counts(browser.get(INBOX))
    assert found["unanswered"] == 2 and found["waiting"] == 1 and found["all"] == 3 and found["urgent"] == 1
    assert set(numbers(browser.get(INBOX + "?queue=mine"))) >= {first.number}
    assert numbers(browser.get(INBOX))[0] == second.number  # urgent ones first
    desk.set_status(first, liisa, "closed")
    assert numbers(browser.get(INBOX + "?queue=closed")) == [first.number]


FILTERS = {
    "topic=loans": {"topic": "loans"},
    "language=ar": {"language": "ar"},
    "origin=guide": {"origin": "misunderstood"},
    "origin=risk": {"origin": "risk"},
}


@pytest.mark.parametrize("query", FILTERS)
def test_filters_stand_in_the_address(query, signed_in, ask, liisa):
    ask(topic="premises", language="en", origin="asked")
    wanted = ask(**{"topic": "premises", "language": "en", "origin": "asked", **FILTERS[query]})
    assert numbers(signed_in(liisa).get(f"{INBOX}?queue=all&{query}")) == [wanted.number]


def test_more_filters(signed_in, ask, liisa, aino):
    label = Label.objects.create(name="refugee", city_id="helsinki")
    plain, wanted = ask(), ask()
    now = timezone.now()
    Enquiry.objects.filter(pk=plain.pk).update(unread_by_staff=False, assignee=liisa)
    wanted.labels.add(label)
    late = {"waiting_since": now - timedelta(days=4), "due_at": now - timedelta(days=1)}
    Enquiry.objects.filter(pk=wanted.pk).update(assignee=None, priority="high", **late)
    browser = signed_in(liisa)
    for query in ("unread=on", "overdue=on", f"label={label.pk}", "assigned=nobody", "waits=3d", "priority=high"):
        assert numbers(browser.get(f"{INBOX}?queue=all&{query}")) == [wanted.number], query
    assert numbers(browser.get(f"{INBOX}?queue=all&assigned=me")) == [plain.number]
    assert len(numbers(browser.get(f"{INBOX}?queue=all&label=nonsense&topic=<script>"))) == 2


@pytest.mark.parametrize("words", ["ТАМОЖНЯ", "таможня", "Таможня"])
def test_search_reads_messages_notes_and_numbers(words, signed_in, ask, liisa):
    said, noted = ask("Нужна таможня для моего бизнеса", "ru"), ask()
    desk.note(noted, liisa, "Rings the bell")
    browser = signed_in(liisa)
    assert numbers(browser.get(INBOX, {"q": words})) == [said.number]
    assert numbers(browser.get(INBOX, {"q": "the BELL"})) == [noted.number]
    assert noted.number in numbers(browser.get(INBOX, {"q": f"#{noted.number}"}))
    assert numbers(browser.get(INBOX, {"q": "100%"})) == []


def test_search_looks_through_all_queues_and_says_so(signed_in, ask, liisa, aino):
    still_open, over = ask("A kaleidoscope shop"), ask("Kaleidoscope papers")
    ask("A bakery")
    hidden = ask("A kaleidoscope of another team")
    Enquiry.objects.filter(pk=hidden.pk).update(
        team=Team.objects.create(name="Permits", city_id="helsinki"), assignee=None
    )
    desk.close(over, liisa)
    browser = signed_in(aino)
    for queue in ("", "mine", "closed"):
        page = browser.get(INBOX, {"q": "kaleidoscope", "queue": queue})
        assert numbers(page) == [still_open.number, over.number]
        assert '<h2 class="staff-title">Search in all texts:' in page.content.decode()
        assert 'aria-current="page"' not in page.content.decode()
        assert all("q=" not in address for _, address in page.context["queues"])
        news = browser.get("/staff/news/", {"q": "kaleidoscope", "queue": queue}).json()
        assert [row["id"] for row in news["rows"]] == [str(still_open.pk), str(over.pk)]
    assert numbers(browser.get(INBOX, {"q": "kaleidoscope", "status": "closed"})) == [over.number]


def test_what_is_erased_is_not_found(signed_in, ask, liisa):
    enquiry = ask("A rare word: kaleidoscope")
    browser = signed_in(liisa)
    assert numbers(browser.get(INBOX, {"q": "kaleidoscope"})) == [enquiry.number]
    enquiry.conversation.delete()
    assert numbers(browser.get(INBOX, {"q": "kaleidoscope"})) == []


def test_due_is_said_in_words(ask):
    enquiry, now = ask(), timezone.now()
    enquiry.waiting_since = now - timedelta(days=3)
    said = []
    for due in (timedelta(days=-1, minutes=-5), timedelta(hours=1, minutes=59), timedelta(days=2, minutes=5)):
        enquiry.due_at = now + due
        found = due_of(enquiry, now)
        said.append((found.state, found.words.replace("\xa0", " ")))
    assert said == [("over", "overdue by 1 day"), ("soon", "due in 1 hour"), ("later", "due in 2 days")]
    enquiry.waiting_since = None
    assert due_of(enquiry, now).state == "none"


def test_views_are_kept_by_account(signed_in, ask, liisa, aino):
    browser = signed_in(liisa)
    browser.post("/staff/views/", {"name": "Arabic", "query": "queue=all&language=ar&next=https://evil.example"})
    view = SavedFilter.objects.get()
    assert view.query == "queue=all&language=ar"
    assert "Arabic" in browser.get(INBOX).content.decode()
    assert signed_in(aino).post(f"/staff/views/{view.pk}/delete/").status_code == 404
    browser.post(f"/staff/views/{view.pk}/delete/", {})
    assert not SavedFilter.objects.exists()


def test_colleagues_see_who_is_here_and_newcomers_are_told_by_choice(signed_in, liisa, aino):
    from enquiries.calendar import online
    from services_directory.models import City

    browser = signed_in(aino)
    browser.get(INBOX)
    assert online(City.objects.get(pk="helsinki"))
    assert "aino" in signed_in(liisa).get(INBOX).context["here"]
    browser.post("/staff/available/", {"available": "0"})
    Presence.objects.exclude(user=aino).delete()
    assert not online(City.objects.get(pk="helsinki"))
    assert not Presence.objects.get(user=aino).available


def test_news_come_without_reloading_and_only_when_there_are_some(signed_in, ask, liisa):
    ask("First")
    browser = signed_in(liisa)
    first = browser.get("/staff/news/?queue=unanswered").json()
    assert browser.get("/staff/news/", {"queue": "unanswered", "known": first["version"]}).status_code == 204
    second = ask("Second <b>question</b>")
    news = browser.get("/staff/news/", {"queue": "unanswered", "known": first["version"]}).json()
    assert news["counts"]["unanswered"] == 2
    html = {row["id"]: row["html"] for row in news["rows"]}[str(second.pk)]
    assert "Second &lt;b&gt;question" in html


def test_rows_that_stand_on_the_page_come_without_their_words(signed_in, ask, liisa):
    first, second = ask("First"), ask("Second")
    browser = signed_in(liisa)
    page = browser.get(INBOX).content.decode()
    on_page = dict(re.findall(r'data-id="([^"]+)" data-version="([^"]+)"', page))
    assert on_page.keys() == {str(first.pk), str(second.pk)}
    have = ",".join(on_page.values())
    known = browser.get("/staff/news/", {"have": have}).json()
    assert {row["id"]: row["version"] for row in known["rows"]} == on_page
    assert not any("html" in row for row in known["rows"])
    desk.change(second, liisa, priority="urgent")
    news = browser.get("/staff/news/", {"have": have, "known": known["version"]}).json()
    changed = {row["id"]: row for row in news["rows"]}
    assert "html" not in changed[str(first.pk)] and "priority-urgent" in changed[str(second.pk)]["html"]
    assert f'data-version="{changed[str(second.pk)]["version"]}"' in changed[str(second.pk)]["html"]


def test_every_queue_says_how_many_it_has(signed_in, ask, liisa):
    for priority in ("normal", "urgent", "urgent"):
        desk.change(ask(), liisa, priority=priority)
    browser = signed_in(liisa)
    for queue, count in (("unanswered", 3), ("urgent", 2), ("mine", 0), ("closed", 0)):
        page = browser.get(INBOX, {"queue": queue})
        news = browser.get("/staff/news/", {"queue": queue}).json()
        assert len(numbers(page)) == len(news["rows"]) == count
        assert page.context["total"] == news["total"] and news["total"].startswith(f"{count} ")
    assert browser.get("/staff/news/", {"queue": "all", "priority": "urgent"}).json()["total"].startswith("2 ")


def test_an_open_page_keeps_nobody_signed_in(signed_in, liisa):
    import time

    from accounts.signin.sessions import SEEN

    browser = signed_in(liisa)
    browser.get(INBOX)
    session = browser.session
    session[SEEN] = long_ago = time.time() - 600
    session.save()
    browser.get("/staff/news/", headers={"X-Kiosk-Background": "1"})
    assert browser.session[SEEN] == long_ago
    browser.get(INBOX)
    assert browser.session[SEEN] > long_ago


def test_the_number_of_queries_does_not_grow_with_the_list(signed_in, ask, liisa, team):
    browser = signed_in(liisa)
    asked = []
    for more in (2, 12):
        for _ in range(more):
            desk.change(ask(), liisa, labels=[Label.objects.get_or_create(name="a", city_id="helsinki")[0]])
        browser.get(INBOX)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(numbers(browser.get(INBOX))) >= more
        with CaptureQueriesContext(connection) as news:
            browser.get("/staff/news/")
        asked.append((len(queries), len(news)))
    assert asked[0] == asked[1] and asked[0][0] <= 25, asked
