"""Addresses of the steps from the front door into the next stage."""

from django.urls import path

from casework.intake import views

urlpatterns = [
    path("front-door/<uuid:public_id>/decide/", views.decide, name="intake_decide"),
    path("front-door/<uuid:public_id>/strategy/", views.strategy, name="intake_strategy"),
]
