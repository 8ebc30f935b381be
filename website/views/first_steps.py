"""The first steps as a checklist to print."""

from django.views.decorators.http import require_safe

from website import directory
from website.page import language_for, page

from .choices import chosen
from .city import city_or_404


@require_safe
def first_steps(request, city_id: str):
    """GET /{city}/first-steps/?business=&status="""
    city = city_or_404(city_id)
    language = language_for(request, city)
    choices = directory.choices(city, language)
    business = chosen(request, "business", choices["business"])
    residence = chosen(request, "status", choices["status"])
    plan = directory.plan(city, language, business, residence)
    return page(
        request,
        "first_steps.html",
        city=city,
        plan=plan,
        choices=choices,
        business=business,
        residence=residence,
        contact=directory.contact(city, language),
    )
