"""Sign-in in two steps: password, then the second factor. Each view is made for one admin site."""

from functools import wraps

from django.contrib.auth import REDIRECT_FIELD_NAME, login
from django.contrib.auth.forms import AuthenticationForm
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters

from accounts.permissions import changes_data, roles_of
from accounts.signin import factor, half, kept, lockout, sessions
from accounts.signin.forms import CodeForm

ENDED = {
    "idle": lambda: gettext("You were signed out because nothing was done for a while. Please sign in again."),
    "age": lambda: gettext("Your session ended. Please sign in again."),
    "factor": lambda: gettext("Please sign in again: your account needs its second factor."),
}


def _page(view):
    return sensitive_post_parameters()(never_cache(csrf_protect(view)))


def show(request, site, template: str, title: str, status: int = 200, **context) -> TemplateResponse:
    """A page of the site in its look."""
    request.current_app = site.name
    context = {**site.each_context(request), "title": title, **context}
    return TemplateResponse(request, f"accounts/{template}.html", context, status=status)


def address(site, name: str, *args) -> str:
    """The address of a page of the site."""
    return reverse(f"admin:{name}", args=args, current_app=site.name)


def sign_in(site):
    """The first step. It signs in at once only whoever has no second factor and needs none."""

    @_page
    def view(request):
        target = _target(request, site)
        if request.method == "GET" and site.has_permission(request):
            return redirect(target)
        form = AuthenticationForm(request, request.POST if request.method == "POST" else None)
        if request.method == "POST":
            if form.is_valid() and roles_of(user := form.get_user()):
                return _next_step(request, site, user, target)
            if getattr(request, "axes_locked_out", False):
                return locked(request, site)
            if form.is_valid():
                form.add_error(None, gettext("This account has no role yet. Ask an administrator."))
        ended = ENDED.get(request.session.get(sessions.ENDED))
        return show(request, site, "sign_in", gettext("Sign in"), form=form, next=target, ended=ended and ended())

    return view


def _next_step(request, site, user, target: str):
    if not factor.has_factor(user) and not changes_data(user):
        return _enter(request, site, user, None, target)
    half.begin(request, user, user.backend, target)
    return redirect(address(site, "factor" if factor.has_factor(user) else "enrol"))


def second_factor(site):
    """The second step: a code of the app, or a backup code."""

    @_page
    @_on_the_way(site)
    def view(request, user, target):
        if not factor.has_factor(user):
            return redirect(address(site, "enrol"))
        form = CodeForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            if device := factor.verify(user, form.cleaned_data["code"]):
                return _enter(request, site, user, device, target)
            if answer := _failed(request, site, user, form):
                return answer
        return show(request, site, "factor", gettext("Second step"), form=form)

    return view


def enrol(site):
    """Setting up the second factor at the first sign-in; afterwards the backup codes, this once."""

    @_page
    @_on_the_way(site)
    def view(request, user, target):
        if factor.has_factor(user):
            return redirect(address(site, "factor"))
        form = CodeForm(request.POST if request.method == "POST" else None)
        device = factor.begin(user)
        if request.method == "POST" and form.is_valid():
            if confirmed := factor.confirm(user, form.cleaned_data["code"]):
                codes = factor.new_codes(user)
                _enter(request, site, user, confirmed, target)
                return show(request, site, "codes", gettext("Your backup codes"), codes=codes, next=target)
            if answer := _failed(request, site, user, form):
                return answer
        return show(
            request, site, "enrol", gettext("Set up the second step"), form=form,
            picture=mark_safe(factor.picture(device)), key=factor.key_text(device),
        )  # fmt: skip

    return view


def locked(request, site):
    """What a locked name is told: the same whether there is such an account or not."""
    answer = show(request, site, "locked", gettext("Please wait"), status=429)
    answer["Retry-After"] = "900"
    return answer


def _on_the_way(site):
    def decorate(view):
        @wraps(view)
        def checked(request):
            user, target = half.of(request)
            if user is None:
                return redirect(address(site, "login"))
            if lockout.is_locked(request, user.get_username()):
                half.end(request)
                return locked(request, site)
            return view(request, user, target)

        return checked

    return decorate


def _enter(request, site, user, device, target: str):
    half.end(request)
    request.session.pop(sessions.ENDED, None)
    if device is not None:
        user.otp_device = device
    login(request, user, backend=user.backend)
    return redirect(address(site, "kept") if kept.of(request, user) else target)


def kept_form(site):
    """What was being sent when the session ended, to be sent now."""

    @never_cache
    def view(request):
        if (found := kept.of(request, request.user)) is None:
            return redirect(address(site, "index"))
        return show(request, site, "kept", gettext("What you wrote is here"), kept=found)

    return view


def _failed(request, site, user, form):
    """Counts the try; the page of the lock where it was the last one, else None with the reason in the form."""
    lockout.count_failure(request, user.get_username())
    if getattr(request, "axes_locked_out", False):
        half.end(request)
        return locked(request, site)
    form.add_error("code", gettext("This code is not right. Wait for the next one and try again."))
    return None


def _target(request, site) -> str:
    wanted = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME, "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted != request.path else address(site, "index")
