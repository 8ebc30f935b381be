"""The desk's pages for files: upload → report → import now, and downloads. Mounted by `urls_for` in an admin site."""

from functools import partial

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.views.main import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseBadRequest, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts import audit
from accounts.models import AuditEntry
from services_directory.exchange import downloads, files, hsds_file, plan, scope, template, uploads
from services_directory.exchange.apply import Refused, Stale, apply
from services_directory.exchange.faults import Unreadable
from services_directory.exchange.forms import UploadForm
from services_directory.exchange.report import report
from services_directory.exchange.xlsx_file import TooLong
from services_directory.models import Service

_SESSION = "exchange"
_SEMICOLONS = ("fi", "sv", "de")  # languages whose spreadsheets divide columns by semicolons


def urls_for(site: AdminSite) -> list[URLPattern]:
    """The addresses below an admin site, named `exchange_import`, `_report`, `_export` and `_template`."""

    def mounted(view):
        return site.admin_view(partial(view, site=site))

    return [
        path("exchange/", mounted(upload), name="exchange_import"),
        path("exchange/export/", mounted(export), name="exchange_export"),
        path("exchange/template/", mounted(empty), name="exchange_template"),
        path("exchange/<str:token>/", mounted(check), name="exchange_report"),
    ]


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, site: AdminSite):
    """The page to upload a file, and to download the directory and templates."""
    if not (scope.may_import(request.user) or scope.may_export(request.user)):
        raise PermissionDenied
    only = scope.cities(request.user)
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*bound, only=only)
    if request.method == "POST":
        if not scope.may_import(request.user):
            raise PermissionDenied
        if form.is_valid():
            file, city = form.cleaned_data["file"], form.cleaned_data["city"]
            try:
                token = uploads.keep(request.session.session_key, file.name, file.chunks(), file.size)
            except Unreadable as error:
                form.add_error("file", str(error))
            else:
                kept = {"name": file.name[:200], "city": city.pk if city else ""}
                request.session[_SESSION] = {token: kept}
                return HttpResponseRedirect(_address(site, "exchange_report", token))
    context = {
        "title": gettext("Import and export"),
        "form": form,
        "may_import": scope.may_import(request.user),
        "may_export": scope.may_export(request.user),
        "has_hsds": hsds_file.feed is not None,
    }
    return _page(site, request, "exchange/import.html", context, 400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, token: str, site: AdminSite):
    """The report on a file; POST imports it, after it was checked again."""
    if not scope.may_import(request.user):
        raise PermissionDenied
    kept = request.session.get(_SESSION, {}).get(token)
    file = uploads.find(request.session.session_key, token) if kept else None
    if file is None:
        messages.error(request, gettext("The file is no longer there. Please upload it again."))
        return HttpResponseRedirect(_address(site, "exchange_import"))
    only = scope.cities(request.user)
    made = plan.make(files.read(file, kept["name"]), kept["city"], only, request.user)
    status = 200
    if request.method == "POST":
        if request.POST.get("shown") != made.fingerprint():
            text = gettext("The directory changed meanwhile, so the import would do something else. Please look again.")
            messages.warning(request, text)
            status = 409
        else:
            status = _apply(request, made, kept["name"])
            if status == 200:
                uploads.remove(request.session.session_key, token)
                del request.session[_SESSION]
                return HttpResponseRedirect(_address(site, "exchange_import"))
    context = {"title": gettext("Report on %(name)s") % {"name": kept["name"]}, "shown": made.fingerprint()}
    return _page(site, request, "exchange/report.html", context | report(made), status)


def _apply(request: HttpRequest, made: plan.Plan, name: str) -> int:
    """Imports, and tells; 200 where that worked, else nothing was changed."""
    try:
        apply(made, gettext("Import: %(name)s") % {"name": name}, request.user)
    except Refused:
        messages.error(request, gettext("Nothing was imported: please mend what is wrong first."))
        return 400
    except Stale:
        messages.warning(request, gettext("Somebody saved at the same time. Nothing was imported; please look again."))
        return 409
    except DatabaseError:
        text = gettext("The database failed. Nothing was changed and your file is kept; please try again.")
        messages.error(request, text)
        return 503
    counts = {"new": made.count(plan.State.NEW), "changed": made.count(plan.State.CHANGED)}
    messages.success(request, gettext("Imported: %(new)s new, %(changed)s changed.") % counts)
    return 200


@require_safe
def export(request: HttpRequest, site: AdminSite):
    """The services of the list with its search and filters, as a file of the form `as`."""
    if not scope.may_export(request.user):
        raise PermissionDenied
    form = request.GET.get("as", "xlsx")
    if form not in files.TYPES:
        return HttpResponseBadRequest(gettext("There is no such form of file."))
    request.GET = request.GET.copy()
    request.GET.pop("as", None)
    services = Service.objects.order_by("city", "position", "pk")
    admin = site._registry.get(Service)
    if admin is not None and request.GET:
        try:
            services = admin.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return HttpResponseBadRequest(gettext("There is no such filter."))
    services = scope.within(services, request.user)
    separator = ";" if (get_language() or "").split("-")[0] in _SEMICOLONS else ","
    ending = {"yaml": "yml", "hsds": "json"}.get(form, form)
    name = f"services-{timezone.localdate():%Y-%m-%d}.{ending}"
    try:
        answer = downloads.response(
            request, name, files.TYPES[form], lambda target: files.write(target, form, services, separator)
        )
        audit.record(AuditEntry.Action.EXPORT, Service, note=name)
        return answer
    except (Unreadable, TooLong) as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(_address(site, "exchange_import"))


@require_safe
def empty(request: HttpRequest, site: AdminSite):
    """A template to fill in."""
    if not scope.may_import(request.user):
        raise PermissionDenied
    form = "csv" if request.GET.get("as") == "csv" else "xlsx"
    return downloads.response(
        request, f"services-template.{form}", files.TYPES[form], lambda target: template.write(target, form)
    )


def _address(site: AdminSite, name: str, *arguments: str) -> str:
    return reverse(f"admin:{name}", args=arguments, current_app=site.name)


def _page(site: AdminSite, request: HttpRequest, name: str, context: dict, status: int):
    request.current_app = site.name
    return TemplateResponse(request, name, {**site.each_context(request), "subtitle": None, **context}, status=status)
