"""Addresses of places."""

from django.urls import path

from localities import protection_team, views

urlpatterns = [
    path("places/", views.places, name="places"),
    path("partnership/coverage/", views.coverage, name="coverage"),
    path("partnership/coverage/add/", views.coverage_add, name="coverage_add"),
    path("partnership/teams/<uuid:public_id>/coverage/end/", views.coverage_end, name="coverage_end"),
    path("places/services/", views.services, name="service_directory"),
    path("protection-team/", protection_team.team, name="protection_team"),
    path("protection-team/add/", protection_team.add, name="protection_team_add"),
    path("protection-team/law/", protection_team.commence, name="protection_team_law"),
    path("protection-team/<uuid:public_id>/end/", protection_team.end, name="protection_team_end"),
    path("places/<slug:code>/", views.locality, name="locality"),
]
