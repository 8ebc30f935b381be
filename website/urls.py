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
    path("", include("conversations.urls")),
    path("", include("website.pages_urls")),
]
