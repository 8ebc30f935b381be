"""History, privacy and accessibility."""

from django.conf import settings
from django.views.decorators.http import require_safe

from website import directory
from website.page import language_for, page

from .city import city_or_404


@require_safe
def history(request, city_id: str):
    """GET /{city}/history/: what the toolkit of 2018 tells of, as history and not as an offer."""
    city = city_or_404(city_id)
    return page(request, "history.html", city=city, services=directory.history(city, language_for(request, city)))


@require_safe
def privacy(request, city_id: str):
    """GET /{city}/privacy/"""
    city = city_or_404(city_id)
    kept = {"type": "duration", "count": settings.KIOSK_RETENTION_DAYS, "unit": "day"}
    kept_enquiry = {"type": "duration", "count": settings.KIOSK_ENQUIRY_RETENTION_DAYS, "unit": "day"}
    kept_report = {"type": "duration", "count": settings.KIOSK_REPORT_DAYS, "unit": "day"}
    contact = directory.contact(city, language_for(request, city))
    times = {"kept": kept, "kept_enquiry": kept_enquiry, "kept_report": kept_report}
    return page(request, "privacy.html", city=city, contact=contact, **times)


@require_safe
def accessibility(request, city_id: str):
    """GET /{city}/accessibility/"""
    city = city_or_404(city_id)
    contact = directory.contact(city, language_for(request, city))
    return page(request, "accessibility.html", city=city, contact=contact)
