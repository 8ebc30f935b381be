"""Addresses of the website; every app brings its own."""

from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularJSONAPIView

from accounts.admin import register
from services_directory.hsds.profile import Home

from . import health

register(admin.site)

urlpatterns = [
    path("officer/", admin.site.urls),
    # Before the pages of single enquiries, whose addresses are a city and a number.
    path("staff/reports/", include("enquiries.reports.urls")),
    path("staff/review/", include("enquiries.review.urls")),
    path("staff/", include("enquiries.staff.urls")),
    re_path(r"^admin/(?P<rest>.*)$", RedirectView.as_view(url="/officer/%(rest)s", query_string=True)),
    path("health/live", health.live),
    path("health/ready", health.ready),
    path("api/openapi.json", SpectacularJSONAPIView.as_view()),
    path("api/directory/", include("services_directory.urls")),
    path("hsds/", include("services_directory.hsds.urls")),
    path("hsds", Home.as_view()),
    path("", include("conversations.urls")),
    path("", include("enquiries.urls")),
    path("", include("website.pages_urls")),
]

# Pages and APIs say what is wrong in the caller's language.
handler400 = "website.views.errors.bad_request"
handler403 = "website.views.errors.forbidden"
handler404 = "website.views.errors.not_found"
handler500 = "website.views.errors.internal"
