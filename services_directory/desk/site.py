"""The officers' site: Django's admin with a start page of its own and the pages beside the records."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from collections.abc import Callable

from django.contrib.admin import AdminSite
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy


class OfficerSite(AdminSite):
    """Everything an officer does is one of its pages."""

    site_header = gettext_lazy("Kiosk: the officers' desk")
    site_title = gettext_lazy("Kiosk")
    index_title = gettext_lazy("What needs a hand today")
    index_template = "desk/start.html"
    enable_nav_sidebar = True

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.neighbours: list[Callable] = []
        """Called with the user, each gives (label, address) of pages beside the desk; other apps add theirs."""

    def get_urls(self):
        from accounts.urls import urls_for as account_pages
        from services_directory.desk import missing_page, pages
        from services_directory.exchange.views import urls_for as exchange_pages
        from services_directory.quality.urls import urls_for as quality_pages

        own = [
            path("duplicates/", self.admin_view(pages.duplicates), name="desk_duplicates"),
            path("language/", self.admin_view(pages.choose_language), name="desk_language"),
            path("translations/", self.admin_view(missing_page.view), name="desk_translations"),
        ]
        return account_pages(self) + own + exchange_pages(self) + quality_pages(self) + super().get_urls()

    def each_context(self, request):
        from services_directory.desk.languages import choices, language_of

        context = super().each_context(request)
        # Partners have pages of their own and no list of records to put beside them.
        beside = context["is_nav_sidebar_enabled"] and bool(context["available_apps"])
        return {
            **context,
            "is_nav_sidebar_enabled": beside,
            "desk_languages": choices(),
            "desk_language": language_of(request),
        }

    def index(self, request, extra_context=None):
        from accounts.permissions import may, organizations_of
        from accounts.rules import ADD, VIEW
        from accounts.urls import links_for
        from services_directory.desk.scope import cities_of
        from services_directory.desk.today import panels
        from services_directory.models import Service

        if organizations_of(request.user) and not may(request.user, VIEW, Service):
            return HttpResponseRedirect(reverse("admin:my_services"))
        beside = [link for each in self.neighbours for link in each(request.user)]
        context = {
            **self.each_context(request),
            "title": self.index_title,
            "subtitle": None,
            "app_list": self.get_app_list(request),
            "panels": panels(request.user),
            "own_pages": [*links_for(self, request.user), *beside],
            "cities": cities_of(request.user),
            "may_add": may(request.user, ADD, Service),
            **(extra_context or {}),
        }
        request.current_app = self.name
        return TemplateResponse(request, self.index_template, context)
