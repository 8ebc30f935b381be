"""Addresses of what newcomers see. The city comes last: its name may be any word that is not an address of its own."""

from django.urls import path

from .views import about, chat, city, enquiry, events, first_steps, new_enquiry, report, services, widget

urlpatterns = [
    path("widget/kiosk-chat.js", widget.script, name="widget"),
    path("widget/kiosk-chat-later.js", widget.later_script),
    path("widget/enquiry/<slug:city_id>.json", widget.enquiry),
    path("widget/messages/<str:tag>.json", widget.messages),
    path("", city.choose, name="choose"),
    path("<slug:city_id>/", chat.chat, name="chat"),
    path("<slug:city_id>/services/", services.search, name="services"),
    path("<slug:city_id>/services/<str:service_id>/", services.one, name="service"),
    path("<slug:city_id>/services/<str:service_id>/report/", report.report, name="report"),
    path("<slug:city_id>/events/", events.upcoming, name="events"),
    path("<slug:city_id>/first-steps/", first_steps.first_steps, name="first_steps"),
    path("<slug:city_id>/enquiry/", enquiry.enquiry, name="enquiry"),
    path("<slug:city_id>/enquiry/new/", new_enquiry.new, name="new_enquiry"),
    path("<slug:city_id>/history/", about.history, name="history"),
    path("<slug:city_id>/privacy/", about.privacy, name="privacy"),
    path("<slug:city_id>/accessibility/", about.accessibility, name="accessibility"),
]
