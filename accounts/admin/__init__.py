"""Pages about accounts on an admin site: users with their roles, and the audit log; and what other pages inherit."""

from accounts.admin.scoped import ScopedAdmin, ScopedInline

__all__ = ["ScopedAdmin", "ScopedInline", "register"]


def register(site) -> None:
    """Puts the pages of accounts and of the audit log on an admin site."""
    from django.contrib.auth import get_user_model

    from accounts.admin.audit import AuditAdmin
    from accounts.admin.users import AccountAdmin
    from accounts.models import AuditEntry

    # The pages that the sign-in libraries bring show the keys of second factors.
    for model in list(site._registry):
        if model._meta.app_label in ("axes", "otp_totp", "otp_static", "auth"):
            site.unregister(model)
    for model, page in ((get_user_model(), AccountAdmin), (AuditEntry, AuditAdmin)):
        site.register(model, page)
