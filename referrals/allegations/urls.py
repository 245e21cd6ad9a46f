"""Addresses of the store of allegations."""

from django.urls import path

from referrals.allegations import views

ONE = "allegations/<uuid:public_id>/"

urlpatterns = [
    path("allegations/", views.allegations, name="allegations"),
    path("allegations/new/", views.new, name="allegation_new"),
    path(ONE, views.allegation, name="allegation"),
    path(f"{ONE}take/", views.take, name="allegation_take"),
    path(f"{ONE}threshold/", views.consider, name="allegation_consider"),
    path(f"{ONE}details/", views.details, name="allegation_details"),
    path(f"{ONE}meeting/", views.meeting, name="allegation_meeting"),
    path(f"{ONE}entry/", views.entry, name="allegation_entry"),
    path(f"{ONE}conclude/", views.conclude, name="allegation_conclude"),
    path(f"{ONE}reopen/", views.reopen, name="allegation_reopen"),
    path(f"{ONE}list/", views.name, name="allegation_name"),
    path(f"{ONE}list/end/", views.unname, name="allegation_unname"),
]
