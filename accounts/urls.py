"""Addresses of the pages of accounts on an admin site."""

from django.urls import path

from accounts.permissions import may, organizations_of
from accounts.proposals import views as proposals
from accounts.rules import DECIDE
from accounts.signin import own, views


def urls_for(site) -> list:
    """Patterns for `AdminSite.get_urls()`, before the site's own: sign-in in two steps, own account, proposals."""
    new = proposals.propose_new(site)
    return [
        path("login/", views.sign_in(site), name="login"),
        path("login/factor/", views.second_factor(site), name="factor"),
        path("login/enrol/", views.enrol(site), name="enrol"),
        path("login/kept/", site.admin_view(views.kept_form(site)), name="kept"),
        path("account/", site.admin_view(own.own_account(site)), name="own_account"),
        path("my-services/", site.admin_view(proposals.my_services(site)), name="my_services"),
        path("my-services/<int:pk>/", site.admin_view(proposals.propose(site)), name="propose"),
        path("my-services/new/<int:organization>/<str:city>/", site.admin_view(new), name="propose_new"),
        path("my-services/new/<int:pk>/", site.admin_view(new), name="propose_again"),
        path("proposals/", site.admin_view(proposals.proposals(site)), name="proposals"),
        path("proposals/<int:pk>/", site.admin_view(proposals.decide(site)), name="decide"),
    ]


def links_for(site, user) -> list[tuple[str, str]]:
    """(label, address) of the pages that concern this user, for a start page or a menu."""
    from django.utils.translation import gettext

    from services_directory.models import Proposal

    links = [(gettext("Your account"), views.address(site, "own_account"))]
    if organizations_of(user):
        links.append((gettext("My services"), views.address(site, "my_services")))
    if may(user, DECIDE, Proposal):
        links.append((gettext("Proposals of partners"), views.address(site, "proposals")))
    return links
