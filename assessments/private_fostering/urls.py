"""Addresses of private fostering."""

from django.urls import path

from assessments.private_fostering import views

ONE = "private-fostering/<uuid:public_id>/"

urlpatterns = [
    path(ONE, views.detail, name="private_fostering"),
    path(f"{ONE}details/", views.details, name="private_fostering_details"),
    path(f"{ONE}visit/", views.visit, name="private_fostering_visit"),
    path(f"{ONE}suitable/", views.judge, name="private_fostering_judge"),
    path(f"{ONE}end/", views.end, name="private_fostering_end"),
]
