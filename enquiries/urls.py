"""Addresses of the API for newcomers."""

from django.urls import path

from .api.answers import Answers, Helped, ReferralDecision
from .api.mine import Mine
from .api.opening import Enquiries
from .api.transcript import Transcript

urlpatterns = [
    path("enquiries", Enquiries.as_view()),
    path("enquiries/mine", Mine.as_view()),
    path("enquiries/mine/messages", Answers.as_view()),
    path("enquiries/mine/helped", Helped.as_view()),
    path("enquiries/mine/referrals/<int:referral_id>", ReferralDecision.as_view()),
    path("enquiries/mine/transcript", Transcript.as_view()),
]
