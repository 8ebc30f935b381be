"""Pages of proposals: the partner's services, and the officer's decision with both versions side by side."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext

from accounts.audit import record
from accounts.models import AuditEntry
from accounts.permissions import limited, may, organizations_of, proposals_to_decide
from accounts.proposals import changes
from accounts.proposals.forms import DecisionForm
from accounts.proposals.page import ProposingAdmin
from accounts.rules import DECIDE, PROPOSE
from accounts.signin.views import address, show
from services_directory import version
from services_directory.desk import editing, texts
from services_directory.desk.forms.ids import free_slug
from services_directory.desk.versions import Difference, apply, state_of
from services_directory.desk.versions.readable import Reader
from services_directory.models import City, Organization, Proposal, Publication, Service

_DECIDED = 20  # the last ones, on the lists


def my_services(site):
    """The services of the partner's organizations, each with its open proposal, new ones, and what was decided."""

    def view(request):
        if not (own := organizations_of(request.user)):
            raise PermissionDenied
        services = limited(request.user, PROPOSE, Service.objects.exclude(publication="archived"))
        new = Q(service=None, organization__in=own)
        made = Proposal.objects.filter(Q(service__in=services) | new).select_related("service", "author")
        waiting = {each.service_id: each for each in made if each.state == Proposal.State.OPEN and each.service}
        decided = [each for each in made if each.state != Proposal.State.OPEN][:_DECIDED]
        context = {
            "rows": [(each, waiting.get(each.pk)) for each in services.select_related("city")],
            "new": [each for each in made if each.state == Proposal.State.OPEN and not each.service],
            "places": [(of, city) for of in Organization.objects.filter(pk__in=own) for city in _cities(of)],
            "decided": [(each, _told(each)) for each in decided],
        }
        return show(request, site, "my_services", gettext("My services"), **context)

    return view


def _cities(organization: Organization) -> QuerySet[City]:
    """Where an organization may offer something new: where it does already, or anywhere."""
    known = City.objects.filter(services__organization=organization).distinct()
    return known if known.exists() else City.objects.all()


def propose(site):
    """The form of one service; an open proposal of the same organization is gone on with."""

    def view(request, pk):
        service = limited(request.user, PROPOSE, Service.objects.filter(pk=pk)).first()
        if service is None:
            raise Http404
        title, new = gettext("Propose a change: %(service)s") % {"service": service}, Proposal(service=service)
        return _form(site, request, service, _waiting(new) or new, title)

    return view


def propose_new(site):
    """The form of a service that is not there yet, of an organization in a city, or of an open proposal of one."""

    def view(request, organization=None, city=None, pk=None):
        own = organizations_of(request.user)
        if pk is None:
            of = get_object_or_404(Organization, pk=organization, pk__in=own)
            proposal = Proposal(organization=of, city=get_object_or_404(_cities(of), pk=city))
        else:
            new = Proposal.objects.filter(service=None, organization__in=own, state=Proposal.State.OPEN)
            proposal = get_object_or_404(new, pk=pk)
        # It is there while the form is made or read, and taken back.
        service = Service(
            pk=changes.FAR + (proposal.pk or 0), organization=proposal.organization, city=proposal.city,
            slug=f"proposal-{proposal.pk}", publication=Publication.DRAFT, source_status="current",
        )  # fmt: skip
        return _form(site, request, service, proposal, gettext("Propose a new service"))

    return view


