"""Pages of proposals: the partner's services, and the officer's decision with both versions side by side."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext

from accounts.audit import record
from accounts.models import AuditEntry
from accounts.permissions import limited, may, organizations_of
from accounts.proposals import changes
from accounts.proposals.forms import DecisionForm
from accounts.proposals.page import ProposingAdmin
from accounts.rules import DECIDE, PROPOSE
from accounts.signin.views import address, show
from services_directory import version
from services_directory.desk import editing, texts
from services_directory.desk.versions import apply, state_of
from services_directory.desk.versions.readable import Reader
from services_directory.models import Proposal, Service

_DECIDED = 20  # the last ones, on the lists


def my_services(site):
    """The services of the partner's organizations, each with its open proposal, and what was decided."""

    def view(request):
        if not organizations_of(request.user):
            raise PermissionDenied
        services = limited(request.user, PROPOSE, Service.objects.exclude(publication="archived"))
        made = Proposal.objects.filter(service__in=services).select_related("service", "author")
        waiting = {each.service_id: each for each in made if each.state == Proposal.State.OPEN}
        rows = [(each, waiting.get(each.pk)) for each in services.select_related("city")]
        decided = [each for each in made if each.state != Proposal.State.OPEN][:_DECIDED]
        told = [(each, changes.told(changes.changes_of(each))) for each in decided]
        return show(request, site, "my_services", gettext("My services"), rows=rows, decided=told)

    return view


def propose(site):
    """The form of one service; an open proposal of the same organization is gone on with."""

    def view(request, pk):
        service = limited(request.user, PROPOSE, Service.objects.filter(pk=pk)).first()
        if service is None:
            raise Http404
        waiting = service.proposals.filter(state=Proposal.State.OPEN).order_by("-made_at").first()
        base = changes.current(service)
        proposed = changes.changes_of(waiting) if waiting else None
        start = {"of": pk, "base": base, "shown": base}
        if waiting:
            start["shown"] = changes.to_fill_in(changes.onto(base, proposed))
        if request.method == "POST":
            # What the page showed, so that rows that are not saved yet are found again.
            sent = editing.unsealed(request.POST.get(editing.BASE, ""))
            start = sent if sent and sent["of"] == pk else start
        page = ProposingAdmin(site, service, waiting.note if waiting else "")
        context = {"waiting": waiting, "base": editing.sealed(start)}

        def form() -> HttpResponse:
            if not _filled_in(service, start["shown"]):
                context["not_filled_in"] = changes.told(proposed) if proposed else []
            return page.changeform_view(request, str(pk), "", context)

        def tried() -> HttpResponse | dict:
            return editing.tried(request, form, lambda saved: changes.between(start["base"], state_of(saved)))

        found = tried()
        if isinstance(found, dict) and changes.is_empty(found):
            page.fault = gettext("Nothing is different from what is there.")
            found = tried()  # the page with what was typed
        if isinstance(found, HttpResponse):
            return found
        with transaction.atomic():
            proposal = waiting or Proposal(service=service)
            proposal.author, proposal.changes = request.user, found
            proposal.note = request.POST.get("note", "").strip()
            proposal.save()
            record(AuditEntry.Action.PROPOSE, service, changes=changes.from_to(found))
        messages.success(request, gettext("Your proposal is with the city's officers."))
        return redirect(address(site, "my_services"))

    return view


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
        all_of_them = limited(request.user, DECIDE, Proposal.objects.select_related("service__city", "author"))
        waiting = all_of_them.filter(state=Proposal.State.OPEN).order_by("made_at")
        decided = all_of_them.exclude(state=Proposal.State.OPEN).order_by("-decided_at")[:_DECIDED]
        return show(request, site, "proposals", gettext("Proposals of partners"), waiting=waiting, decided=decided)

    return view


def decide(site):
    """One proposal: what is there beside what is proposed; accept, or decline with a reason."""

    def view(request, pk):
        found = limited(request.user, DECIDE, Proposal.objects.filter(pk=pk)).select_related("service", "author")
        if (proposal := found.first()) is None:
            raise Http404
        service = proposal.service
        form = DecisionForm(
            request.POST if request.method == "POST" else None, initial={"stamp": changes.stamp(service)}
        )
        if request.method == "POST" and form.is_valid():
            accepted = "accept" in request.POST
            try:
                with version.hold():
                    said = _settle(request, proposal.pk, accepted, form.cleaned_data)
                messages.success(request, said)
                return redirect(address(site, "proposals"))
            except ValidationError as error:
                form.add_error(None, _at_fields(error))
                form.data = {**form.data.dict(), "stamp": changes.stamp(service)}
        context = {"form": form, "proposal": proposal, "is_open": proposal.state == Proposal.State.OPEN}
        if context["is_open"]:
            now = changes.current(service)
            made = changes.changes_of(proposal)
            context |= {"rows": changes.proposed(now, made), "meanwhile": changes.meanwhile(now, made)}
        else:
            context["rows"] = changes.told(changes.changes_of(proposal))
        title = gettext("Proposal: %(service)s") % {"service": service.name}
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
    service = Service.objects.get(proposals=pk)
    editing.lock(service)
    proposal = Proposal.objects.select_for_update().get(pk=pk)
    now = changes.current(service)
    if proposal.state != Proposal.State.OPEN:
        raise ValidationError(gettext("This proposal is decided already."))
    if accepted and values["stamp"] != changes.stamp(service):
        raise ValidationError(gettext("The service changed meanwhile. Look at the differences again, then decide."))
    proposal.decided_by, proposal.decided_at = request.user, timezone.now()
    proposal.reason = values["reason"].strip()
    proposal.state = Proposal.State.ACCEPTED if accepted else Proposal.State.DECLINED
    made = changes.changes_of(proposal)
    who = proposal.author.get_username() if proposal.author else gettext("a former account")
    partner = f"{who} ({service.organization.name})"
    action = AuditEntry.Action.ACCEPT if accepted else AuditEntry.Action.DECLINE
    record(action, service, changes=changes.from_to(made), note=f"{partner}: {proposal.reason}".strip(": "))
    if accepted:
        before = texts.originals(service)
        reason = gettext("Proposed by %(partner)s") % {"partner": partner}
        apply(service, changes.onto(now, made), reason=f"{reason}: {proposal.note}" if proposal.note else reason)
        texts.original_changed(service, before, texts.OUTDATED)
    proposal.changes = made
    proposal.save()
    return gettext("The proposal is accepted.") if accepted else gettext("The proposal is declined.")
