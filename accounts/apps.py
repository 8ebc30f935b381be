"""Accounts as a Django app."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy


class AccountsConfig(AppConfig):
    """Who may do what, and the record of what was done."""

    name = "accounts"
    verbose_name = gettext_lazy("Accounts")

    def ready(self):
        from accounts import groups
        from accounts.audit import signals
        from accounts.signin import sessions

        signals.connect()
        sessions.connect()
        post_migrate.connect(groups.renew, sender=self, dispatch_uid="accounts-groups")
