"""Sources of guidance at the desk: what is due is found, and one click says that it is still right."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from accounts.models import Assignment
from services_directory.desk.due import due_sources
from services_directory.desk.today import panels
from services_directory.models import Source, Statement

from .conftest import DESK, form_of, messages_of


@pytest.fixture
def sources(directory):
    """Of Finland's guidance: one checked today, one due, one overdue, one never checked; and one of Austria's."""
    today = timezone.localdate()
    Source.objects.update(checked_on=today)
    days = {"fresh": 0, "due": 181, "late": 300, "never": None, "abroad": 181}
    made = {}
    for name, ago in days.items():
        checked = None if ago is None else today - timedelta(days=ago)
        made[name] = Source.objects.create(key=name, title=f"Page {name}", checked_on=checked)
        country = "at" if name == "abroad" else "fi"
        Statement.objects.create(country=country, slug=f"said-{name}", kind="fact", text="So.", source=made[name])
    return made


def of_helsinki(role: str) -> User:
    user = User.objects.create_user(f"{role}-here", f"{role}@example.org", "x", is_staff=True)
    Assignment.objects.create(user=user, role=role, city_id="helsinki")
    return user


def panel_of(user):
    return next(panel for panel in panels(user) if panel.code == "sources")


def test_the_start_page_has_what_is_due_in_the_own_countries(sources):
    panel = panel_of(of_helsinki("officer"))
    assert [item.text for item in panel.items] == ["Page late", "Page due", "Page never"] and panel.count == 3
    assert all(item.confirm for item in panel.items) and panel.items[-1].why == "never checked"
    assert not any(item.confirm for item in panel_of(of_helsinki("viewer")).items)


def test_the_start_page_asks_once(sources, django_assert_num_queries):
    user = of_helsinki("officer")
    panels(user)
    with django_assert_num_queries(1):
        found = due_sources(user)
    assert len(found) == 3


@pytest.mark.parametrize("chosen, found", [("due", 4), ("overdue", 1), ("never", 1), ("done", None)])
def test_the_list_can_be_narrowed_to_what_is_due(officer, account, sources, chosen, found):
    page = officer.get(f"{DESK}source/?check={chosen}")
    shown = {row.title for row in page.context["cl"].result_list}
    assert found is None or len(shown) == found
    assert ("Page fresh" in shown) == (chosen == "done") and ("Page late" in shown) == (chosen in ("due", "overdue"))
    back = f'name="back" value="{DESK}source/?check={chosen}"'
    assert back in page.content.decode(), "the button leads back to the same list"
    if chosen == "due":
        assert page.context["cl"].result_count == panel_of(account).count


def test_the_list_needs_few_queries(officer, sources, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        assert "Still right" in messages_of(officer.get(f"{DESK}source/"))


def test_still_right_in_one_click_and_with_many_with_their_history(officer, sources):
    late, never = sources["late"], sources["never"]
    answer = officer.post(f"{DESK}source/{late.pk}/confirm/", {"back": "/officer/"})
    assert answer.status_code == 302 and answer.url == "/officer/"
    late.refresh_from_db()
    assert late.checked_on == timezone.localdate()
    assert late.changes.count() == 2 and late.changes.first().history_user.username == "olga"
    officer.post(f"{DESK}source/", {"action": "confirm_selected", "_selected_action": [never.pk, sources["due"].pk]})
    never.refresh_from_db()
    assert never.checked_on == timezone.localdate() and never.changes.count() == 2
    assert officer.get(f"{DESK}source/{late.pk}/confirm/").status_code == 405
    assert officer.post(f"{DESK}source/{late.pk}/confirm/", {"back": "https://example.org"}).url.startswith("/officer/")


def test_whoever_only_reads_confirms_nothing(sources, client):
    client.force_login(of_helsinki("viewer"))
    assert client.post(f"{DESK}source/{sources['late'].pk}/confirm/").status_code == 403
    client.post(f"{DESK}source/", {"action": "confirm_selected", "_selected_action": [sources["late"].pk]})
    assert Source.objects.get(key="late").checked_on == sources["late"].checked_on


def test_the_form_has_how_often_and_by_whom(officer, account, sources):
    address = f"{DESK}source/{sources['due'].pk}/change/"
    data = form_of(officer.get(address), "source_form") | {"review_after": "30", "owner": str(account.pk)}
    assert officer.post(address, data).status_code == 302
    source = Source.objects.get(key="due")
    assert (source.review_after, source.owner) == (30, account)
