"""What is written down by itself: every change of a record, sign-ins and their failures."""

from functools import wraps

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import router, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save

from accounts import assigning
from accounts.audit.changes import differences, plain, stored
from accounts.audit.writing import NOBODY, record
from accounts.models import Assignment, AuditEntry, Preference

_UNAUDITED = ("ContentVersion", "LinkCheck")  # written by programs, all the time
Action, Outcome = AuditEntry.Action, AuditEntry.Outcome


def audited() -> list[type]:
    """The models whose changes are written down."""
    directory = apps.get_app_config("services_directory").get_models()
    kept = [
        model for model in directory
        if model.__name__ not in _UNAUDITED and not model.__name__.startswith("Historical")
    ]  # fmt: skip
    return [*kept, get_user_model(), Assignment, Preference]


def connect() -> None:
    """Listens to all of them."""
    for model in audited():
        model.save_base = _in_one_transaction(model.save_base)
        pre_save.connect(_before, sender=model, dispatch_uid=f"audit-before-{model.__name__}")
        post_save.connect(_saved, sender=model, dispatch_uid=f"audit-saved-{model.__name__}")
        post_delete.connect(_deleted, sender=model, dispatch_uid=f"audit-deleted-{model.__name__}")
        for field in model._meta.local_many_to_many:
            if field.remote_field.through._meta.auto_created:
                through = field.remote_field.through
                m2m_changed.connect(_related, sender=through, dispatch_uid=f"audit-{through.__name__}")
    user_logged_in.connect(_signed_in, dispatch_uid="audit-signed-in")
    user_logged_out.connect(_signed_out, dispatch_uid="audit-signed-out")
    user_login_failed.connect(_failed, dispatch_uid="audit-failed")


def _in_one_transaction(save_base):
    """Django sends `post_save` after the transaction of the save itself: this makes one of both."""

    @wraps(save_base)
    def within(self, *args, using=None, **kwargs):
        using = using or router.db_for_write(type(self), instance=self)
        with transaction.atomic(using=using, savepoint=False):
            return save_base(self, *args, using=using, **kwargs)

    return within


def _before(sender, instance, raw=False, using=None, **kwargs) -> None:
    instance._audit_before = None if instance._state.adding or instance.pk is None else stored(instance, using)


def _saved(sender, instance, created, update_fields=None, **kwargs) -> None:
    before = instance.__dict__.pop("_audit_before", None)
    changes = differences(instance, before, update_fields)
    if created or changes:
        action = Action.ADD if created else Action.CHANGE
        if sender is get_user_model() and set(changes) == {"password"} and not created:
            action = Action.PASSWORD
        record(action, instance, changes=changes)
    if sender is Assignment:
        assigning.follow(instance.user_id)


def _deleted(sender, instance, **kwargs) -> None:
    gone = {name: [new, None] for name, (_, new) in differences(instance, None).items()}
    record(Action.DELETE, instance, changes=gone)
    if sender is Assignment:
        assigning.follow(instance.user_id)


def _related(sender, instance, action, pk_set=None, model=None, **kwargs) -> None:
    if action == "pre_clear" or action not in ("post_add", "post_remove", "post_clear") or pk_set == set():
        return
    keys = sorted(map(str, pk_set or ()))
    change = {"post_add": [None, keys], "post_remove": [keys, None], "post_clear": ["*", None]}[action]
    record(Action.CHANGE, instance, changes={model._meta.model_name: [plain(change[0]), plain(change[1])]})


def _signed_in(sender, request, user, **kwargs) -> None:
    record(Action.SIGN_IN, user, user=user)


def _signed_out(sender, request, user, **kwargs) -> None:
    if user is not None:
        record(Action.SIGN_OUT, user, user=user)


def _failed(sender, credentials, request=None, **kwargs) -> None:
    # What was typed for a name may be a password: only names that exist are written down.
    name = str(credentials.get("username") or "")
    user = get_user_model().objects.filter(username=name).first()
    action = Action.FACTOR if credentials.get("factor") else Action.SIGN_IN
    record(action, user, user=user or NOBODY, outcome=Outcome.FAILED, note="" if user else "unknown name")
