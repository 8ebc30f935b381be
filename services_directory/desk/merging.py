"""The page on which the second of two savers chooses, line by line, and saves again."""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext

from services_directory import version
from services_directory.desk import texts
from services_directory.desk.editing import locked, with_new_ids
from services_directory.desk.versions import State, apply, merge_rows
from services_directory.desk.versions.differences import merged
from services_directory.zones import tell_by

_SALT = "kiosk.desk.merge"


def page(admin, request, record, was: State, theirs: State, mine: State, decision: str, problems=()):
    """Three columns for everything that differs; a hidden field carries what this person typed."""
    carried = {"was": was, "theirs": theirs, "mine": mine, "decision": decision}
    context = {
        **admin.admin_site.each_context(request),
        "title": gettext("Somebody else saved this in the meantime"),
        "subtitle": str(record),
        "opts": admin.opts,
        "original": record,
        "rows": [
            {"row": row, "taken": request.POST.get(f"take:{row.key}") or row.suggested}
            for row in merge_rows(type(record), was, theirs, mine)
        ],
        "problems": list(problems),
        "carried": signing.dumps(carried, salt=_SALT, compress=True),
        "action": admin.address("merge", record.pk),
        "who": last_author(record),
    }
    return TemplateResponse(request, "desk/merge.html", context, status=200 if problems else 409)


def clash(admin, request, record, was: State, theirs: State, mine: State, decision: str):
    """The page at the first time: `mine` is what a tried-out save made of `was`."""
    return page(admin, request, record, was, theirs, with_new_ids(was, mine), decision)


def view(admin, request, pk: str):
    """POST of that page: saves what was chosen, or shows it again with what is wrong or new."""
    record = admin.get_object(request, pk)
    if record is None or not admin.has_change_permission(request, record):
        raise PermissionDenied
    tell_by(record)
    try:
        carried = signing.loads(request.POST.get("carried", ""), salt=_SALT)
    except signing.BadSignature:
        return HttpResponseRedirect(admin.address("change", record.pk))
    was, theirs, mine, decision = (carried[name] for name in ("was", "theirs", "mine", "decision"))
    with version.hold():
        now = locked(record)
        if now != theirs:
            note = gettext("It was saved once more while you looked. Please look again.")
            return page(admin, request, record, was, now, mine, decision, [note])
        rows = merge_rows(type(record), was, theirs, mine)
        taken = {row.key: request.POST.get(f"take:{row.key}", "") for row in rows}
        if any(choice not in ("theirs", "mine") for choice in taken.values()):
            note = gettext("Please choose in every line.")
            return page(admin, request, record, was, theirs, mine, decision, [note])
        try:
            _save(record, _withdrawn_meanwhile(was, theirs, merged(type(record), theirs, mine, taken)), decision)
            if not admin.has_change_permission(request, record):
                raise PermissionDenied  # what was chosen of both is not for this account to say
        except ValidationError as error:
            return page(admin, request, record, was, theirs, mine, decision, error.messages)
    messages.success(request, gettext("Saved, with what you chose of both."))
    return HttpResponseRedirect(admin.address("change", record.pk))


def _withdrawn_meanwhile(was: State, theirs: State, chosen: State) -> State:
    """A contact that the other withdrew since this form was opened stays so, whoever's line of it was chosen."""
    began = was["parts"].get("contacts", {})
    for id, row in theirs["parts"].get("contacts", {}).items():
        if row["withdrawn"] and not began.get(id, row)["withdrawn"] and id in chosen["parts"]["contacts"]:
            chosen["parts"]["contacts"][id] = {**chosen["parts"]["contacts"][id], "withdrawn": True}
    return chosen


def _save(record, state: State, decision: str) -> None:
    before = texts.originals(record) if isinstance(record, texts.TRANSLATED) else None
    with version.hold():
        apply(record, state)
    if before is not None:
        texts.original_changed(record, before, decision)


def last_author(record):
    """The account that saved a record last; None where that was a command."""
    latest = record.changes.order_by("-history_date", "-history_id").first()
    return latest.history_user if latest else None