def _form(site, request, service: Service, proposal: Proposal, title: str) -> HttpResponse:
    """The form of a service with what is proposed already; a POST makes or replaces the proposal."""
    is_new = proposal.service is None
    base = changes.nothing() if is_new else changes.current(service)
    proposed = changes.changes_of(proposal) if proposal.pk else None
    start = {"of": service.pk, "base": base, "shown": base, "seen": changes.seen(proposal)}
    if proposed:
        start["shown"] = changes.to_fill_in(changes.onto(base, proposed))
    if request.method == "POST":
        # What the page showed, so that rows that are not saved yet are found again.
        sent = editing.unsealed(request.POST.get(editing.BASE, ""))
        start = sent if sent and sent["of"] == service.pk else start
    page = ProposingAdmin(site, service, proposal.note)
    context = {"title": title, "proposal": proposal, "base": editing.sealed(start)}

    def form() -> HttpResponse:
        if is_new:
            Service.objects.bulk_create([service])
        if not _filled_in(service, start["shown"]):
            context["not_filled_in"] = _told(proposal)
        return page.changeform_view(request, str(service.pk), "", context)

    def tried() -> HttpResponse | dict:
        return editing.tried(request, form, lambda saved: changes.between(start["base"], state_of(saved)))

    found = tried()
    if isinstance(found, dict):
        if changes.is_empty(found):
            page.fault = gettext("Nothing is different from what is there.")
        elif not _saved(request, proposal, found, start.get("seen")):
            page.fault = gettext("It was saved once more while you looked. Please look again.")
            now = _waiting(proposal)
            context |= {"proposal": now or Proposal(service=proposal.service), "theirs": _told(now)}
            context["base"] = editing.sealed(start | {"seen": changes.seen(now)})
        if page.fault:
            found = tried()  # the page with what was typed
    if isinstance(found, HttpResponse):
        return found
    messages.success(request, gettext("Your proposal is with the city's officers."))
    return redirect(address(site, "my_services"))


def _waiting(proposal: Proposal) -> Proposal | None:
    """The open proposal that is gone on with: that of the same service, or itself, as it is in the database now."""
    of = {"service": proposal.service} if proposal.service else {"pk": proposal.pk}
    return Proposal.objects.filter(state=Proposal.State.OPEN, **of).order_by("-made_at").first()


def _told(proposal: Proposal | None) -> list[Difference]:
    """What a proposal says, in words."""
    return changes.told(changes.changes_of(proposal)) if proposal and proposal.pk else []


def _saved(request, proposal: Proposal, made: dict, seen: str | None) -> bool:
    """Makes or replaces the proposal, unless another one than was `seen` is there or it was decided meanwhile."""
    with transaction.atomic():
        version.lock()  # a colleague who proposes and an officer who decides wait for each other
        now = _waiting(proposal)
        if changes.seen(now) != seen:
            return False
        proposal = now or proposal
        proposal.author, proposal.changes = request.user, made
        proposal.note = request.POST.get("note", "").strip()
        proposal.save()
        _noted(AuditEntry.Action.PROPOSE, proposal, made)
    return True


def _noted(action: str, proposal: Proposal, made: dict, note: str = "") -> None:
    """An entry of the audit log."""
    record(action, proposal.service or Service, name=proposal.name, changes=changes.from_to(made), note=note)


def _filled_in(service: Service, shown: dict) -> bool:
    """Makes the service what the form shows, to be taken back; whether that can be."""
    if changes.current(service) != shown:
        try:
            with transaction.atomic():
                apply(service, shown)
        except ValidationError:
            return False
    return True


def proposals(site):
    """The open proposals for services of the officer's cities, the oldest first, and the last that were decided."""

    def view(request):
        if not may(request.user, DECIDE, Proposal):
            raise PermissionDenied
        all_of_them = proposals_to_decide(request.user).select_related("author", "decided_by")
        waiting = all_of_them.filter(state=Proposal.State.OPEN).order_by("made_at")
        decided = all_of_them.exclude(state=Proposal.State.OPEN).order_by("-decided_at")[:_DECIDED]
        return show(request, site, "proposals", gettext("Proposals of partners"), waiting=waiting, decided=decided)

    return view


