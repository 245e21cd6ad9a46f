"""Addresses of the advice log."""

from django.urls import path

from referrals.consultations import views

urlpatterns = [
    path("front-door/advice/", views.log, name="advice_log"),
    path("front-door/advice/new/", views.write, name="advice_new"),
    path("front-door/advice/<uuid:public_id>/", views.shown, name="advice"),
    path("front-door/advice/<uuid:public_id>/concern/", views.make_concern, name="advice_concern"),
]
