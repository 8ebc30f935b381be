"""Addresses of the review list, below /staff/review/."""

from django.urls import path

from enquiries.review import views

app_name = "review"
urlpatterns = [
    path("", views.review_list, name="list"),
    path("propose/", views.review_propose, name="propose"),
    path("<int:pk>/", views.review_item, name="item"),
]
