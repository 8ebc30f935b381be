"""The directory as a Django app."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class ServicesDirectoryConfig(AppConfig):
    """Services of the cities, what is said about starting a business, and the API that reads them."""

    name = "services_directory"
    verbose_name = gettext_lazy("Directory of services")

    def ready(self):
        from services_directory import signals

        signals.connect()
