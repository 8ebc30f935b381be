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

from services_directory.models import Service

MOST = 50
"""Records named in one mail; of the others the number is told."""
_SITES = ("officer", "admin")


@dataclass(frozen=True)
class Item:
    """A record and the day its review is due."""

    service: Service
    due_on: date


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
                "After its due day the guide asks newcomers to check a record by themselves. "
                "Later it recommends other services first."
            )
        )
        parts.append(settings.KIOSK_PUBLIC_URL)
        return EmailMessage(subject, "\n\n".join(parts), to=[user.email], connection=connection)


def _line(item: Item) -> str:
    """Name, city, days; then the address of the form."""
    service = item.service
    due = date_format(item.due_on, "DATE_FORMAT")
    if service.assured_date:
        checked = date_format(service.assured_date, "DATE_FORMAT")
        said = gettext("%(name)s (%(city)s): due on %(due)s, last checked on %(checked)s")
    else:
        checked, said = "", gettext("%(name)s (%(city)s): due on %(due)s, not checked by anybody yet")
    line = said % {"name": " ".join(service.name.split()), "city": service.city, "due": due, "checked": checked}
    return f"• {line}\n  {desk_link(service)}"


def desk_link(service: Service) -> str:
    """The address of its form at the desk."""
    return settings.KIOSK_PUBLIC_URL + desk_path("service", service.pk)


def desk_path(model: str, pk: int) -> str:
    """The path of the form of a record: at the officers' site where there is one, else in the plain admin."""
    for site in _SITES:
        try:
            return reverse(f"{site}:services_directory_{model}_change", args=[pk])
        except NoReverseMatch:
            continue
    return "/officer/"
