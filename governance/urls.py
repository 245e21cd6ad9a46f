"""Addresses of oversight."""

from django.urls import include, path

urlpatterns = [
    path("", include("governance.access_audit.urls")),
    path("", include("governance.caseload.urls")),
    path("", include("governance.measures.urls")),
    path("", include("governance.reports.urls")),
]
