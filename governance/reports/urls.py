"""Addresses of reports."""

from django.urls import path

from governance.reports import views

urlpatterns = [
    path("governance/", views.governance, name="governance"),
    path("governance/reports/<uuid:public_id>/", views.monthly_report, name="monthly_report"),
    path(
        "governance/reports/<uuid:public_id>/print/", views.monthly_report_print, name="monthly_report_print"
    ),
]
