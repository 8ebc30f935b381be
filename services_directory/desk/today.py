"""What needs a hand today: the panels of the start page, for the cities of one account."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy, ngettext

from accounts.models import Role
from accounts.permissions import may, proposals_to_decide, roles_of
from accounts.rules import CHANGE, DECIDE, VIEW
from services_directory import models
from services_directory.desk import completeness, due, gaps, links, untranslated
from services_directory.desk.forms.languages import language_name
from services_directory.desk.scope import cities_of, of_no_city_too, within
from services_directory.models import Service
from services_directory.quality.gaps import waiting
from services_directory.upkeep.links import reason
from services_directory.zones import day

FIRST = 5
_LIST = "admin:services_directory_service_changelist"


@dataclass(frozen=True)
class Item:
    """A line of a panel: where it leads, what it is and why; `confirm` is the address at which it is 'still right'."""

    url: str
    text: str
    why: str = ""
    confirm: str = ""


@dataclass(frozen=True)
class Panel:
    """A kind of work: how many there are, the first of them, the list of all."""

    code: str
    title: str
    count: int
    url: str
    items: list[Item] = field(default_factory=list)


def panels(user) -> list[Panel]:
    """All panels that the account may see, those with work first; whoever only translates sees what is to translate."""
    found, only_translates = [], roles_of(user) == {Role.TRANSLATOR}
    for action, model, make in _PANELS:
        if may(user, action, model) and (make is _translations or not only_translates):
            panel = make(user)
            if panel:
                found.append(panel)
    return sorted(found, key=lambda panel: not panel.count)


def service_url(pk: int) -> str:
    """The form of a service."""
    return record_url("service", pk)


def record_url(model: str, pk: int) -> str:
    """The form of a record of the directory; `model` is its model's name in lower case."""
    return reverse(f"admin:services_directory_{model}_change", args=[pk])


def _reviews(user) -> Panel:
    found = due.due(within(Service.objects.all(), user))
    today = day()
    services = Service.objects.in_bulk([each.pk for each in found[:FIRST]])
    items = []
    for each in found[:FIRST]:
        service = services[each.pk]
        items.append(Item(service_url(each.pk), service.name, _since(each, today), _confirm(user, service)))
    return Panel("reviews", gettext("Reviews that are due"), len(found), reverse(_LIST) + "?check=due", items)


def _confirm(user, service: Service) -> str:
    """Where one says 'still right' of a service; empty for whoever may not."""
    address = reverse("admin:services_directory_service_do", args=[service.pk, "confirm"])
    return address if may(user, CHANGE, service) else ""


def _since(each: due.Due, today) -> str:
    why = gettext("overdue since %(day)s") if each.overdue(today) else gettext("due since %(day)s")
    return why % {"day": date_format(each.since)}


def _sources(user) -> Panel:
    found = due.due_sources(user)
    today = day()
    items = []
    for each in found[:FIRST]:
        why = _since(each, today) if each.record.checked_on else gettext("never checked")
        address = reverse("admin:services_directory_source_confirm", args=[each.pk])
        url = record_url("source", each.pk)
        items.append(Item(url, each.record.title, why, address if each.record.may_change else ""))
    url = reverse("admin:services_directory_source_changelist") + "?check=due"
    return Panel("sources", gettext("Sources of guidance to check"), len(found), url, items)


def _links(user) -> Panel:
    found = links.dead(user)
    url = reverse("admin:services_directory_linkcheck_changelist") + "?state__exact=dead"
    uses = links.uses([row.url for row in found[:FIRST]], user)
    items = []
    for row in found[:FIRST]:
        # What administrators alone see: an address that no record uses any more, until the next check.
        check = Item(reverse("admin:services_directory_linkcheck_change", args=[row.pk]), row.url, reason(row))
        first = next(iter(uses.get(row.url, ())), None)
        items.append(Item(record_url(first.model, first.pk), first.label, row.url) if first else check)
    return Panel("links", gettext("Links that are dead"), len(found), url, items)


def _reports(user) -> Panel:
    rows = within(models.ErrorReport.objects.filter(state="open"), user).select_related("service")
    items = [
        Item(reverse("admin:services_directory_errorreport_change", args=[row.pk]),
             row.text[:80] or gettext("Something is wrong here"), str(row.service or row.city_id))
        for row in rows.order_by("reported_at")[:FIRST]
    ]  # fmt: skip
    url = reverse("admin:services_directory_errorreport_changelist") + "?state__exact=open"
    return Panel("reports", gettext("Errors that newcomers reported"), rows.count(), url, items)


