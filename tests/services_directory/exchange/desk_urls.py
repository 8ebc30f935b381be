"""An admin site that mounts the pages, as the desk does."""

from django.contrib.admin import AdminSite
from django.urls import path

from services_directory.admin.services import ServiceAdmin
from services_directory.exchange.views import urls_for
from services_directory.models import Service
from website.urls import urlpatterns as website


class Desk(AdminSite):
    def get_urls(self):
        return urls_for(self) + super().get_urls()


desk = Desk(name="desk")
desk.register(Service, ServiceAdmin)
urlpatterns = [path("desk/", desk.urls), *website]
