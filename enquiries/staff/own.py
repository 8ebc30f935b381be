"""What somebody sets for the own work: whether newcomers may come, and which views of the inbox are kept."""

from django.contrib import messages
from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from enquiries.models import SavedFilter

from . import access, presence
from .filters import Filters

NAME = 60
"""Characters of the name of a view."""


@access.staff_page
@require_POST
def available(request):
    """POST available=1 or nothing: the own switch."""
    presence.set_available(request.user, request.POST.get("available") == "1")
    return HttpResponseRedirect(_back(request.POST.get("query", "")))


@access.staff_page
@require_POST
def keep_view(request):
    """POST name, query: keeps the view of the inbox; one of the same name is replaced."""
    name = request.POST.get("name", "").strip()[:NAME]
    query = _known(request.POST.get("query", ""))
    if not name:
        messages.error(request, gettext("Give the view a name."))
        return HttpResponseRedirect(_back(query))
    SavedFilter.objects.update_or_create(user=request.user, name=name, defaults={"query": query})
    messages.success(request, gettext("The view '%(name)s' is kept.") % {"name": name})
    return HttpResponseRedirect(_back(query))


@access.staff_page
@require_POST
def drop_view(request, pk: int):
    """Deletes an own view."""
    view = get_object_or_404(SavedFilter, pk=pk, user=request.user)
    view.delete()
    messages.success(request, gettext("The view '%(name)s' is deleted.") % {"name": view.name})
    return HttpResponseRedirect(_back(request.POST.get("query", "")))


def _back(query: str) -> str:
    query = _known(query)
    return reverse("staff:inbox") + (f"?{query}" if query else "")


def _known(query: str) -> str:
    """The fields of a query that the inbox knows, and nothing else that came with them."""
    given = QueryDict(query[:1_000])
    kept = QueryDict(mutable=True)
    for name in Filters.base_fields:
        if given.get(name):
            kept[name] = given[name]
    return kept.urlencode()
