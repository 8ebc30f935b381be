"""The start page, the list and the pages beside a record."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import OperationalError, connection
from django.utils import timezone, translation

from accounts.models import Assignment
from services_directory import reading
from services_directory.desk.forms.service import term_choices
from services_directory.models import (
    Comment,
    ErrorReport,
    KnownGap,
    LinkCheck,
    Organization,
    Service,
    Statement,
    TaxonomyTerm,
    Translation,
)
from services_directory.quality.forms import PARAMETER
from services_directory.upkeep.verdict import REASONS

from .conftest import DESK, errors_of, form_of, messages_of


@pytest.fixture
def service(directory):
    return Service.objects.get(slug="newco-helsinki-advice", city="helsinki")


def act(client, action, *services):
    return client.post(
        f"{DESK}service/",
        {"action": f"{action}_selected", "_selected_action": [each.pk for each in services]},
        follow=True,
    )


def test_the_start_page_says_what_needs_a_hand(officer, service):
    Service.objects.filter(pk=service.pk).update(assured_date="2020-01-01")
    ErrorReport.objects.create(city=service.city, service=service, text="The number is wrong", language="en")
    Comment.objects.create(service=service, text="Please look at the hours")
    LinkCheck.objects.create(url=service.url, state="dead", checked_at=timezone.now())
    Translation.objects.create(service=service, field="description", language="fi", text="Vanha", state="outdated")
    page = messages_of(officer.get("/officer/"))
    for text in (
        "Reviews that are due", "overdue since June 29, 2020", "The number is wrong", "Please look at the hours",
        "Links that are dead", service.url, "Translations that are missing or out of date", "lacks:",
    ):  # fmt: skip
        assert text in page, text


@pytest.mark.parametrize("query", ["check=due", "check=overdue", "check=done", "lacks=any", "lacks=hours", "links=dead",
                                   "comments=open", "spoken=ar", "publication__exact=draft", "shown=over"])  # fmt: skip
def test_the_lists_behind_the_panels_open(officer, query):
    assert officer.get(f"{DESK}service/?{query}").status_code == 200


def test_counts_are_those_of_the_lists(officer, service):
    from services_directory.desk.today import panels

    Service.objects.filter(city="vienna").update(assured_date="2020-01-01")
    found = {panel.code: panel for panel in panels(User.objects.get(username="olga"))}
    for code in ("reviews", "incomplete", "to-check"):
        page = officer.get(found[code].url)
        assert page.context["cl"].result_count == found[code].count > 0


def test_a_changed_record_is_counted_anew(officer, service):
    """Which records are incomplete is kept until something changes, and no longer."""
    from services_directory.desk.today import panels

    def lacking():
        return next(panel for panel in panels(User.objects.get(username="olga")) if panel.code == "incomplete").count

    before = lacking()
    service.service_sources.all().delete()
    assert lacking() == before + 1


def test_all_open_gaps_are_listed_where_their_panel_leads(officer, service):
    from services_directory.desk.gaps import open_gaps

    account = User.objects.get(username="olga")
    Assignment.objects.create(user=account, role="officer", city=service.city)
    User.objects.filter(pk=account.pk).update(is_superuser=False)
    found = open_gaps(User.objects.get(pk=account.pk))
    page = messages_of(officer.get(found.url))
    assert found.count > 5 and f"Gaps in what the city offers ({found.count})" in page
    for _, text, _ in found.first:
        assert text in page, text
    KnownGap.objects.create(city=service.city, cell=_cell(found.first[0][0]), plan="x", until="2030-01-01")
    assert f"Gaps in what the city offers ({found.count - 1})" in messages_of(officer.get(found.url))


def _cell(address: str) -> dict[str, str]:
    asked = dict(parse_qsl(urlsplit(address).query))
    return {axis: asked[name] for axis, name in PARAMETER.items() if name in asked}


def test_the_list_of_an_officer_is_of_the_own_city_until_another_is_asked_for(officer, service):
    account = User.objects.get(username="olga")
    everything = officer.get(f"{DESK}service/").context["cl"].result_count
    Assignment.objects.create(user=account, role="officer", city=service.city)
    User.objects.filter(pk=account.pk).update(is_superuser=False)
    rows = officer.get(f"{DESK}service/").context["cl"]
    assert {row.city_id for row in rows.queryset} == {"helsinki"} and rows.result_count < everything
    other = officer.get(f"{DESK}service/?city__isnull=True").context["cl"]
    assert {row.city_id for row in other.queryset} == {None}


def test_districts_are_named_in_the_officers_language_with_their_city_for_whoever_has_several(officer, service):
    def form():
        return messages_of(officer.get(f"{DESK}service/{service.pk}/change/", headers={"Accept-Language": "fi"}))

    centre = next(row["name"] for row in reading.districts("helsinki", "fi") if row["code"] == "keskusta")
    assert f"{centre} (Helsinki)" in form() and centre != "City centre"
    Assignment.objects.create(user=User.objects.get(username="olga"), role="officer", city=service.city)
    User.objects.filter(username="olga").update(is_superuser=False)
    page = form()
    assert centre in page and f"{centre} (Helsinki)" not in page


def test_still_right_in_one_click_goes_back_to_where_the_button_was(officer, service):
    answer = officer.post(f"{DESK}service/{service.pk}/do/confirm/", {"back": "/officer/"})
    assert answer.status_code == 302 and answer.url == "/officer/"
    service.refresh_from_db()
    assert service.assured_date == timezone.localdate() and service.revision == 2
    elsewhere = officer.post(f"{DESK}service/{service.pk}/do/confirm/", {"back": "https://example.org/"})
    assert elsewhere.url.startswith("/officer/")
    assert officer.get(f"{DESK}service/{service.pk}/do/confirm/").status_code == 405


def test_archive_and_restore_with_many(officer, service, directory):
    other = Service.objects.get(slug="ytj")
    act(officer, "archive", service, other)
    assert (
        directory.service("helsinki", service.slug, "en") is None and directory.service("helsinki", "ytj", "en") is None
    )
    act(officer, "restore", service, other)
    assert directory.service("helsinki", service.slug, "en") is None, "restored as a draft"
    act(officer, "publish", service, other)
    assert directory.service("helsinki", service.slug, "en")["service"]["name"] == service.name


def test_nothing_is_published_without_a_topic_and_then_none_of_many(officer, service):
    other = Service.objects.get(slug="ytj")
    Service.objects.filter(pk__in=[service.pk, other.pk]).update(publication="draft")
    other.service_terms.filter(term__kind="topic").delete()
    assert "choose a topic" in messages_of(act(officer, "publish", service, other))
    assert set(Service.objects.filter(pk__in=[service.pk, other.pk]).values_list("publication", flat=True)) == {"draft"}


def test_the_owner_of_many_is_set_on_a_page(officer, account, service):
    data = {"action": "set_owner", "_selected_action": [service.pk]}
    assert "Deputy" in messages_of(officer.post(f"{DESK}service/", data))
    officer.post(f"{DESK}service/", data | {"owner_chosen": "1", "owner": account.pk})
    service.refresh_from_db()
    assert service.owner == account


def test_a_copy_is_a_draft_with_all_parts(officer, service, directory):
    answer = officer.post(f"{DESK}service/{service.pk}/do/copy/")
    twin = Service.objects.get(pk=answer.url.rstrip("/").split("/")[-2])
    assert twin.publication == "draft" and twin.slug != service.slug and twin.uuid != service.uuid
    assert [row.number for row in twin.phones.all()] == [row.number for row in service.phones.all()]
    assert twin.codes("topic") == service.codes("topic") and twin.assured_date is None
    assert service.phones.count(), "the original keeps its own"


@pytest.mark.parametrize("language", ["en", "fi", "ar"])
def test_the_preview_of_a_draft_is_what_the_chat_would_say(officer, service, directory, language):
    card = directory.service("helsinki", service.slug, language)["service"]
    service.publication = "draft"
    service.save()
    page = messages_of(officer.get(f"{DESK}service/{service.pk}/preview/?language_of_preview={language}"))
    assert card["name"] in page and card["details"]["language"]["text"] in page
    assert "Newcomers do not see it" in page


def test_the_preview_shows_the_notice_for_the_time_being(officer, service):
    service.alert = "Closed in July"
    service.save()
    page = messages_of(officer.get(f"{DESK}service/{service.pk}/preview/?language_of_preview=en"))
    assert "Closed in July" in page


def test_the_preview_shows_how_to_apply_and_what_comes_after(officer, service):
    service.application_process, service.exit_strategy = "Call us first.", "A mentor goes on."
    service.save()
    page = messages_of(officer.get(f"{DESK}service/{service.pk}/preview/?language_of_preview=en"))
    assert "How to apply Call us first." in page and "What comes after A mentor goes on." in page


def test_a_preview_of_what_is_typed_saves_nothing(officer, service):
    data = form_of(officer.get(f"{DESK}service/{service.pk}/change/"))
    answer = officer.post(f"{DESK}service/{service.pk}/change/", data | {"description": "Just typed.", "_preview": "1"})
    assert "Just typed." in messages_of(answer) and "It is not saved" in messages_of(answer)
    service.refresh_from_db()
    assert service.description != "Just typed." and service.revision == 1
    data = form_of(officer.get(f"{DESK}service/add/")) | {"_preview": "1", "name": "Only looked at"}
    count = Service.objects.count()
    assert officer.post(f"{DESK}service/add/", data).status_code == 200 and Service.objects.count() == count


@pytest.mark.parametrize(
    "typed",
    ["NewCo Helsinki business advise", "business advice newco helsinki", "Newco", "NewCo Helsingin yritysneuvonta"],
)
def test_similar_names_are_found_while_typing_in_any_language(officer, service, typed):
    found = officer.get("/officer/duplicates/", {"name": typed, "city": "helsinki"}).json()
    assert any(each["url"].endswith(f"/{service.pk}/change/") for each in found["services"]), found
    assert found["message"]


def test_the_record_itself_is_no_duplicate_and_a_new_name_has_none(officer, service):
    found = officer.get(
        "/officer/duplicates/", {"name": service.name, "city": "helsinki", "exclude": service.pk}
    ).json()
    assert all(not each["url"].endswith(f"/{service.pk}/change/") for each in found["services"])
    assert officer.get("/officer/duplicates/", {"name": "Qqqq zzzz", "city": "helsinki"}).json()["services"] == []


def test_without_javascript_the_warning_comes_on_saving(officer, service):
    data = form_of(officer.get(f"{DESK}service/add/")) | {
        "city": "helsinki", "name": service.name, "organization": service.organization_id, "description": "Twice.",
        "main_topic": service.codes("topic")[0], "source_status": "current",
    }  # fmt: skip
    answer = officer.post(f"{DESK}service/add/", data, follow=True)
    assert "Is it there already?" in messages_of(answer)
    assert Service.objects.filter(slug__startswith="newco-helsinki-business-advice").count() == 1


def test_comments_stay_among_colleagues(officer, service, directory):
    officer.post(f"{DESK}service/{service.pk}/comment/", {"text": "Ask Kai about the hours"})
    comment = service.comments.get()
    assert comment.author.username == "olga"
    assert "Ask Kai" in messages_of(officer.get(f"{DESK}service/{service.pk}/change/"))
    assert "Ask Kai" not in str(directory.service("helsinki", service.slug, "en"))
    officer.post(f"{DESK}service/{service.pk}/comment/", {"settle": comment.pk})
    assert service.comments.get().done
    refused = officer.post(f"{DESK}service/{service.pk}/comment/", {"text": "<b>x</b> kept"}, follow=True)
    assert "looks like HTML" in messages_of(refused) and "kept" in str(form_of(refused, None))
    assert service.comments.count() == 1


def test_the_desk_speaks_the_officers_language_and_newcomers_pages_do_not_change(officer, client):
    assert officer.get("/officer/", HTTP_ACCEPT_LANGUAGE="sv")["Content-Language"] == "sv"
    assert officer.get("/officer/", HTTP_ACCEPT_LANGUAGE="ar")["Content-Language"] == "en"
    officer.post("/officer/language/", {"language": "fi", "back": "/officer/"})
    page = officer.get("/officer/", HTTP_ACCEPT_LANGUAGE="sv")
    assert page["Content-Language"] == "fi" and '<html lang="fi"' in page.content.decode()
    officer.post("/officer/language/", {"language": "xx"})
    assert officer.get("/officer/")["Content-Language"] == "fi"
    assert officer.get("/helsinki/privacy/", HTTP_ACCEPT_LANGUAGE="ar")["Content-Language"] == "ar"
    assert "mostrar" not in messages_of(page)


def test_admin_redirects(client):
    assert client.get("/admin/services_directory/service/?q=x").url == "/officer/services_directory/service/?q=x"


def test_a_database_that_goes_away_gives_what_was_typed_back(officer, service):
    data = form_of(officer.get(f"{DESK}service/{service.pk}/change/")) | {"description": "Typed for ten minutes."}

    def fails(execute, sql, parameters, many, context):
        if sql.startswith("UPDATE") and "service" in sql:
            raise OperationalError("disk I/O error")
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(fails):
        answer = officer.post(f"{DESK}service/{service.pk}/change/", data)
    assert answer.status_code == 503
    page = messages_of(answer)
    assert "This could not be saved" in page and "Typed for ten minutes." in page and "disk" not in page
    service.refresh_from_db()
    assert service.description != "Typed for ten minutes."
    answer.status_code = 200
    again = form_of(answer, None)
    assert officer.post(f"{DESK}service/{service.pk}/change/", again).status_code == 302
    service.refresh_from_db()
    assert service.description == "Typed for ten minutes."


def test_every_record_can_be_reached(officer, service):
    for name in (
        "organization", "source", "location", "district", "event", "wording", "comment", "errorreport", "linkcheck",
        "knowngap", "statusrecord", "translation", "plan", "planstep", "answer", "statement",
    ):  # fmt: skip
        assert officer.get(f"{DESK}{name}/").status_code == 200, name
    assert officer.get("/officer/proposals/").status_code == 200
    for record in (Organization.objects.first(), Statement.objects.first()):
        assert officer.get(f"{DESK}{record._meta.model_name}/{record.pk}/change/").status_code == 200
    from services_directory.models import Answer, Location, PlanStep, Source

    for model in (Answer, PlanStep, Location, Source):
        record = model.objects.first()
        page = officer.get(f"{DESK}{model._meta.model_name}/{record.pk}/change/")
        answer = officer.post(page.request["PATH_INFO"], form_of(page, f"{model._meta.model_name}_form"))
        assert answer.status_code == 302, (model, errors_of(answer))


def test_codes_and_names_are_words_in_the_officers_language(officer, service):
    """What the database keeps as a code or an English name is read in Finnish on a Finnish page."""
    link = LinkCheck.objects.create(url="https://gone.example", state="dead", reason="dns", checked_at=timezone.now())
    until, cell = "2030-01-01", {"topic": "tax", "language": "so"}
    gap = KnownGap.objects.create(city=service.city, cell=cell, plan="x", until=until)
    text = Translation.objects.create(service=service, field="hours_note", language="sv", text="x")
    term = TaxonomyTerm.objects.get(kind="topic", code="tax")
    with translation.override("fi"):
        dead, hours = str(REASONS["dns"]), str(Service._meta.get_field("hours_note").verbose_name)
        tax, topic = dict(term_choices("topic"))["tax"], str(TaxonomyTerm.Kind.TOPIC.label)
        shown = admin.site.get_model_admin(Service).topic(service)
        assert shown == dict(term_choices("topic"))[service.codes("topic")[0]]
    assert "no server" not in dead and hours != "about the hours" and tax != term.name and topic != "topic"
    pages = {
        "/officer/": (dead, "dns"),
        f"{DESK}linkcheck/": (dead, "dns"),
        f"{DESK}linkcheck/{link.pk}/change/": (dead, "dns"),
        f"{DESK}translation/": (hours, "hours_note"),
        f"{DESK}translation/{text.pk}/change/": (hours, "hours_note"),
        f"{DESK}knowngap/": (tax, "topic: tax"),
        f"{DESK}knowngap/{gap.pk}/change/": (tax, "topic: tax"),
        f"{DESK}taxonomyterm/": (tax, term.name),
        f"{DESK}taxonomyterm/{term.pk}/change/": (f"{topic}: {tax}", f"topic: {term.name}"),
    }
    for address, (words, raw) in pages.items():
        page = messages_of(officer.get(address, headers={"Accept-Language": "fi"}))
        assert words in page and raw not in page, (address, words, raw)
    figure = Statement.objects.filter(country="fi", text__contains="{").first()
    said = messages_of(officer.get(f"{DESK}statement/?q={figure.slug}", headers={"Accept-Language": "fi"}))
    assert figure.slug in said and "{" not in said and figure.text.split(" {")[0] not in said
    assert "somali" in messages_of(officer.get(f"{DESK}knowngap/", headers={"Accept-Language": "fi"}))