def _translations(user) -> Panel:
    found = untranslated.waiting(user)
    records = dict.fromkeys((row.kind, row.pk, language) for row in found[:FIRST] for language in row.languages)
    first = list(records)[:FIRST]
    names = untranslated.names({(kind, pk) for kind, pk, _ in first})
    wanted, items = {(kind, pk) for kind, pk, _ in first}, []
    theirs = [row for row in found if (row.kind, row.pk) in wanted]
    for kind, pk, language in first:
        count = sum(row.pk == pk and row.kind is kind and language in row.languages for row in theirs)
        why = ngettext("%(language)s: %(count)d text", "%(language)s: %(count)d texts", count)
        said = why % {"language": language_name(language), "count": count}
        items.append(Item(untranslated.url(kind, pk, language), names[kind, pk], said))
    title = gettext("Translations that are missing or out of date")
    count = sum(len(row.languages) for row in found)
    return Panel("translations", title, count, reverse("admin:desk_translations"), items)


def _incomplete(user) -> Panel:
    # Which ones is kept until something changes; what the first few lack is asked of them alone.
    found = completeness.lacking_in(tuple(cities_of(user).values_list("pk", flat=True)), of_no_city_too(user))
    first = completeness.marked(Service.objects.filter(pk__in=found[:FIRST])).in_bulk()
    items = [
        Item(service_url(pk), first[pk].name, gettext("lacks: %(what)s") % {"what": ", ".join(missing)})
        for pk in found[:FIRST]
        if pk in first and (missing := completeness.missing(first[pk]))
    ]
    return Panel(
        "incomplete", gettext("Records that are not complete"), len(found), reverse(_LIST) + "?lacks=any", items
    )


def _drafts(user) -> Panel:
    rows = within(Service.objects.filter(publication=models.Publication.DRAFT), user).order_by("-last_modified")
    items = [Item(service_url(row.pk), row.name) for row in rows[:FIRST]]
    return Panel("drafts", gettext("Drafts"), rows.count(), reverse(_LIST) + "?publication__exact=draft", items)


def _to_check(user) -> Panel:
    found = [pk for city in cities_of(user) for pk in waiting(city)]
    services = Service.objects.in_bulk(found[:FIRST])
    items = [
        Item(service_url(pk), services[pk].name, confirm=_confirm(user, services[pk]))
        for pk in found[:FIRST]
        if pk in services
    ]
    title = gettext("Services of which newcomers are told: please check")
    return Panel("to-check", title, len(found), reverse(_LIST) + "?shown=check&publication__exact=published", items)


def _gaps(user) -> Panel:
    found = gaps.open_gaps(user)
    return Panel("gaps", gettext("Gaps in what the city offers"), found.count, found.url,
                 [Item(url, text, why) for url, text, why in found.first[:FIRST]])  # fmt: skip


def _proposals(user) -> Panel:
    rows = proposals_to_decide(user).filter(state="open")
    items = [
        Item(reverse("admin:decide", args=[row.pk]), row.name, row.note[:80])
        for row in rows.order_by("made_at")[:FIRST]
    ]
    title = gettext("Changes that partners propose")
    return Panel("proposals", title, rows.count(), reverse("admin:proposals"), items)


def _comments(user) -> Panel:
    """The services with open comments, each with the last of them."""
    rows = models.Comment.objects.filter(service=OuterRef("pk"), done=False).order_by("-written_at", "-pk")
    found = within(Service.objects.annotate(last=Subquery(rows.values("pk")[:1])).filter(last__isnull=False), user)
    last = found.order_by().values("last")
    shown = (
        models.Comment.objects.filter(pk__in=last).select_related("service", "author").order_by("-written_at", "-pk")
    )
    items = [
        Item(service_url(row.service_id), row.text[:80], f"{row.service} · {row.author or '–'}")
        for row in shown[:FIRST]
    ]
    return Panel("comments", gettext("Comments of colleagues"), found.count(), reverse(_LIST) + "?comments=open", items)


# What an account must be able to do with some record of a kind → the panel.
_PANELS: list[tuple[str, type, Callable]] = [
    (VIEW, Service, _reviews),
    (VIEW, models.Source, _sources),
    (VIEW, models.ErrorReport, _reports),
    (VIEW, models.LinkCheck, _links),
    (DECIDE, models.Proposal, _proposals),
    (VIEW, Service, _to_check),
    (VIEW, Service, _incomplete),
    (VIEW, Service, _translations),
    (VIEW, Service, _gaps),
    (VIEW, models.Comment, _comments),
    (VIEW, Service, _drafts),
]


def register(action: str, model: type, make: Callable) -> None:
    """A panel of another app: `make(user)` gives a Panel or None, asked where the user may do `action` with `model`."""
    _PANELS.append((action, model, make))


NOTHING_TO_DO = gettext_lazy("Nothing to do.")
