"""The desk itself, walked by every role: no page fails, nothing is shown that then refuses, nothing of another city."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import cities_of
from services_directory import models

from .walking import walk, words

SECRET = "Donauweib"
"""Stands in every text of the other city that is nobody else's business."""
ROLES = ("administrator", "officer", "partner", "translator", "local translator", "viewer")
TEXTS = {
    "city": (), "service": ("name", "description", "alert"), "location": ("address",), "district": ("name",),
    "contact": ("name",), "event": ("name",), "barrier": ("description",), "access": ("description",),
    "comment": ("text",), "report": ("text",), "gap": ("plan",), "proposal": ("note",), "statement": ("text",),
    "answer": ("short", "simple"), "step": ("title",), "plan": ("title",), "wording-fi": ("text",),
    "translation-fi": ("text",), "translation-ar": ("text",), "event-text-fi": ("text",), "event-text-ar": ("text",),
}  # fmt: skip


@pytest.fixture
def desk(world):
    """The two cities with published services on a topic, and SECRET in what is Vienna's."""
    loans = world.common["term"]
    for place in (world.here, world.there):
        for kind, code in (("topic", "loans"), ("phase", "idea")):
            term, _ = models.TaxonomyTerm.objects.get_or_create(kind=kind, code=code, defaults={"name": code.title()})
            place.service.service_terms.create(term=term if kind == "phase" else loans)
        place.service.publication = "published"
        place.service.assured_date = timezone.localdate()
        place.service.save()
        models.Phone.objects.filter(service=place.service).update(note="call")
        models.LinkCheck.objects.create(
            url=f"https://{place.city.pk}.example/dead", state="dead", checked_at=timezone.now()
        )
        models.Service.objects.filter(pk=place.service.pk).update(url=f"https://{place.city.pk}.example/dead")
    for name, fields in TEXTS.items():
        record = world.there.records[name]
        for field in fields:
            setattr(record, field, f"{SECRET} {getattr(record, field)}")
        record.save()
    models.LinkCheck.objects.filter(url__contains="vienna").update(url=f"https://{SECRET.lower()}.example/dead")
    models.Service.objects.filter(pk=world.there.service.pk).update(url=f"https://{SECRET.lower()}.example/dead")
    return world


@pytest.mark.parametrize("role", ROLES)
def test_every_page_opens_and_nothing_is_shown_that_then_refuses(desk, signed_in, role):
    user = desk.users[role]
    found = walk(signed_in(user.username))
    assert found.faults == []
    if not cities_of(user).filter(pk="vienna").exists():
        told = [address for address, text in found.pages.items() if SECRET.lower() in text.lower()]
        assert told == [], "of another city"
    least = {"administrator": 90, "officer": 60, "partner": 3, "viewer": 40}.get(role, 40)
    assert len(found.pages) >= least, "the walk came nowhere"


def test_a_partner_has_my_services_and_nothing_else(desk, signed_in):
    client = signed_in("partner")
    assert client.get("/officer/").url == "/officer/my-services/"
    page = client.get("/officer/my-services/")
    assert "Advice" in words(page.content.decode())
    assert 'href="/officer/account/"' in page.content.decode() and "nav-sidebar" not in page.content.decode()
    for path in ("services_directory/service/", f"services_directory/service/{desk.here.service.pk}/change/",
                 f"services_directory/service/{desk.here.service.pk}/history/", "coverage/", "exchange/", "proposals/",
                 "exchange/export/", "translations/", f"scorecard/{desk.here.service.pk}/", "duplicates/?name=Advice",
                 f"my-services/{desk.there.service.pk}/"):  # fmt: skip
        answer = client.get(f"/officer/{path}")
        assert answer.status_code in (403, 404), (path, answer.status_code)


def pages_of(record) -> list[str]:
    """Every address of the desk at which something about one record could be read."""
    opts, site = record._meta, admin.site
    base = f"/officer/{opts.app_label}/{opts.model_name}/{record.pk}/"
    return [base + page for page in ("change/", "history/", "delete/")] if type(record) in site._registry else []


