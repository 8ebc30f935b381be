"""Makes the database of the desk in a browser: Helsinki, accounts of all roles, work to do.

Prints as JSON the session of each account, an address of every kind of page, and the service that they are about.
"""

# ruff: noqa: E402 - Django is set up before its models are imported
import json

import django

django.setup()

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import website.urls  # noqa: F401 - registers users and the audit log
from accounts.models import Assignment
from enquiries.models import CannedReply, CannedReplyText, Label, Team
from services_directory import models
from services_directory.loading import load_city
from tests.officers import PASSWORD, with_factor

ADDED = ("service", "organization", "event", "wording", "translation", "source", "user")
ADDED += ("team", "label", "cannedreply")  # of the staff
DELETED = ("comment", "knowngap", "translation", "wording")


def account(name: str, **role):
    """An account with one role."""
    user = get_user_model().objects.create_user(name, password=PASSWORD)
    Assignment.objects.create(user=user, **role)
    return get_user_model().objects.get(pk=user.pk)


def session(user) -> str:
    """The key of a session in which the user is signed in, second factor and all."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    return client.session.session_key


def work(service, author) -> models.Statement:
    """Something to do of every kind; returns a statement with a wording of the city."""
    now, city = timezone.now(), service.city
    made = [{"cost_note": "Free of charge.", "phones": ["+358295024882"]}, {"hours_note": "Closed in July."}]
    for changes in made:
        models.Proposal.objects.create(service=service, changes=changes, note="Summer")
    models.Comment.objects.create(service=service, author=author, text="Ask them about July.")
    models.ErrorReport.objects.create(city=city, service=service, language="en", text="The number is wrong.")
    models.KnownGap.objects.create(
        city=city, cell={"topic": "tax", "phase": "exit"}, plan="A course.", until="2030-01-01"
    )
    models.LinkCheck.objects.create(url=service.url, state="dead", checked_at=now)
    models.Translation.objects.create(
        service=service, field="description", language="fi", text="Vanha", state="outdated"
    )
    models.Event.objects.create(
        city=city, slug="fair", name="Fair", starts_at=now, ends_at=now, organization=service.organization
    )
    statement = models.Statement.objects.filter(country="fi", figures__name="fee", figures__value__isnull=False).first()
    models.Wording.objects.create(city=city, statement=statement, language="en", text=statement.text, change="meaning")
    service.alert = "Closed on Friday."
    service.save()  # a second version
    return statement


def kept_by_staff(city, member) -> None:
    """A team, a label and a reply kept ready: what staff have forms for in the admin."""
    Team.objects.create(name="Advice", city=city, topics=["tax"], languages=["ar"]).members.add(member)
    Label.objects.create(name="papers", city=city)
    reply = CannedReply.objects.create(city=city, key="papers", title="Papers", topic="tax")
    CannedReplyText.objects.create(reply=reply, language="ar", text="أحضر أوراقك. رقم سؤالك هو {number}.")


def pages(service, statement) -> dict[str, str]:
    """Name → address: list, form and history of every kind of record, and the pages beside them."""
    found = {}
    for model in admin.site._registry:
        name, view = model._meta.model_name, f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found[f"{name} list"] = reverse(f"{view}_changelist")
        first = {models.Service: service, models.Statement: statement}.get(model) or model.objects.first()
        if first is not None:
            found |= {f"{name} {part}": reverse(f"{view}_{part}", args=[first.pk]) for part in ("change", "history")}
        if name in DELETED:
            found[f"{name} delete"] = reverse(f"{view}_delete", args=[first.pk])
        if name in ADDED:
            found[f"{name} add"] = reverse(f"{view}_add")
    base, coverage = reverse("admin:services_directory_service_change", args=[service.pk])[:-7], "/officer/coverage/"
    for record in (models.Event.objects.first(), service.organization):
        name = record._meta.model_name
        found[f"{name} translate"] = reverse(f"admin:services_directory_{name}_translate", args=[record.pk, "fi"])
    return found | {
        "start": "/officer/",
        "app": "/officer/services_directory/",
        "filtered list": "/officer/services_directory/service/?lacks=any&check=due",
        "preview": f"{base}preview/?language_of_preview=ar",
        "translate": f"{base}translate/fi/",
        "translations": "/officer/translations/",
        "exchange": "/officer/exchange/",
        "coverage": f"{coverage}?city=helsinki",
        "cell": f"{coverage}cell/?city=helsinki&topic=tax&phase=exit",
        "cell with services": f"{coverage}cell/?city=helsinki&topic=advice",
        "score card": f"/officer/scorecard/{service.pk}/",
        "city score card": "/officer/scorecard/city/helsinki/",
        "proposals": "/officer/proposals/",
        "proposal": "/officer/proposals/2/",
        "account": "/officer/account/",
        "password": "/officer/password_change/",
    }


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    load_city("helsinki")
    service = models.Service.objects.get(slug="newco-helsinki-advice")
    officer = {"role": "officer", "city": service.city}
    partner = {"role": "partner", "organization": service.organization}
    roles = {
        "aino": {"role": "administrator"},
        "olga": officer,
        "kai": officer,
        "pekka": partner,
        "tarja": {"role": "translator", "languages": ["fi"]},
        "veikko": {"role": "viewer", "city": service.city},
    }
    user_logged_in.connect(with_factor)
    users = {name: account(name, **role) for name, role in roles.items()}
    sessions = {name: session(user) for name, user in users.items()}
    # They sign in themselves: an administrator who has no second factor yet, and a partner who needs none.
    account("uusi", role="administrator")
    account("paula", **partner)
    statement = work(service, users["olga"])
    kept_by_staff(service.city, users["aino"])
    print(json.dumps({"sessions": sessions, "pages": pages(service, statement), "service": service.pk}))
