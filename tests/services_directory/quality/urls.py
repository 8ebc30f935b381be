"""The website's addresses and an admin site with the pages of coverage; `bench/directory.py` measures them too."""

from django.contrib import admin
from django.urls import path

from services_directory.quality import urls_for
from website.urls import urlpatterns as website


class Desk(admin.AdminSite):
    def get_urls(self):
        return urls_for(self) + super().get_urls()


desk = Desk(name="desk")
desk._registry = admin.site._registry
urlpatterns = [path("desk/", desk.urls), *website]