def test_raw_addresses_of_another_city_tell_nothing(desk, signed_in):
    client, there = signed_in("officer"), desk.there
    addresses = [page for name in TEXTS for page in pages_of(there.records[name])]
    service, gap = there.service.pk, there.records["gap"].pk
    base = f"/officer/services_directory/service/{service}"
    lists = "/officer/autocomplete/?app_label=services_directory&model_name="
    addresses += [
        f"{base}/preview/",
        f"{base}/translate/fi/",
        f"/officer/scorecard/{service}/",
        "/officer/scorecard/city/vienna/",
        "/officer/coverage/?city=vienna",
        "/officer/coverage/table.csv?city=vienna",
        "/officer/coverage/cell/?city=vienna&topic=loans",
        f"/officer/proposals/{there.records['proposal'].pk}/",
        "/officer/services_directory/wording/po/vienna/fi/",
        "/officer/duplicates/?name=Advice&city=vienna",
        f"/officer/exchange/export/?as=yaml&id__in={service}",
        "/officer/exchange/export/?as=csv&city__id__exact=vienna",
        "/officer/translations/?language=fi",
        "/officer/services_directory/service/?city__id__exact=vienna",
        "/officer/services_directory/service/?q=Donauwei",
        lists + "partnership&field_name=to_service&term=Donau",
        lists + "location&field_name=district&term=Donau",
        lists + "wording&field_name=statement&term=vienna",
    ]
    for address in addresses:
        answer = client.get(address, follow=True)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = content.decode("utf-8", "replace")
        assert SECRET.lower() not in text.lower(), address
    before = {name: type(each).objects.filter(pk=each.pk).values().get() for name, each in there.records.items()}
    pages = ("change/", "do/archive/", "do/copy/", "do/confirm/", "comment/", "restore/", "merge/", "translate/fi/")
    posts = [(f"{base}/{page}", {"text": "x", "action": "x"}) for page in pages]
    delete = {"action": "delete_selected", "_selected_action": [gap], "post": "yes"}
    posts += [
        (f"/officer/coverage/known/{gap}/remove/", {}),
        ("/officer/coverage/cell/?city=vienna&topic=loans", {"plan": "x", "until": "2030-01-01"}),
        (f"/officer/proposals/{there.records['proposal'].pk}/", {"accept": "1", "stamp": "x"}),
        ("/officer/services_directory/service/", {"action": "archive_selected", "_selected_action": [service]}),
        ("/officer/services_directory/knowngap/", delete),
    ]
    posts += [(page, {"post": "yes"}) for name in TEXTS for page in pages_of(there.records[name])]
    for address, data in posts:
        client.post(address, data)
    after = {name: type(each).objects.filter(pk=each.pk).values().get() for name, each in there.records.items()}
    assert after == before


def test_with_two_roles_the_buttons_are_those_of_each_record(desk, signed_in):
    from accounts.models import Assignment

    Assignment.objects.create(user=desk.users["officer"], role="viewer", city=desk.there.city)
    models.Service.objects.update(assured_date="2020-01-01")
    client = signed_in("officer")
    start = client.get("/officer/").content.decode()
    confirm = "admin:services_directory_service_do"
    for page in (start, client.get("/officer/services_directory/service/").content.decode()):
        assert SECRET in page
        assert reverse(confirm, args=[desk.here.service.pk, "confirm"]) in page
        assert reverse(confirm, args=[desk.there.service.pk, "confirm"]) not in page
    form = client.get(reverse("admin:services_directory_service_change", args=[desk.there.service.pk]))
    assert "Preview without saving" not in form.content.decode() and 'name="_save"' not in form.content.decode()


