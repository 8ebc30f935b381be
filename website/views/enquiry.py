"""The page of an enquiry: whoever has its receipt code reads, answers, keeps and erases it, without JavaScript.

The code is in no address and no cookie: every form of the page carries it on, so a page left alone forgets it.
"""

import uuid

from asgiref.sync import async_to_sync
from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from conversations import erasure
from conversations.api.messages import readable
from enquiries.api import transcript
from enquiries.api.access import language_of, opened_with
from enquiries.api.mine import shown
from enquiries.desk import Erased, decide_referral, person_writes, say_helped
from enquiries.desk.noting import NotAgreed
from enquiries.limits import ReceiptsPerAddress
from enquiries.models import Enquiry
from locales.languages import get
from website.errors import ApiError
from website.page import language_for, page

from .city import city_or_404
from .enquiry_forms import choices, emergency, fault_text


# The code that a form carries is the key: no cookie goes with it, so a forged form can open nothing.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def enquiry(request, city_id: str):
    """GET /{city}/enquiry/: where the code goes, and a form to leave an enquiry. POST: what the code opens."""
    city = city_or_404(city_id)
    language = language_for(request, city)
    if request.method != "POST":
        return _closed(request, city, language)
    try:
        if not ReceiptsPerAddress().allow_request(request, None):
            raise ApiError("throttled", 429)
        found = async_to_sync(opened_with)(request, request.POST.get("code", ""))
        if found.city_id != city.pk:
            raise ApiError("unknown_receipt", 404)
    except ApiError as fault:
        written = request.POST.get("code", "")[:40]
        told = fault_text(fault, language)
        return _closed(request, city, language, code_fault=told, written=written, status=fault.status_code)
    try:
        return _private(_act(request, city, found, language))
    except (Erased, Enquiry.DoesNotExist):
        told = fault_text(ApiError("unknown_receipt", 404), language)
        return _closed(request, city, language, code_fault=told, written="", status=404)


def _act(request, city, found, language: str) -> HttpResponse:
    do = request.POST.get("do", "open")
    if do == "transcript":
        text = transcript.transcript(found, get(language_of(found)))
        headers = {"Content-Disposition": f'attachment; filename="kiosk-{found.number}.txt"'}
        return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)
    if do == "erased":
        async_to_sync(erasure.erase)(found.conversation)
        return _closed(request, city, language, erased=True)
    said, status = {}, 200
    if do == "answer":
        try:
            words = readable(request.POST.get("text", "").replace("\r\n", "\n"), language)
            person_writes(found, words, request.POST.get("client_id", "")[:64] or str(uuid.uuid4()))
            said["answered"] = True
        except ApiError as fault:
            said, status = (
                {"fault": fault_text(fault, language), "text": request.POST.get("text", "")},
                fault.status_code,
            )
    elif do == "helped":
        say_helped(found, request.POST.get("helped") == "yes")
    elif do == "referral":
        said["fault"] = _decide(found, request.POST, language)
    found.refresh_from_db()
    return page(
        request,
        "enquiry_open.html",
        city=city,
        status=status,
        mine=shown(found),
        code=request.POST["code"],
        client_id=str(uuid.uuid4()),
        ask_erase=do == "erase",
        emergency=emergency(city, language),
        **said,
    )


def _decide(found, form, language: str) -> str | None:
    """Records the decision on a referral; what is wrong with it, in words."""
    number = form.get("referral", "")
    referral = found.referrals.filter(pk=number).first() if number.isascii() and number.isdecimal() else None
    if referral is None:
        raise Http404
    try:
        decide_referral(referral, form.get("agreed") == "yes")
    except NotAgreed:
        return fault_text(ApiError("referral", 409), language)
    return None


def _closed(request, city, language: str, status: int = 200, **said) -> HttpResponse:
    more = {"choices": choices(city, language), "client_id": str(uuid.uuid4()), "form": {}, **said}
    return _private(page(request, "enquiry.html", city=city, status=status, **more))


def _private(response: HttpResponse) -> HttpResponse:
    """Kept by nobody on the way, and by no browser for who comes after."""
    response["Cache-Control"] = "no-store, private"
    return response
