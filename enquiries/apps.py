"""The Django app of enquiries."""

from django.apps import AppConfig
from django.contrib import admin
from django.utils.translation import gettext_lazy


class EnquiriesConfig(AppConfig):
    """Hand-over to a person, and triage."""

    name = "enquiries"
    verbose_name = gettext_lazy("Enquiries")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say whose the records are, listen to conversations, tell officers of barriers."""
        from . import scopes, signals
        from .reports import officer_panel
        from .staff.links import links_for

        scopes.register_all()
        signals.connect()
        officer_panel.register()
        admin.site.neighbours.append(links_for)
