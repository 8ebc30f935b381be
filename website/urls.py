"""Addresses of the website; every app brings its own."""

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularJSONAPIView

from . import health

urlpatterns = [
    path("admin/", admin.site.urls),
    path("health/live", health.live),
    path("health/ready", health.ready),
    path("api/openapi.json", SpectacularJSONAPIView.as_view()),
    path("api/directory/", include("services_directory.urls")),
    path("hsds/", include("services_directory.hsds.urls")),
    path("", include("conversations.urls")),
    path("", include("website.pages_urls")),
]

# Pages and APIs say what is wrong in the caller's language.
handler400 = "website.views.errors.bad_request"
handler403 = "website.views.errors.forbidden"
handler404 = "website.views.errors.not_found"
handler500 = "website.views.errors.internal"