def decide(site):
    """One proposal: what is there beside what is proposed; accept, or decline with a reason."""

    def view(request, pk):
        proposal = get_object_or_404(proposals_to_decide(request.user).select_related("author"), pk=pk)
        data = request.POST if request.method == "POST" else None
        form = DecisionForm(data, initial={"stamp": changes.stamp(proposal)})
        if request.method == "POST" and form.is_valid():
            accepted = "accept" in request.POST
            try:
                with version.hold():
                    said = _settle(request, proposal.pk, accepted, form.cleaned_data)
                messages.success(request, said)
                return redirect(address(site, "proposals"))
            except ValidationError as error:
                proposal.refresh_from_db()  # a colleague may have decided
                form.add_error(None, _at_fields(error))
                proposal.refresh_from_db()  # a colleague may have decided, the partner proposed something else
                form.data = {**form.data.dict(), "stamp": changes.stamp(proposal)}
        context = {"form": form, "proposal": proposal, "is_open": proposal.state == Proposal.State.OPEN}
        if context["is_open"]:
            made = changes.changes_of(proposal)
            context["rows"] = changes.proposed(proposal.service, made)
            context["meanwhile"] = changes.meanwhile(proposal.service, made)
        else:
            context["rows"] = _told(proposal)
        title = gettext("Proposal: %(service)s") % {"service": proposal.name}
        return show(request, site, "decide", title, **context)

    return view


def _at_fields(error: ValidationError) -> list[str]:
    """The faults, each with the name of its field."""
    if not hasattr(error, "error_dict"):
        return error.messages
    reader, names = Reader(Service), {field.name for field in Service._meta.get_fields()}
    return [
        f"{reader.label(name)}: {text}" if name in names else text
        for name, found in error.message_dict.items() for text in found
    ]  # fmt: skip


def _settle(request, pk: int, accepted: bool, values: dict) -> str:
    """Writes the decision; what is said about it. Raises ValidationError where something changed in between."""
    version.lock()
    proposal = Proposal.objects.select_for_update().get(pk=pk)
    if proposal.service:
        editing.lock(proposal.service)
        proposal.service.refresh_from_db()
    if proposal.state != Proposal.State.OPEN:
        raise ValidationError(gettext("This proposal is decided already."))
    if not values["stamp"].endswith(f"-{changes.seen(proposal)}"):
        raise ValidationError(gettext("It was saved once more while you looked. Please look again."))
    if accepted and values["stamp"] != changes.stamp(proposal):
        raise ValidationError(gettext("The service changed meanwhile. Look at the differences again, then decide."))
    proposal.decided_by, proposal.decided_at = request.user, timezone.now()
    proposal.reason = values["reason"].strip()
    proposal.state = Proposal.State.ACCEPTED if accepted else Proposal.State.DECLINED
    proposal.changes = made = changes.changes_of(proposal)
    who = proposal.author.get_username() if proposal.author else gettext("a former account")
    partner = f"{who} ({(proposal.service or proposal).organization.name})"
    if accepted:
        reason = gettext("Proposed by %(partner)s") % {"partner": partner}
        _write(proposal, made, f"{reason}: {proposal.note}" if proposal.note else reason)
    action = AuditEntry.Action.ACCEPT if accepted else AuditEntry.Action.DECLINE
    _noted(action, proposal, made, f"{partner}: {proposal.reason}".strip(": "))
    proposal.save()
    return gettext("The proposal is accepted.") if accepted else gettext("The proposal is declined.")


def _write(proposal: Proposal, made: dict, reason: str) -> None:
    """Makes the service what is proposed; a new one is a draft. Raises ValidationError."""
    if service := proposal.service:
        before = texts.originals(service)
        apply(service, changes.accepted(service, made), reason=reason)
        texts.original_changed(service, before, texts.OUTDATED)
        return
    slug = free_slug(proposal.name, Service.objects.filter(city=proposal.city))
    service = Service(city=proposal.city, organization=proposal.organization, slug=slug, source_status="current")
    service.publication = Publication.DRAFT
    proposal.service = apply(service, changes.accepted(None, made), reason=reason)