def test_a_translator_writes_the_own_languages_and_is_told_so_elsewhere(desk, signed_in):
    client, service = signed_in("translator"), desk.here.service
    base = f"/officer/services_directory/service/{service.pk}/translate/"
    mine = client.post(f"{base}fi/", {"name-text": "Neuvonta", "name-state": "published"})
    assert mine.status_code == 302 and service.translations.get(field="name", language="fi").text == "Neuvonta"
    page = client.get(f"{base}fi/").content.decode()
    assert f"{base}fi/" in page and f"{base}sv/" not in page, "the choice is the own languages"
    other = client.get(f"{base}ar/").content.decode()
    assert "You translate into other languages: Finnish." in other and 'type="submit" class="default' not in other
    answer = client.post(f"{base}ar/", {"name-text": "مشورة", "name-state": "published"})
    text = answer.content.decode()
    assert answer.status_code == 200 and "Nothing was saved" in text and "مشورة" in text
    assert service.translations.get(field="name", language="ar").text == "نصيحة"


@pytest.mark.parametrize("kind", ["event", "organization"])
def test_texts_of_events_and_organizations_are_translated_like_those_of_services(desk, signed_in, kind):
    def address(place, language):
        return f"/officer/services_directory/{kind}/{place.records[kind].pk}/translate/{language}/"

    typed = {"name-text": "Uusi nimi", "name-state": "published"}
    record = desk.here.records[kind]
    local, viewer, partner = (signed_in(name) for name in ("local", "viewer", "partner"))
    assert local.post(address(desk.here, "fi"), typed).status_code == 302
    assert record.translations.get(field="name", language="fi").text == "Uusi nimi"
    refused = local.post(address(desk.here, "sv"), typed).content.decode()
    assert "You translate into other languages: Finnish." in refused and "Uusi nimi" in refused
    assert viewer.get(address(desk.here, "fi")).status_code == 200
    assert viewer.post(address(desk.here, "fi"), typed).status_code == 403
    assert partner.get(address(desk.here, "fi")).status_code == 404
    officer = signed_in("officer")
    form = officer.get(f"/officer/services_directory/{kind}/{record.pk}/change/").content.decode()
    assert address(desk.here, "sv") in form and officer.post(address(desk.here, "sv"), typed).status_code == 302
    abroad = [client.post(address(desk.there, "fi"), typed) for client in (local, officer)]
    if kind == "organization":  # everybody may see it
        assert "it belongs to another city" in abroad[0].content.decode() and abroad[1].status_code == 403
    else:
        assert [answer.status_code for answer in abroad] == [404, 404]
    assert not desk.there.records[kind].translations.filter(text="Uusi nimi").exists()
    assert record.translations.filter(text="Uusi nimi").count() == 2


@pytest.mark.parametrize("model", ["translation", "wording"])
def test_a_record_in_another_language_is_a_fault_of_the_form(desk, signed_in, model):
    client, here = signed_in("local"), desk.here
    url = f"/officer/services_directory/{model}/add/"
    assert client.get(url).status_code == 200
    data = {"language": "ar", "text": "{fee} x" if model == "wording" else "x", "field": "description",
            "state": "published", "service": here.service.pk, "city": "helsinki",
            "statement": here.records["statement"].pk, "change": "wording"}  # fmt: skip
    answer = client.post(url, data)
    said = "You translate into other languages: Finnish."
    assert answer.status_code == 200 and said in words(answer.content.decode())
    assert list(answer.context["adminform"].form.fields["language"].choices) == [("fi", "Finnish")]
    there = here.records[f"{model}-fi"]
    moved = client.post(f"/officer/services_directory/{model}/{there.pk}/change/", data)
    page = moved.content.decode()
    assert moved.status_code == 200 and said in words(page) and 'name="text"' in page, "the form is still there"
    there.refresh_from_db()
    assert there.language == "fi"


