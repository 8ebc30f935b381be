"""What is done with an enquiry: each post once, told in the timeline, seen by colleagues."""

import pytest

from accounts.models import AuditEntry
from enquiries import desk
from enquiries.models import Enquiry, Label, Referral, Team
from services_directory.models import Organization, Service

from .test_replying import url


@pytest.fixture
def enquiry(ask):
    return ask()


@pytest.fixture
def browser(signed_in, liisa):
    return signed_in(liisa)


def do(browser, enquiry, action: str, **filled):
    """The post, and the enquiry as it is then."""
    page = browser.get(url(enquiry))
    base = {"client_id": page.context["client_id"] + "-x", "revision": page.context["enquiry"].revision}
    response = browser.post(url(enquiry, f"{action}/"), base | filled, follow=True)
    assert response.status_code == 200, response.status_code
    return Enquiry.objects.get(pk=enquiry.pk), [str(each) for each in response.context["messages"]]


def test_assigning(browser, enquiry, aino, liisa, team):
    assert do(browser, enquiry, "assign", to="me")[0].assignee == liisa
    after, _ = do(browser, enquiry, "assign", to=str(aino.pk), team=str(team.pk))
    assert (after.assignee, after.team) == (aino, team)
    assert do(browser, enquiry, "assign", to="")[0].assignee is None
    elsewhere = Team.objects.create(name="Wien", city_id="vienna")
    assert do(browser, enquiry, "assign", team=str(elsewhere.pk))[0].team is None


def test_status_priority_topic_labels(browser, enquiry):
    label = Label.objects.create(name="urgent papers", city_id="helsinki")
    after, _ = do(browser, enquiry, "change", priority="high", topic="loans", labels=str(label.pk), labels_shown="1")
    assert (after.priority, after.topic, list(after.labels.all())) == ("high", "loans", [label])
    assert do(browser, enquiry, "status", status="resolved")[0].status == "resolved"
    after, _ = do(browser, enquiry, "status", status="open")
    assert after.status == "open" and after.reopened == 1
    assert do(browser, enquiry, "status", status="nonsense")[1] == ["Choose a status."]


def test_opening_a_closed_one_beside_a_newer_one_says_which(browser, enquiry, ask, liisa):
    desk.close(enquiry, liisa)
    newer = ask("Another matter", conversation=enquiry.conversation)
    after, told = do(browser, enquiry, "status", status="open")
    assert after.status == "closed" and len(told) == 1 and str(newer.number) in told[0]


def test_the_timeline_tells_what_a_further_wish_brought(browser, enquiry, ask):
    ask("They threaten me", conversation=enquiry.conversation, origin="risk", barrier={"kind": "discrimination"})
    told = next(each for each in browser.get(url(enquiry)).context["timeline"] if each.what == "wrote")
    assert told.who == "The person"
    assert {"how it came: danger", "barrier: discrimination", "priority: from normal to urgent"} <= set(told.changes)


def test_a_change_of_what_somebody_else_changed_is_refused(browser, enquiry, aino):
    seen = browser.get(url(enquiry)).context["enquiry"].revision
    desk.assign(enquiry, aino, to=aino)
    response = browser.post(url(enquiry, "status/"), {"status": "closed", "revision": seen}, follow=True)
    assert "Somebody changed" in str(list(response.context["messages"])[0])
    assert Enquiry.objects.get(pk=enquiry.pk).status != "closed"


def test_a_note_mentions_and_is_kept_once(browser, signed_in, enquiry, aino):
    page = browser.get(url(enquiry))
    filled = {"text": "@aino, please look. @nobody too", "client_id": page.context["client_id"]}
    for _ in range(3):
        said = browser.post(url(enquiry, "note/"), filled, follow=True)
    assert "nobody" in str(list(said.context["messages"])[0])
    note = enquiry.notes.get()
    assert list(note.mentions.all()) == [aino]
    browser.post(url(enquiry, "note/"), {**filled, "text": "Another"})
    assert enquiry.notes.count() == 2
    assert signed_in(aino).get("/staff/?queue=mentions").context["rows"][0].enquiry == enquiry


def test_linking_a_service(browser, enquiry):
    found = browser.get(url(enquiry), {"service": "NewCo"}).context["found_services"]
    slug = found[0]["id"]
    assert do(browser, enquiry, "service", service=slug)[0].service == Service.objects.get(city="helsinki", slug=slug)
    assert do(browser, enquiry, "service", service="")[0].service is None


def test_merging_says_what_happens_first(browser, enquiry, ask, signed_in, liisa):
    other = ask("The same question again")
    page = browser.get(url(enquiry), {"merge": str(other.number)})
    assert page.context["merge"].row.enquiry == other and "Each goes on seeing" in page.content.decode()
    do(browser, enquiry, "merge", number=str(other.number))
    other.refresh_from_db()
    assert other.merged_into == enquiry and other.status == "closed"
    said = browser.get(url(enquiry)).context["said"]
    assert any(each.text == "The same question again" and each.other == other.number for each in said)
    nothing = browser.get(url(enquiry), {"merge": "999"})
    assert nothing.context["merge"].row is None


