"""Addresses of coverage and score cards below an admin site."""

from functools import partial

from django.urls import path

from services_directory.quality import card_views, cell_views, views


def urls_for(site) -> list:
    """Patterns for `site.get_urls()`, each behind the site's sign-in; the names are those of its namespace."""

    def page(view):
        return site.admin_view(partial(view, site=site))

    return [
        path("coverage/", page(views.coverage), name="coverage"),
        path("coverage/table.csv", page(views.coverage_csv), name="coverage-csv"),
        path("coverage/cell/", page(cell_views.coverage_cell), name="coverage-cell"),
        path("coverage/known/<int:pk>/remove/", page(cell_views.known_gap_remove), name="known-gap-remove"),
        path("scorecard/<int:pk>/", page(card_views.scorecard), name="scorecard"),
        path("scorecard/city/<slug:city>/", page(card_views.city_scorecard), name="city-scorecard"),
    ]
