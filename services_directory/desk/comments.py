"""Comments to colleagues on the page of a service."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils.translation import gettext

from accounts.permissions import may
from accounts.signin.kept import LONGEST
from services_directory.models import Comment
from services_directory.models.checks import check_plain


def view(admin, request, pk: int):
    """POST text= adds a comment; POST settle=<id> or reopen=<id> marks one. Newcomers never see any."""
    service = admin.get_object(request, str(pk))
    if service is None:
        raise Http404
    if not admin.has_view_or_change_permission(request, service):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    for name, done in (("settle", True), ("reopen", False)):
        if name in request.POST:
            _need(request, "change", service)
            value = request.POST[name]
            service.comments.filter(pk=value if value.isdigit() else 0).update(done=done)
    text = request.POST.get("text", "").replace("\r\n", "\n").strip()
    if text:
        _need(request, "add", service)
        comment = Comment(service=service, author=request.user, text=text)
        try:
            check_plain(text)
            comment.full_clean()
        except ValidationError as error:
            for message in error.messages:
                messages.error(request, message)
            request.session["comment_kept"] = text[:LONGEST]
        else:
            comment.save()
            messages.success(request, gettext("The comment is there for your colleagues."))
    return HttpResponseRedirect(admin.address("change", service.pk) + "#comments")


def _need(request, what: str, service) -> None:
    if not may(request.user, what, Comment(service=service)):
        raise PermissionDenied
