"""Every change of a record of the directory is a new version of its content, in the same transaction."""

from django.apps import apps
from django.db.models.signals import m2m_changed, post_delete, post_save

from services_directory import version

# What neither newcomers nor feeds show: a report of an error makes no new version of the content.
NOT_SHOWN = {"ContentVersion", "Comment", "ErrorReport", "LinkCheck", "Proposal"}


def connect() -> None:
    """Listens to every model of the directory but NOT_SHOWN and the histories."""
    for model in apps.get_app_config("services_directory").get_models(include_auto_created=True):
        if model.__name__ in NOT_SHOWN or model.__name__.startswith("Historical"):
            continue
        if model._meta.auto_created:
            m2m_changed.connect(_changed, sender=model, dispatch_uid=f"directory-version-{model.__name__}")
            continue
        for signal in (post_save, post_delete):
            signal.connect(_changed, sender=model, dispatch_uid=f"directory-version-{model.__name__}")


def _changed(sender, action="post_save", **kwargs) -> None:
    if action.startswith("post_"):
        version.bump()
