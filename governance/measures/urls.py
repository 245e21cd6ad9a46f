"""Addresses of the front door's measures."""

from django.urls import path

from governance.measures import views

urlpatterns = [
    path("governance/front-door/", views.front_door_measures, name="front_door_measures"),
    path("governance/front-door/list/", views.front_door_measure_list, name="front_door_measure_list"),
    path("governance/measures/", views.measure_definitions, name="measure_definitions"),
]
