"""Addresses of places."""

from django.urls import path

from localities import views

urlpatterns = [
    path("places/", views.places, name="places"),
    path("partnership/coverage/", views.coverage, name="coverage"),
    path("partnership/coverage/add/", views.coverage_add, name="coverage_add"),
    path("partnership/teams/<uuid:public_id>/coverage/end/", views.coverage_end, name="coverage_end"),
    path("places/services/", views.services, name="service_directory"),
    path("places/<slug:code>/", views.locality, name="locality"),
]
