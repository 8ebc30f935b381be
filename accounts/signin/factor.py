"""The second factor: a TOTP device (RFC 6238) and backup codes, both of django-otp."""

import secrets
from base64 import b32encode

import segno
from django.db import transaction
from django_otp import match_token
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.audit import record
from accounts.models import AuditEntry

CODES = 10
"""Backup codes given at a time."""
# No letters and digits that look alike.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


def has_factor(user) -> bool:
    """Whether a device of the user is confirmed."""
    return TOTPDevice.objects.filter(user=user.pk, confirmed=True).exists()


def begin(user) -> TOTPDevice:
    """The device that the user is about to confirm: the same one until that is done."""
    device = TOTPDevice.objects.filter(user=user, confirmed=False).order_by("pk").last()
    return device or TOTPDevice.objects.create(user=user, confirmed=False, name="TOTP")


def confirm(user, code: str) -> TOTPDevice | None:
    """Confirms the device with a code it shows; None where the code is wrong."""
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).order_by("pk").last()
        if device is None or not device.verify_token(tidy(code)):
            return None
        device.confirmed = True
        device.save()
        TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
        record(AuditEntry.Action.FACTOR, user, user=user, note="enrolled")
    return device


def verify(user, code: str):
    """The device that accepts the code, of TOTP or of the backup codes (each once); None where none does."""
    return match_token(user, tidy(code))


def new_codes(user) -> list[str]:
    """Makes backup codes and forgets the earlier ones. They are shown this once."""
    codes = ["".join(secrets.choice(_SIGNS) for _ in range(10)) for _ in range(CODES)]
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        device = StaticDevice.objects.create(user=user, name="backup", confirmed=True)
        for code in codes:
            device.token_set.create(token=code)
        record(AuditEntry.Action.FACTOR, user, user=user, note="new backup codes")
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def codes_left(user) -> int:
    """How many backup codes are unused."""
    device = StaticDevice.objects.filter(user=user.pk).first()
    return device.token_set.count() if device else 0


def reset(user) -> None:
    """Takes all devices and codes away: the user enrols anew at the next sign-in, and open sessions end."""
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user).delete()
        StaticDevice.objects.filter(user=user).delete()
        record(AuditEntry.Action.FACTOR, user, note="reset")


def tidy(code: str) -> str:
    """A code without what people put between its signs."""
    return "".join(sign for sign in code.lower() if sign.isalnum())


def key_text(device: TOTPDevice) -> str:
    """The key as people type it into an app: base 32, in groups of four."""
    key = b32encode(device.bin_key).decode()
    return " ".join(key[at : at + 4] for at in range(0, len(key), 4))


def picture(device: TOTPDevice) -> str:
    """The QR code as SVG that can stand in a page: no style, no script."""
    code = segno.make(device.config_url, error="m")
    return code.svg_inline(scale=5, border=4, dark="#000", light="#fff", svgclass="qr", lineclass=None, omitsize=False)
