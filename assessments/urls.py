"""Addresses of assessments, by sub-domain."""

from django.urls import include, path

urlpatterns = [
    path("", include("assessments.single.urls")),
    path("", include("assessments.strategy.urls")),
    path("", include("assessments.early_help.urls")),
    path("", include("assessments.safeguarding_adults.urls")),
    path("", include("assessments.missing.urls")),
    path("", include("assessments.private_fostering.urls")),
    path("", include("assessments.exploitation.urls")),
]