def test_a_translator_rewords_for_the_own_language_alone(desk, signed_in):
    from services_directory.presentation.wordings import wording_for

    place, slug = desk.here, desk.here.records["statement"].slug
    english = place.records["wording-fi"]
    english.language, english.text, english.change = "en", "You pay {fee}.", "meaning"
    english.save()
    client, url = signed_in("local"), "/officer/services_directory/wording/"
    data = {"city": "helsinki", "statement": place.records["statement"].pk, "language": "fi", "text": "Maksat {fee}."}
    form = client.get(f"{url}add/").context["adminform"].form
    assert [value for value, _ in form.fields["change"].choices] == ["wording"] and form["change"].value() == "wording"
    refused = client.post(f"{url}add/", data | {"change": "meaning"})
    assert refused.status_code == 200 and "change" in refused.context["adminform"].form.errors
    assert client.post(f"{url}add/", data | {"change": "wording"}).status_code == 302
    said = {language: wording_for("helsinki", slug, language)[0] for language in ("fi", "ar", "en")}
    assert said == {"fi": "Maksat {fee}.", "ar": "You pay {fee}.", "en": "You pay {fee}."}
    # What an officer meant is read, not rewritten; and no way back to it leads past that.
    finnish = models.Wording.objects.get(language="fi", city="helsinki")
    finnish.change = "meaning"
    finnish.save()
    was = finnish.changes.latest()
    assert client.post(f"{url}{finnish.pk}/change/", data | {"change": "wording"}).status_code == 403
    finnish.change = "wording"
    finnish.save()
    was.history_date -= timedelta(hours=1)
    was.save()
    answer = client.post(f"{url}{finnish.pk}/restore/", {"at": was.history_date.isoformat()})
    finnish.refresh_from_db()
    assert answer.status_code == 403 and finnish.change == "wording"
    # An officer chooses.
    form = signed_in("officer").get(f"{url}add/").context["adminform"].form
    assert {value for value, _ in form.fields["change"].choices} >= {"wording", "meaning"}


def test_an_officer_adds_a_service_with_its_parts(desk, signed_in):
    from tests.services_directory.desk.conftest import errors_of, form_of

    client, url = signed_in("officer"), "/officer/services_directory/service/add/"
    data = form_of(client.get(url)) | {
        "city": "helsinki", "name": "Cargo bikes", "organization": desk.here.records["organization"].pk,
        "description": "Lends bikes.", "main_topic": "loans", "source_status": "current", "language": "English",
        "phones-0-number": "+35893101400", "spoken_languages-0-code": "Arabic", "spoken_languages-0-given_by": "staff",
    }  # fmt: skip
    answer = client.post(url, data)
    assert answer.status_code == 302, errors_of(answer)
    made = models.Service.objects.get(slug="cargo-bikes")
    assert made.phones.count() == 1 and made.spoken_languages.get().code == "ar"
    abroad = client.post(url, data | {"city": "vienna", "slug": "abroad"})
    assert abroad.status_code == 200 and "city" in abroad.context["adminform"].form.errors


def test_an_officer_does_not_choose_the_country_of_the_city(desk, signed_in):
    from tests.services_directory.desk.conftest import form_of

    client, url = signed_in("officer"), "/officer/services_directory/city/helsinki/change/"
    client.post(url, form_of(client.get(url), "city_form") | {"country": "at", "welcome": "Hello"})
    city = models.City.objects.get(pk="helsinki")
    assert (city.country, city.welcome) == ("fi", "Hello")


def test_rows_of_a_list_that_are_not_the_officers_cannot_be_written_in(desk, signed_in):
    client, url = signed_in("officer"), "/officer/services_directory/source/"
    page = client.get(url)
    forms = {form.instance.key: form for form in page.context["cl"].formset.forms}
    assert (
        not forms["helsinki-page"].fields["checked_on"].disabled and forms["vienna-page"].fields["checked_on"].disabled
    )
    data = {f"form-{n}-{name}": value for n, form in enumerate(page.context["cl"].formset.forms)
            for name, value in (("id", form.instance.pk), ("checked_on", "2026-01-31"))}  # fmt: skip
    count = len(forms)
    client.post(url, data | {"form-TOTAL_FORMS": count, "form-INITIAL_FORMS": count, "_save": "1"})
    days = dict(models.Source.objects.values_list("key", "checked_on"))
    assert str(days["helsinki-page"]) == "2026-01-31" and days["vienna-page"] is None
