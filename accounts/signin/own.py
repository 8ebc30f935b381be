"""The page of one's own account."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from accounts.models import Preference
from accounts.models.preference import language_of
from accounts.permissions import assignments_of
from accounts.signin import factor, half, lockout
from accounts.signin.forms import CodeForm, LanguageForm
from accounts.signin.views import address, show


def own_account(site):
    """Roles, language, second factor, new backup codes."""

    @never_cache
    def view(request):
        user = get_user_model().objects.get(pk=request.user.pk)
        code_form, language_form = CodeForm(), LanguageForm(initial={"language": language_of(user)})
        code_form.fields["code"].widget.attrs.pop("autofocus")
        if request.method == "POST" and "set_language" in request.POST:
            language_form = LanguageForm(request.POST)
            if language_form.is_valid():
                Preference.objects.update_or_create(user=user, defaults=language_form.cleaned_data)
                messages.success(request, gettext("The language is chosen."))
                return redirect(address(site, "own_account"))
        elif request.method == "POST" and "begin_factor" in request.POST and not factor.has_factor(user):
            # The same two pages as at the first sign-in; the session goes on under a new key.
            half.begin(request, user, request.session["_auth_user_backend"], address(site, "own_account"))
            return redirect(address(site, "enrol"))
        elif request.method == "POST" and "new_codes" in request.POST:
            code_form = CodeForm(request.POST)
            if lockout.is_locked(request, user.get_username()):
                code_form.add_error(None, gettext("Too many wrong codes. Please wait a quarter of an hour."))
            elif code_form.is_valid():
                if factor.verify(user, code_form.cleaned_data["code"]):
                    codes, target = factor.new_codes(user), address(site, "own_account")
                    return show(request, site, "codes", gettext("Your backup codes"), codes=codes, next=target)
                lockout.count_failure(request, user.get_username())
                code_form.add_error("code", gettext("This code is not right. Wait for the next one and try again."))
        return show(
            request, site, "account", gettext("Your account"), roles=assignments_of(request.user),
            language_form=language_form, code_form=code_form, enrolled=factor.has_factor(user),
            codes_left=factor.codes_left(user),
        )  # fmt: skip

    return view
