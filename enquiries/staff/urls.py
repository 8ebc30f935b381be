"""Addresses below /staff/."""

from django.urls import path

from . import actions, enquiry, erasing, here, inbox, own, replying

app_name = "staff"
_ONE = "<slug:city>/<int:number>/"

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("news/", inbox.news, name="news"),
    path("available/", own.available, name="available"),
    path("views/", own.keep_view, name="keep_view"),
    path("views/<int:pk>/delete/", own.drop_view, name="drop_view"),
    path(_ONE, enquiry.page, name="enquiry"),
    path(f"{_ONE}erase/", erasing.erase, name="erase"),
    path(f"{_ONE}reply/", replying.reply, name="reply"),
    path(f"{_ONE}canned/", replying.canned_reply, name="canned"),
    path(f"{_ONE}here/", here.here, name="here"),
    path(f"{_ONE}draft/", here.draft, name="draft"),
    path(f"{_ONE}assign/", actions.assign, name="assign"),
    path(f"{_ONE}status/", actions.status, name="status"),
    path(f"{_ONE}change/", actions.change, name="change"),
    path(f"{_ONE}service/", actions.link_service, name="link_service"),
    path(f"{_ONE}note/", actions.note, name="note"),
    path(f"{_ONE}merge/", actions.merge, name="merge"),
    path(f"{_ONE}refer/", actions.refer, name="refer"),
    path(f"{_ONE}referral/", actions.referral_sent, name="referral_sent"),
    path(f"{_ONE}handling/", actions.handling, name="handling"),
]
