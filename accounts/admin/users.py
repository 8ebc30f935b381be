"""Users and their roles: one place to manage accounts, for administrators."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import ReadOnlyPasswordHashField, UserChangeForm, UserCreationForm
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST

from accounts.admin.scoped import ScopedAdmin
from accounts.assigning import check_one_remains
from accounts.models import Assignment, Role
from accounts.permissions import roles_of
from accounts.signin import factor, lockout


class RoleForm(forms.ModelForm):
    """A role; languages as codes divided by commas."""

    languages = forms.CharField(
        label=gettext_lazy("languages"), required=False, max_length=200,
        help_text=gettext_lazy("For translators: codes of languages, divided by commas, as in: fi, sv"),
    )  # fmt: skip

    class Meta:
        model = Assignment
        fields = ("role", "city", "organization", "languages")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["languages"] = ", ".join(self.instance.languages or [])

    def clean_languages(self):
        return [code.strip() for code in self.cleaned_data["languages"].split(",") if code.strip()]


class RoleRows(forms.BaseInlineFormSet):
    """The roles of one user: one administrator has to remain."""

    def clean(self):
        super().clean()
        left = [form for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        stays = any(form.cleaned_data.get("role") == Role.ADMINISTRATOR for form in left)
        if self.instance.pk and not stays and self.instance.is_superuser:
            check_one_remains(self.instance.pk)


class Roles(admin.StackedInline):
    """Roles as blocks: in a table of the admin inputs have no labels."""

    model = Assignment
    form = RoleForm
    formset = RoleRows
    extra = 0
    autocomplete_fields = ()

    def has_view_permission(self, request, obj=None):
        return Role.ADMINISTRATOR in roles_of(request.user)

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission


class AccountForm(UserChangeForm):
    """As Django's, without a sentence that it has in few languages."""

    password = ReadOnlyPasswordHashField(label=gettext_lazy("Password"))


class AccountAdmin(ScopedAdmin, UserAdmin):
    """Accounts. Rights come from roles alone, so Django's flags and groups are not shown."""

    list_display = ("username", "first_name", "last_name", "email", "role_names", "enrolled", "is_active", "last_login")
    list_filter = ("is_active", "assignments__role")
    fieldsets = (
        (None, {"fields": ("username", "password", "is_active")}),
        (gettext_lazy("Person"), {"fields": ("first_name", "last_name", "email")}),
        (gettext_lazy("Sign-in"), {"fields": ("enrolled", "last_login", "date_joined")}),
    )
    readonly_fields = ("enrolled", "last_login", "date_joined")
    filter_horizontal = ()
    inlines = (Roles,)
    add_form = UserCreationForm
    form = AccountForm
    add_fieldsets = ((None, {"fields": ("username", "password1", "password2")}),)
    add_form_template = "admin/change_form.html"
    change_form_template = "accounts/account_form.html"

    def get_inlines(self, request, obj):
        return self.inlines if obj else ()

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("assignments__city", "assignments__organization")

    @admin.display(description=gettext_lazy("roles"))
    def role_names(self, user):
        return "; ".join(str(each) for each in user.assignments.all()) or "–"

    @admin.display(description=gettext_lazy("second factor"), boolean=True)
    def enrolled(self, user):
        return bool(user.pk and factor.has_factor(user))

    def save_model(self, request, obj, form, change):
        if change and not obj.is_active and obj.is_superuser:
            try:
                check_one_remains(obj.pk)
            except ValidationError as error:
                self.message_user(request, error.messages[0], messages.ERROR)
                obj.is_active = True
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request, obj=None):
        """Nobody deletes the own account; an account that leaves is rather made inactive."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.pk != request.user.pk)

    def get_actions(self, request):
        return {}

    def get_urls(self):
        again = self.admin_site.admin_view(require_POST(self.start_again))
        return [path("<int:pk>/sign-in-again/", again, name="accounts_start_again"), *super().get_urls()]

    def start_again(self, request, pk):
        """Takes the second factor away and lifts a lock: somebody lost the phone."""
        user = self.get_object(request, str(pk))
        if user is None or not self.has_change_permission(request, user):
            raise PermissionDenied
        factor.reset(user)
        lockout.unlock(user.get_username())
        self.message_user(request, gettext("At the next sign-in a new second factor is set up."))
        return HttpResponseRedirect(reverse("admin:auth_user_change", args=[pk], current_app=self.admin_site.name))
