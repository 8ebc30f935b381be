"""Django's flags and groups of a user follow the user's assignments."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from accounts.models import Assignment, Role


def follow(user_id: int) -> None:
    """Sets `is_staff`, `is_superuser` and the groups of roles by the assignments of the user."""
    user = get_user_model().objects.filter(pk=user_id).first()
    if user is None:
        return
    roles = set(Assignment.objects.filter(user=user_id).values_list("role", flat=True))
    flags = {"is_staff": bool(roles), "is_superuser": Role.ADMINISTRATOR.value in roles}
    changed = [name for name, value in flags.items() if getattr(user, name) != value]
    for name in changed:
        setattr(user, name, flags[name])
    if changed:
        user.save(update_fields=changed)
    kept = user.groups.exclude(name__in=Role.values)
    user.groups.set([*kept, *Group.objects.filter(name__in=roles)])


def check_one_remains(leaving: int) -> None:
    """Raises ValidationError where nobody but the user `leaving` (a primary key) is an active administrator."""
    from accounts.permissions import administrators

    if not administrators().exclude(pk=leaving).exists():
        raise ValidationError(gettext_lazy("One active administrator has to remain."))
