"""Addresses of the read API, below /api/directory/."""

from django.urls import path, re_path

from services_directory.api.answers import AnswerView
from services_directory.api.base import NothingHere
from services_directory.api.cities import CitiesView
from services_directory.api.coverage import CoverageView
from services_directory.api.events import EventsView
from services_directory.api.match import MatchView
from services_directory.api.plan import PlanView
from services_directory.api.reports import ReportsView
from services_directory.api.services import ServicesView, ServiceView
from services_directory.api.terms import TermsView
from services_directory.api.version import VersionView

app_name = "directory"
urlpatterns = [
    path("version", VersionView.as_view(), name="version"),
    path("cities", CitiesView.as_view(), name="cities"),
    path("services", ServicesView.as_view(), name="services"),
    path("services/<str:id>", ServiceView.as_view(), name="service"),
    path("events", EventsView.as_view(), name="events"),
    path("reports", ReportsView.as_view(), name="reports"),
    path("answers/<str:intent>", AnswerView.as_view(), name="answer"),
    path("plan", PlanView.as_view(), name="plan"),
    path("coverage", CoverageView.as_view(), name="coverage"),
    path("match", MatchView.as_view(), name="match"),
    path("terms", TermsView.as_view(), name="terms"),
    re_path("", NothingHere.as_view()),
]
