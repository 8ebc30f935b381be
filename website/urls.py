"""Addresses of the website; every app brings its own."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/directory/", include("services_directory.urls")),
    path("", include("conversations.urls")),
    path("", include("website.pages_urls")),
]
