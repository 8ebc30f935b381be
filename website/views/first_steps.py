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
    offered = [each["code"] for each in choices["business"]]
    return page(
        request,
        "first_steps.html",
        city=city,
        plan=plan,
        choices=choices,
        business=business,
        residence=residence,
        nothing_of_its_own=bool(business and plan["steps"])
        and not directory.plan_tells(city, business, residence, offered),
        contact=directory.contact(city, language),
    )
