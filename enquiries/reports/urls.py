"""Addresses of reports, below /staff/reports/."""

from django.urls import path

from enquiries.reports import unanswered_views, views

app_name = "reports"
urlpatterns = [
    path("", views.reports, name="reports"),
    path("<slug:key>.csv", views.table_csv, name="table-csv"),
    path("unanswered/", unanswered_views.unanswered, name="unanswered"),
    path("unanswered/list.csv", unanswered_views.unanswered_csv, name="unanswered-csv"),
]
