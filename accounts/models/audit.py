"""The audit log."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy


class AuditIsAppendOnly(TypeError):
    """Somebody tried to change or delete an entry of the audit log."""


class AppendOnly(models.QuerySet):
    """Entries can be read and added."""

    def _refuse(self, *args, **kwargs):
        raise AuditIsAppendOnly("The audit log cannot be changed.")

    update = delete = bulk_update = update_or_create = _refuse

    async def _arefuse(self, *args, **kwargs):
        self._refuse()

    aupdate = adelete = abulk_update = aupdate_or_create = _arefuse


class AuditEntry(models.Model):
    """One thing that was done, tried or failed. Written once; the database refuses changes too (accounts.audit.guard).

    The user stands by id and by the name then, without a foreign key: an account that is deleted stays in the log.
    `changes` is field → [from, to], as texts or what JSON has. No address and no device is kept.
    """

    class Action(models.TextChoices):
        ADD = "add", gettext_lazy("added")
        CHANGE = "change", gettext_lazy("changed")
        DELETE = "delete", gettext_lazy("deleted")
        VIEW = "view", gettext_lazy("opened")
        SIGN_IN = "sign-in", gettext_lazy("signed in")
        SIGN_OUT = "sign-out", gettext_lazy("signed out")
        SESSION_END = "session-end", gettext_lazy("session ended")
        LOCK_OUT = "lock-out", gettext_lazy("locked out")
        FACTOR = "factor", gettext_lazy("second factor")
        PASSWORD = "password", gettext_lazy("password changed")
        PROPOSE = "propose", gettext_lazy("proposed")
        ACCEPT = "accept", gettext_lazy("accepted a proposal")
        DECLINE = "decline", gettext_lazy("declined a proposal")
        EXPORT = "export", gettext_lazy("exported")
        IMPORT = "import", gettext_lazy("imported")
        LOAD = "load", gettext_lazy("loaded shipped content")
        RETENTION = "retention", gettext_lazy("deleted old entries of the log")

    class Outcome(models.TextChoices):
        DONE = "done", gettext_lazy("done")
        FAILED = "failed", gettext_lazy("failed")
        REFUSED = "refused", gettext_lazy("refused")

    at = models.DateTimeField(gettext_lazy("when"), default=timezone.now, db_index=True)
    user_id = models.BigIntegerField(gettext_lazy("account"), null=True, db_index=True)
    user_name = models.CharField(gettext_lazy("who"), max_length=150, blank=True)
    role = models.CharField(gettext_lazy("role then"), max_length=200, blank=True)
    action = models.CharField(gettext_lazy("action"), max_length=12, choices=Action.choices)
    object_type = models.CharField(gettext_lazy("kind of record"), max_length=100, blank=True)
    object_id = models.CharField(gettext_lazy("id of the record"), max_length=100, blank=True)
    object_name = models.CharField(gettext_lazy("record"), max_length=200, blank=True)
    city = models.CharField(gettext_lazy("city"), max_length=50, blank=True)
    changes = models.JSONField(gettext_lazy("changes"), default=dict, blank=True)
    outcome = models.CharField(gettext_lazy("outcome"), max_length=8, choices=Outcome.choices, default=Outcome.DONE)
    note = models.CharField(gettext_lazy("note"), max_length=300, blank=True)

    objects = models.Manager.from_queryset(AppendOnly)()

    class Meta:
        verbose_name = gettext_lazy("entry of the audit log")
        verbose_name_plural = gettext_lazy("audit log")
        ordering = ["-at", "-id"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_object")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.user_name} {self.action} {self.object_name}".strip()

    def save(self, *args, **kwargs) -> None:
        """Adds the entry. Raises AuditIsAppendOnly for one that is there already."""
        if not self._state.adding:
            raise AuditIsAppendOnly("The audit log cannot be changed.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args, **kwargs):
        """Raises AuditIsAppendOnly."""
        raise AuditIsAppendOnly("The audit log cannot be changed.")
