"""Addresses of questions put to an agency."""

from django.urls import path

from referrals.information import views

urlpatterns = [
    path("requests/", views.requests, name="information_requests"),
    path("requests/<uuid:public_id>/", views.answer, name="information_answer"),
]
