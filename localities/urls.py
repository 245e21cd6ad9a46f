"""Addresses of places."""

from django.urls import path

from localities import views

urlpatterns = [
    path("places/", views.places, name="places"),
    path("places/services/", views.services, name="service_directory"),
    path("places/<slug:code>/", views.locality, name="locality"),
]
