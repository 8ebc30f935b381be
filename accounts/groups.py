"""A group of Django a role: what asks Django for a permission gets the same answer as `accounts.permissions`."""

from django.apps import apps as registry

from accounts.models import Assignment, Role
from accounts.rules import grant
from accounts.scope import scope_of


def renew(using: str = "default", **kwargs) -> None:
    """Makes the groups, and gives each what its role may do with some record of a kind; after every migration."""
    from django.contrib.auth.models import Group, Permission

    from services_directory.models import City

    permissions = {
        (each.content_type.app_label, each.codename): each
        for each in Permission.objects.using(using).select_related("content_type")
    }
    for role in Role:
        # A sample stands for all assignments of the role: which records they are for does not matter here.
        sample = Assignment(role=role, languages=["en"])
        if role in (Role.OFFICER, Role.VIEWER, Role.STAFF, Role.LEAD):
            sample.city = City(pk="sample", country="xx")
        sample.organization_id = 0 if role == Role.PARTNER else None
        group, _ = Group.objects.using(using).get_or_create(name=role.value)
        allowed = []
        for model in registry.get_models():
            for action in ("view", "add", "change", "delete"):
                kind = getattr(model, "instance_type", model)
                permission = permissions.get((model._meta.app_label, f"{action}_{model._meta.model_name}"))
                if permission and grant(sample, action, kind, scope_of(model)) is not None:
                    allowed.append(permission)
        group.permissions.set(allowed)
