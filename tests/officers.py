"""Signing in for tests that are about something else."""

from django.contrib.auth import get_user_model
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

PASSWORD = "correct horse battery"


def account(name: str, **assignment):
    """An account with one role: `account("aino", role="officer", city_id="helsinki")`."""
    from accounts.models import Assignment

    user = get_user_model().objects.create_user(name, password=PASSWORD)
    if assignment:
        Assignment.objects.create(user=user, **assignment)
    return get_user_model().objects.get(pk=user.pk)


def with_factor(sender, request, user, **kwargs) -> None:
    """A receiver of `user_logged_in`: whoever is signed in by `client.force_login` has given the second factor too."""
    device, _ = TOTPDevice.objects.get_or_create(user=user, confirmed=True)
    request.session[DEVICE_ID_SESSION_KEY] = device.persistent_id
