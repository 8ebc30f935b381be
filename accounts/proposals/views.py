"""Pages of proposals: the partner's services, and the officer's decision with both versions side by side."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext

from accounts.audit import record
from accounts.models import AuditEntry
from accounts.permissions import limited, may, organizations_of
from accounts.proposals.fields import apply, current, label, stamp, told
from accounts.proposals.forms import DecisionForm, ProposalForm
from accounts.rules import DECIDE, PROPOSE
from accounts.signin.views import address, show
from services_directory.desk import texts
from services_directory.models import Proposal, Service


def my_services(site):
    """The services of the partner's organizations, each with its open proposal, and what was decided."""

    def view(request):
        if not organizations_of(request.user):
            raise PermissionDenied
        services = limited(request.user, PROPOSE, Service.objects.exclude(publication="archived"))
        made = Proposal.objects.filter(service__in=services).select_related("service", "author")
        waiting = {each.service_id: each for each in made if each.state == Proposal.State.OPEN}
        rows = [(each, waiting.get(each.pk)) for each in services.select_related("city")]
        decided = [each for each in made if each.state != Proposal.State.OPEN][:20]
        return show(request, site, "my_services", gettext("My services"), rows=rows, decided=decided)

    return view


def propose(site):
    """The form of one service; an open proposal of the same organization is gone on with."""

    def view(request, pk):
        service = limited(request.user, PROPOSE, Service.objects.filter(pk=pk)).first()
        if service is None:
            raise Http404
        waiting = service.proposals.filter(state=Proposal.State.OPEN).order_by("-made_at").first()
        # The form writes what was typed onto its record, so it gets one of its own.
        form = ProposalForm(
            request.POST if request.method == "POST" else None, instance=Service.objects.get(pk=pk),
            initial={"note": waiting.note, **waiting.changes} if waiting else {},
        )  # fmt: skip
        if request.method == "POST" and form.is_valid():
            with transaction.atomic():
                proposal = waiting or Proposal(service=service)
                proposal.author, proposal.changes = request.user, form.differences()
                proposal.note = form.cleaned_data["note"]
                proposal.save()
                record(AuditEntry.Action.PROPOSE, service, changes=_from_to(service, proposal.changes))
            messages.success(request, gettext("Your proposal is with the city's officers."))
            return redirect(address(site, "my_services"))
        title = gettext("Propose a change: %(service)s") % {"service": service.name}
        return show(request, site, "propose", title, form=form, service=service, waiting=waiting)

    return view


def proposals(site):
    """The open proposals for services of the officer's cities, the oldest first, and the last that were decided."""

    def view(request):
        if not may(request.user, DECIDE, Proposal):
            raise PermissionDenied
        all_of_them = limited(request.user, DECIDE, Proposal.objects.select_related("service__city", "author"))
        waiting = all_of_them.filter(state=Proposal.State.OPEN).order_by("made_at")
        decided = all_of_them.exclude(state=Proposal.State.OPEN).order_by("-decided_at")[:20]
        return show(request, site, "proposals", gettext("Proposals of partners"), waiting=waiting, decided=decided)

    return view


def decide(site):
    """One proposal: what is there beside what is proposed; accept, or decline with a reason."""

    def view(request, pk):
        found = limited(request.user, DECIDE, Proposal.objects.filter(pk=pk)).select_related("service", "author")
        if (proposal := found.first()) is None:
            raise Http404
        service = proposal.service
        is_open = proposal.state == Proposal.State.OPEN
        form = DecisionForm(request.POST if request.method == "POST" else None, initial={"stamp": stamp(service)})
        if request.method == "POST" and form.is_valid():
            accepted = "accept" in request.POST
            try:
                with transaction.atomic():
                    said = _settle(request, proposal.pk, accepted, form.cleaned_data)
                messages.success(request, said)
                return redirect(address(site, "proposals"))
            except ValidationError as error:
                form.add_error(None, [
                    f"{label(name)}: {text}" for name, texts in error.message_dict.items() for text in texts
                ] if hasattr(error, "error_dict") else error.messages)  # fmt: skip
                form.data = {**form.data.dict(), "stamp": stamp(Service.objects.get(pk=service.pk))}
                service.refresh_from_db()
        now = current(service)
        rows = [(label(name), told(name, now.get(name)), told(name, new)) for name, new in proposal.changes.items()]
        title = gettext("Proposal: %(service)s") % {"service": service.name}
        return show(request, site, "decide", title, form=form, proposal=proposal, rows=rows, is_open=is_open)

    return view


def _settle(request, pk: int, accepted: bool, values: dict) -> str:
    """Writes the decision; what is said about it. Raises ValidationError where something changed in between."""
    proposal = Proposal.objects.select_for_update().get(pk=pk)
    service = Service.objects.select_for_update().get(pk=proposal.service_id)
    if proposal.state != Proposal.State.OPEN:
        raise ValidationError(gettext("This proposal is decided already."))
    if accepted and values["stamp"] != stamp(service):
        raise ValidationError(gettext("The service changed meanwhile. Look at the differences again, then decide."))
    proposal.decided_by, proposal.decided_at = request.user, timezone.now()
    proposal.reason = values["reason"].strip()
    proposal.state = Proposal.State.ACCEPTED if accepted else Proposal.State.DECLINED
    who = proposal.author.get_username() if proposal.author else gettext("a former account")
    partner = f"{who} ({service.organization.name})"
    action = AuditEntry.Action.ACCEPT if accepted else AuditEntry.Action.DECLINE
    record(
        action, service, changes=_from_to(service, proposal.changes), note=f"{partner}: {proposal.reason}".strip(": ")
    )
    if accepted:
        before = texts.originals(service)
        apply(service, proposal.changes, gettext("Proposed by %(partner)s") % {"partner": partner})
        texts.original_changed(service, before, texts.OUTDATED)
    proposal.save()
    return gettext("The proposal is accepted.") if accepted else gettext("The proposal is declined.")


def _from_to(service: Service, changes: dict) -> dict:
    now = current(service)
    return {name: [now.get(name), new] for name, new in changes.items()}
