"""'Something is wrong here', from the page of a service, without JavaScript and without anything about who writes."""

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from locales.catalogue import translate
from locales.render import render
from services_directory import reports
from services_directory.api.throttles import ReportsPerAddress
from website import directory
from website.page import language_for, page

from .city import city_or_404


def _(msgid: str) -> str:
    return msgid


FAULTS = {
    "empty": _("Please write what is wrong."),
    "too_long": _("Please write at most {limit} characters."),
}
TOO_FAST = _("That was very fast. Please wait a moment and write again.")


# No account stands behind a report and no cookie goes with it, so there is nothing that a forged form could abuse.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def report(request, city_id: str, service_id: str):
    """POST /{city}/services/{id}/report/; whoever comes back here by a link is led to the form."""
    city = city_or_404(city_id)
    language = language_for(request, city)
    service = directory.service(city, service_id, language)
    if service is None:
        raise Http404
    here = f"{reverse('service', args=[city.pk, service_id])}?language={language}"
    if request.method != "POST":
        return HttpResponseRedirect(f"{here}#report")
    # A form counts a line break as one character and sends two.
    written = request.POST.get("text", "").replace("\r\n", "\n")
    fault, status = _taken(request, city, service_id, written, language)
    if fault:
        shown = {"service": service, "fault": fault, "written": written[: 2 * reports.LONGEST]}
        return page(request, "service.html", city=city, status=status, **shown)
    return HttpResponseRedirect(f"{here}&reported=1#report", status=303)


def _taken(request, city, service_id: str, written: str, language: str) -> tuple[str | None, int]:
    """Takes the report; what is wrong with it in the reader's language, and the status that says so."""
    if not ReportsPerAddress().allow_request(request, None):
        return translate(TOO_FAST, language, "website"), 429
    try:
        reports.take(city, service_id, written, language)
    except reports.BadReport as fault:
        if fault.code not in FAULTS:
            raise Http404 from None
        limit = {"limit": {"type": "number", "number": str(reports.LONGEST)}}
        return render(FAULTS[fault.code], limit, language, "website"), 400
    return None, 303
