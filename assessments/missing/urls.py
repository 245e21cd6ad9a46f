"""Addresses of missing episodes."""

from django.urls import path

from assessments.missing import views

ONE = "missing/<uuid:public_id>/"

urlpatterns = [
    path("people/<uuid:public_id>/missing/", views.report, name="missing_report"),
    path(ONE, views.detail, name="missing_detail"),
    path(f"{ONE}back/", views.back, name="missing_return"),
    path(f"{ONE}interview/", views.interview, name="missing_interview"),
    path(f"{ONE}meeting/", views.meeting, name="missing_meeting"),
]
