"""Addresses of the feed, below /hsds/."""

from django.urls import path, re_path

from services_directory.hsds import profile, views
from services_directory.hsds.base import NothingHere

app_name = "hsds"
# (address, view, name): what the OpenAPI description lists.
CALLS = (
    ("services", views.Services, "services"),
    ("services/<str:id>", views.OneService, "service"),
    ("taxonomies", views.Taxonomies, "taxonomies"),
    ("taxonomies/<str:id>", views.OneTaxonomy, "taxonomy"),
    ("taxonomy_terms", views.TaxonomyTerms, "taxonomy_terms"),
    ("taxonomy_terms/<str:id>", views.OneTaxonomyTerm, "taxonomy_term"),
    ("organizations", views.Organizations, "organizations"),
    ("organizations/<str:id>", views.OneOrganization, "organization"),
    ("service_at_locations", views.ServiceAtLocations, "service_at_locations"),
    ("service_at_locations/<str:id>", views.OneServiceAtLocation, "service_at_location"),
)
_PAGES = (("profile", profile.Profile, "profile"), ("openapi.json", profile.OpenApi, "openapi"), *CALLS)
urlpatterns = [
    path("", profile.Home.as_view(), name="home"),
    *(path(address, view.as_view(), name=name) for address, view, name in _PAGES),
    # Many clients end an address with a slash, and a redirect of Django's own would be closed to other websites.
    *(path(f"{address}/", view.as_view()) for address, view, _ in _PAGES),
    re_path("", NothingHere.as_view()),
]
