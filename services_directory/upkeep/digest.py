"""The mail that names the records to be reviewed."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.mail import EmailMessage
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from services_directory.models import City
from services_directory.upkeep.reviews import Record

MOST = 50
"""Records named in one mail; of the others the number is told."""
_SITES = ("officer", "admin")


@dataclass(frozen=True)
class Item:
    """A record, the day its review is due, and the cities that it concerns."""

    record: Record
    due_on: date
    cities: list[City]


def digest(user: AbstractUser, items: list[Item], language: str, connection=None) -> EmailMessage:
    """The mail to one person, in `language`; names and addresses of records alone stand in it."""
    with translation.override(language):
        subject = ngettext(
            "%(count)d record of the services directory is waiting for a review",
            "%(count)d records of the services directory are waiting for a review",
            len(items),
        ) % {"count": len(items)}
        parts = [
            gettext("Hello %(name)s,") % {"name": user.get_full_name() or user.get_username()},
            gettext(
                "please check whether this is still right. Open a record, correct it or confirm it with 'still right'."
            ),
            "\n\n".join(_line(item) for item in items[:MOST]),
        ]
        if len(items) > MOST:
            left = len(items) - MOST
            parts.append(ngettext("… and %(count)d more.", "… and %(count)d more.", left) % {"count": left})
        parts.append(
            gettext(
                "What nobody confirms in time the guide asks newcomers to check by themselves. "
                "Later it puts other services and statements first."
            )
        )
        parts.append(settings.KIOSK_PUBLIC_URL)
        return EmailMessage(subject, "\n\n".join(parts), to=[user.email], connection=connection)


def _line(item: Item) -> str:
    """Name, cities, days; then the address of the form."""
    record, due = item.record, date_format(item.due_on, "DATE_FORMAT")
    if record.assured_date:
        checked = date_format(record.assured_date, "DATE_FORMAT")
        said = gettext("%(name)s (%(city)s): due on %(due)s, last checked on %(checked)s")
    else:
        checked, said = "", gettext("%(name)s (%(city)s): due on %(due)s, not checked by anybody yet")
    cities = ", ".join(map(str, item.cities)) or "–"
    line = said % {"name": " ".join(str(record).split()), "city": cities, "due": due, "checked": checked}
    return f"• {line}\n  {desk_link(record)}"


def desk_link(record: Record) -> str:
    """The address of its form at the desk."""
    return settings.KIOSK_PUBLIC_URL + desk_path(record._meta.model_name, record.pk)


def desk_path(model: str, pk: int) -> str:
    """The path of the form of a record: at the officers' site where there is one, else in the plain admin."""
    for site in _SITES:
        try:
            return reverse(f"{site}:services_directory_{model}_change", args=[pk])
        except NoReverseMatch:
            continue
    return "/officer/"
