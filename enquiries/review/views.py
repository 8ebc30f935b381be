"""`/staff/review/`: messages to review, one message, and the way into the list from an enquiry."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import limited, may
from accounts.rules import CHANGE, VIEW
from conversations.models import Message
from enquiries.models import ReviewItem
from enquiries.reports.pages import cities_of, city_for, frame, intent_name, language_name, page
from enquiries.review.deciding import AlreadyDecided, accept, reject
from enquiries.review.forms import DecisionForm, ListForm
from enquiries.review.likely import groups
from enquiries.review.proposing import propose
from locales.languages import match

SHOWN = 100


@page(ReviewItem)
@require_safe
def review_list(request) -> HttpResponse:
    """The list, the oldest first."""
    city = city_for(request, ReviewItem)
    form = ListForm({"state": "new", **request.GET.dict(), "city": city.pk}, cities_of(request.user, ReviewItem))
    form.is_valid()
    state = form.cleaned_data.get("state") or ReviewItem.State.NEW
    items = limited(request.user, VIEW, ReviewItem.objects.filter(city=city, state=state))
    if form.cleaned_data.get("language"):
        items = items.filter(language=form.cleaned_data["language"])
    found = list(items[: SHOWN + 1])
    context = frame(
        request,
        gettext("Messages to review: %(city)s") % {"city": city.name},
        form=form,
        rows=[_row(item) for item in found[:SHOWN]],
        cut=len(found) > SHOWN,
        state_name=ReviewItem.State(state).label,
    )
    return TemplateResponse(request, "staff/review.html", context)


@page(ReviewItem)
def review_item(request, pk: int) -> HttpResponse:
    """GET shows a message; POST accepts or rejects it."""
    item = get_object_or_404(limited(request.user, VIEW, ReviewItem.objects.select_related("city")), pk=pk)
    form = DecisionForm(initial={"text": item.text})
    if request.method == "POST":
        if not may(request.user, CHANGE, item):
            raise PermissionDenied
        form = DecisionForm(request.POST)
        rejects = request.POST.get("decision") == "reject"
        if rejects or form.is_valid():
            return _decided(request, item, None if rejects else form.cleaned_data)
    row = _row(item)
    context = frame(
        request,
        gettext("A message to review"),
        item=item,
        form=form,
        groups=groups(item),
        **{name: row[name] for name in ("language", "given", "wanted", "tag", "direction")},
    )
    form.fields["text"].widget.attrs.update({"lang": row["tag"], "dir": row["direction"]})
    return TemplateResponse(request, "staff/review_item.html", context, status=400 if form.errors else 200)


@page(ReviewItem)
@require_POST
def review_propose(request) -> HttpResponse:
    """POST message=<id of the message> next=<page to go back to>."""
    try:
        message = Message.objects.select_related("turn").get(id=uuid.UUID(request.POST.get("message", "")))
    except (ValueError, Message.DoesNotExist):
        raise Http404 from None
    try:
        item = propose(message, request.user)
    except ValueError:
        messages.error(request, gettext("The guide cannot learn from this message."))
    else:
        said = gettext("The message is in the review list, without the personal data that rules can find.")
        if item is None:
            said = gettext("It was counted. The person did not agree to training, so nothing of the message is kept.")
        messages.success(request, said)
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return HttpResponseRedirect(back if safe else reverse("review:list"))


def _decided(request, item: ReviewItem, values: dict | None) -> HttpResponse:
    try:
        if values is None:
            reject(item, request.user)
            messages.success(request, gettext("The message was rejected and its text dropped."))
        else:
            accept(item, request.user, values["text"], values["intent"])
            messages.success(
                request, gettext("The message was accepted. The next export takes it into the training data.")
            )
    except AlreadyDecided:
        messages.error(request, gettext("Somebody else decided on this message meanwhile."))
    return HttpResponseRedirect(f"{reverse('review:list')}?city={item.city_id}")


def _row(item: ReviewItem) -> dict:
    language = match(item.language)
    return {
        "pk": item.pk,
        "text": item.text,
        "language": language_name(item.language),
        "tag": language.tag if language else "",
        "direction": language.direction if language else "auto",
        "given": intent_name(item.given_intent),
        "wanted": intent_name(item.wanted_intent),
        "exported_on": item.exported_on,
        "made_on": item.made_on,
    }
