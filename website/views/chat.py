"""The page of the chat, with a way on where the chat cannot run."""

from django.views.decorators.http import require_safe

from locales.languages import get
from website import directory, widget
from website.page import language_for, page

from .city import city_or_404


@require_safe
def chat(request, city_id: str):
    """GET /{city}/"""
    city = city_or_404(city_id)
    language = language_for(request, city)
    welcome = directory.welcome(city, language)
    return page(
        request, "chat.html", city=city, contact=directory.contact(city, language), version=widget.version(),
        welcome=welcome, welcome_in=get(welcome.language) if welcome else None,
    )  # fmt: skip