def test_a_merged_reply_is_shown_once(browser, enquiry, ask, liisa):
    other = ask("Again")
    desk.merge(enquiry, other, liisa)
    desk.reply(enquiry, liisa, "One answer", "en", client_id="1")
    said = browser.get(url(enquiry)).context["said"]
    assert [each.text for each in said].count("One answer") == 1


def test_a_referral_needs_the_persons_yes(browser, enquiry):
    organization = Organization.objects.filter(services__city="helsinki").first()
    do(browser, enquiry, "refer", organization=str(organization.pk), text="A question about permits")
    referral = Referral.objects.get()
    assert referral.state == "asked"
    assert do(browser, enquiry, "referral", referral=str(referral.pk))[1][0]
    referral.refresh_from_db()
    assert referral.state == "asked"
    desk.decide_referral(referral, True)
    do(browser, enquiry, "referral", referral=str(referral.pk))
    referral.refresh_from_db()
    assert referral.state == "sent"


def test_taking_over_and_giving_back(browser, enquiry, liisa):
    after, _ = do(browser, enquiry, "handling", by="staff")
    assert after.conversation.handled_by == "staff" and after.assignee == liisa
    after, _ = do(browser, enquiry, "handling", by="guide")
    assert after.conversation.handled_by == "guide"


def test_the_timeline_tells_who_saw_and_changed_what(browser, signed_in, enquiry, aino):
    signed_in(aino).get(url(enquiry))
    do(browser, enquiry, "change", priority="urgent", topic="loans")
    told = [(each.who, str(each.what), each.changes) for each in browser.get(url(enquiry)).context["timeline"]]
    assert any(who == "aino" and what == "opened" for who, what, _ in told)
    changes = next(changes for who, what, changes in told if who == "liisa" and changes)
    assert "priority: from normal to urgent" in changes
    assert not any("post" in change for _, _, changes in told for change in changes)
    assert AuditEntry.objects.filter(action="view", object_id=str(enquiry.pk), user_name="aino").count() == 1


def test_two_at_one_enquiry_see_each_other(browser, signed_in, enquiry, aino):
    browser.get(url(enquiry))
    theirs = signed_in(aino)
    fields = {"seen": "0", "revision": str(enquiry.revision), "typing": "1", "others": ""}
    assert theirs.post(url(enquiry, "here/"), fields).json()["others"] == "liisa is here"
    answer = browser.post(url(enquiry, "here/"), {**fields, "typing": "0"}).json()
    assert answer["others"] == "aino is here, writing"
    page = browser.get(url(enquiry))
    same = {"seen": page.context["seen"], "revision": page.context["enquiry"].revision, "others": answer["others"]}
    assert browser.post(url(enquiry, "here/"), same).status_code == 204


def test_new_messages_come_to_the_open_page(browser, enquiry, aino):
    page = browser.get(url(enquiry))
    desk.reply(enquiry, aino, "Hello <b>there</b>", "en", client_id="1")
    fields = {"seen": page.context["seen"], "revision": page.context["enquiry"].revision}
    answer = browser.post(url(enquiry, "here/"), fields).json()
    assert "Hello &lt;b&gt;there" in answer["messages"][-1]["html"]
    assert "waiting for the person" in answer["changed"]


def test_whoever_gives_an_enquiry_away_is_led_back_to_the_list(signed_in, enquiry, aino, team):
    other = Team.objects.create(name="Permits", city_id="helsinki")
    browser = signed_in(aino)
    Enquiry.objects.filter(pk=enquiry.pk).update(team=team, assignee=None)
    response = browser.post(url(enquiry, "assign/"), {"team": str(other.pk)})
    assert response.url == "/staff/"


def test_teams_labels_and_replies_are_kept_at_the_desk(browser, signed_in, aino, liisa):
    assert browser.get("/officer/enquiries/team/add/").status_code == 200
    browser.post("/officer/enquiries/team/add/", {
        "city": "helsinki", "name": "Advice", "topics": ["loans"], "languages": ["ar"], "members": [aino.pk],
    })  # fmt: skip
    team = Team.objects.get()
    assert (team.topics, team.languages, list(team.members.all())) == (["loans"], ["ar"], [aino])
    refused = browser.post("/officer/enquiries/team/add/", {"city": "vienna", "name": "Not mine"})
    assert refused.status_code == 200 and Team.objects.count() == 1
    filled = {
        "city": "helsinki", "key": "hello", "title": "Hello", "topic": "", "texts-TOTAL_FORMS": "1",
        "texts-INITIAL_FORMS": "0", "texts-0-language": "ar", "texts-0-text": "مرحبا {nobody}",
        "texts-0-state": "published",
    }  # fmt: skip
    assert "no placeholder nobody" in browser.post("/officer/enquiries/cannedreply/add/", filled).content.decode()
    filled["texts-0-text"] = "مرحبا {office}"
    assert browser.post("/officer/enquiries/cannedreply/add/", filled).status_code == 302
    assert signed_in(aino).get("/officer/enquiries/team/add/").status_code == 403
