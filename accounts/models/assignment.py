"""Who has which role, and for what."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy

from services_directory.models.limits import Data


class Role(models.TextChoices):
    """What somebody is here; what each may do stands in `accounts.rules`."""

    ADMINISTRATOR = "administrator", gettext_lazy("administrator")
    OFFICER = "officer", gettext_lazy("officer of a city")
    PARTNER = "partner", gettext_lazy("partner organisation")
    TRANSLATOR = "translator", gettext_lazy("translator")
    VIEWER = "viewer", gettext_lazy("viewer")
    STAFF = "staff", gettext_lazy("staff for enquiries")
    LEAD = "lead", gettext_lazy("lead of the staff for enquiries")


AT_THE_DESK = frozenset({Role.STAFF, Role.LEAD})
"""Roles that answer enquiries."""
CHANGING = frozenset({Role.ADMINISTRATOR, Role.OFFICER, Role.TRANSLATOR}) | AT_THE_DESK
"""Roles that change data by themselves: they need a second factor and are signed out after a pause."""


class Assignment(models.Model):
    """A role of a user. A user may have several: officer of one city and viewer of another.

    An officer, staff and a lead have a city, a partner an organization, a translator languages (BCP 47) and, where it
    is for one city only, that city; so a viewer. `accounts.assigning` keeps Django's flags and groups in step.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="assignments", verbose_name=gettext_lazy("account")
    )
    role = models.CharField(gettext_lazy("role"), max_length=15, choices=Role.choices)
    city = models.ForeignKey(
        "services_directory.City", models.CASCADE, null=True, blank=True, related_name="+",
        verbose_name=gettext_lazy("city"),
        help_text=gettext_lazy("For officers, staff and leads; for translators and viewers empty means every city."),
    )  # fmt: skip
    organization = models.ForeignKey(
        "services_directory.Organization", models.CASCADE, null=True, blank=True, related_name="+",
        verbose_name=gettext_lazy("organization"), help_text=gettext_lazy("For partners."),
    )  # fmt: skip
    languages = Data(
        gettext_lazy("languages"), default=list, blank=True,
        help_text=gettext_lazy('For translators: codes of languages, ["fi", "sv"].'),
    )  # fmt: skip

    class Meta:
        verbose_name = gettext_lazy("role of an account")
        verbose_name_plural = gettext_lazy("roles of accounts")
        ordering = ["user", "role", "id"]

    def __str__(self) -> str:
        what = [str(each) for each in (self.city, self.organization) if each] + sorted(self.languages)
        return f"{self.get_role_display()}: {', '.join(what)}" if what else self.get_role_display()

    def clean(self) -> None:
        """Each role has what it is for, and nothing else."""
        from services_directory.models.checks import check_tags

        faults = {}
        if self.role == Role.OFFICER and not self.city_id:
            faults["city"] = gettext_lazy("Choose the officer's city.")
        if self.role in (Role.STAFF, Role.LEAD) and not self.city_id:
            faults["city"] = gettext_lazy("Choose the city whose enquiries it is for.")
        if self.role in (Role.ADMINISTRATOR, Role.PARTNER) and self.city_id:
            faults["city"] = gettext_lazy("This role has no city.")
        if (self.role == Role.PARTNER) != bool(self.organization_id):
            faults["organization"] = gettext_lazy("A partner has an organization, the other roles have none.")
        if (self.role == Role.TRANSLATOR) != bool(self.languages):
            faults["languages"] = gettext_lazy("A translator has languages, the other roles have none.")
        if faults:
            raise ValidationError(faults)
        check_tags("languages", self.languages)
