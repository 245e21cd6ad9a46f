"""Addresses of casework."""

from django.urls import include, path

urlpatterns = [
    path("", include("casework.intake.urls")),
    path("", include("casework.cases.urls")),
    path("", include("casework.plans.urls")),
    path("", include("casework.visits.urls")),
    path("", include("casework.child_protection.urls")),
]
