"""What newcomers will get: the card and the chat's answers, in any language, drafts and unsaved changes too."""

from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext

from locales.labels import intent_label
from locales.languages import get, match, served
from services_directory import presentation, reading
from services_directory.desk.editing import tried
from services_directory.models import Answer, Publication, Service
from services_directory.presentation.labels import detail_label
from services_directory.search.catalogue import PARTS


def languages() -> list[tuple[str, str]]:
    """(code, own name) of every language the guide speaks."""
    return [(row.code, row.name) for row in served()]


def view(admin, request, pk: int):
    """GET ?language=: the service as saved, whether it is published or not."""
    service = admin.get_object(request, str(pk))
    if service is None:
        raise Http404
    if not admin.has_view_or_change_permission(request, service):
        raise PermissionDenied
    return _page(admin, request, service, _asked(request.GET, service), saved=True)


def of_form(admin, request, save):
    """The same of what stands in the form, without saving it."""
    return tried(request, save, lambda record: _page(admin, request, record, _asked(request.POST, record), saved=False))


def _asked(data, service: Service) -> str:
    found = match(data.get("language_of_preview") or data.get("language_shown") or "")
    return found.code if found else service.city.default_language if service.city else "en"


def _page(admin, request, service: Service, language: str, saved: bool):
    fresh = Service.objects.select_related("organization", "eligibility", "city").get(pk=service.pk)
    prefetch_related_objects([fresh], *PARTS)
    today = reading.today()
    card = presentation.card(fresh, language, today, full=True)
    labels = {code: detail_label(code, language) for code in card["details"]}
    row = get(language) if match(language) else get("en")
    context = {
        **admin.admin_site.each_context(request),
        "title": gettext("Preview: %s") % service,
        "subtitle": None,
        "opts": admin.opts,
        "original": service,
        "saved": saved,
        "card": card,
        "details": [(labels[code], detail) for code, detail in card["details"].items()],
        "answers": _answers(fresh, language, today),
        "languages": languages(),
        "language": row,
        "visible": fresh.publication == "published",
    }
    return TemplateResponse(request, "desk/preview.html", context)


def _answers(service: Service, language: str, today) -> list[dict]:
    """The chat's answers that offer the service: the question, what is said, and the cards in their order."""
    city, found = service.city, []
    if city is None:
        return found
    naming = [
        answer
        for answer in Answer.objects.filter(country=city.country)
        if service.slug in (answer.services.get(city.pk) or []) or answer.office.get(city.pk) == service.slug
    ]
    slugs = {slug for answer in naming for slug in [*answer.services.get(city.pk, []), answer.office.get(city.pk)]}
    # Only those that the answers name: a city may have thousands.
    rows = Service.objects.filter(city=city, slug__in=slugs - {None}, publication=Publication.PUBLISHED)
    others = rows.exclude(pk=service.pk).select_related("organization", "eligibility", "city").prefetch_related(*PARTS)
    offered = [service, *others]
    for answer in naming:
        said = presentation.answer(answer, city, offered, language, today)
        found.append({**said, "question": intent_label(answer.intent, language)})
    return found
