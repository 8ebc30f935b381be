"""Leaving an enquiry without JavaScript."""

import uuid

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from conversations.api.messages import readable
from enquiries import texts
from enquiries.desk import open_enquiry
from enquiries.desk.opening import Wish
from enquiries.limits import EnquiriesPerAddress
from enquiries.models import Enquiry
from website.errors import ApiError
from website.page import language_for, page

from .city import city_or_404
from .enquiry_forms import choices, emergency, fault_text

SHORTEST, LONGEST = 16, 64  # characters of the form's own name, by which a repeat is known


# No account stands behind an enquiry and no cookie goes with it, so there is nothing that a forged form could abuse.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, city_id: str) -> HttpResponse:
    """POST /{city}/enquiry/new/: the receipt; whoever comes back here by a link is led to the form."""
    city = city_or_404(city_id)
    language = language_for(request, city)
    if request.method != "POST":
        return HttpResponseRedirect(f"{reverse('enquiry', args=[city.pk])}?language={language}#new")
    try:
        opened = open_enquiry(_wish(request, city, language))
        if opened is None:
            raise ApiError("already", 409)
    except ApiError as fault:
        return _again(request, city, language, fault)
    said = {
        "hours": texts.hours(city, language),
        "waiting": texts.waiting(city, language),
        "emergency": emergency(city, language),
    }
    response = page(request, "enquiry_sent.html", city=city, code=opened.code, number=opened.enquiry.number, **said)
    response["Cache-Control"] = "no-store, private"
    return response


def _wish(request, city, language: str) -> Wish:
    """What the form asks for; ApiError where something of it is missing or wrong."""
    form = request.POST
    if not EnquiriesPerAddress().allow_request(request, None):
        raise ApiError("throttled", 429)
    text = readable(form.get("text", "").replace("\r\n", "\n"), language)
    if form.get("consent") != "yes":
        raise ApiError("consent", 400)
    offered = choices(city, language)
    client_id = form.get("client_id", "")
    email = form.get("email", "").strip()
    if email:
        try:
            validate_email(email)
        except ValidationError:
            raise ApiError("email", 400) from None
    return Wish(
        city=city,
        language=_one_of(form.get("answer_in"), offered["language"]) or language,
        text=text,
        topic=_one_of(form.get("topic"), offered["topic"]),
        origin=Enquiry.Origin.FORM,
        email=email,
        training=form.get("training") == "yes",
        client_id=client_id if SHORTEST <= len(client_id) <= LONGEST else str(uuid.uuid4()),
        secret=f"{city.pk}\n{text}",
    )


def _one_of(code: str | None, offered: list[dict]) -> str:
    return code if code in {each["code"] for each in offered} else ""


def _again(request, city, language: str, fault: ApiError) -> HttpResponse:
    """The form with what was written, and what is wrong."""
    said = {
        "choices": choices(city, language),
        "client_id": str(uuid.uuid4()),
        "form": {name: request.POST.get(name, "") for name in ("text", "topic", "answer_in", "email", "consent", "training")},
        "fault": fault_text(fault, language),
        "faulty": fault.code,
    }
    response = page(request, "enquiry.html", city=city, status=fault.status_code, **said)
    response["Cache-Control"] = "no-store, private"
    return response
