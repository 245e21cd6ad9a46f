"""Addresses of adult safeguarding."""

from django.urls import path

from assessments.safeguarding_adults import views

ONE = "adult-safeguarding/<uuid:public_id>/"

urlpatterns = [
    path("people/<uuid:public_id>/adult-safeguarding/", views.raise_concern, name="adult_enquiry_raise"),
    path(ONE, views.detail, name="adult_enquiry_detail"),
    path(f"{ONE}test/", views.test, name="adult_enquiry_test"),
    path(f"{ONE}adult/", views.hear, name="adult_enquiry_hear"),
    path(f"{ONE}plan/", views.plan, name="adult_enquiry_plan"),
    path(f"{ONE}found/", views.found, name="adult_enquiry_found"),
    path(f"{ONE}conclude/", views.conclude, name="adult_enquiry_conclude"),
    path(f"{ONE}end/", views.cease, name="adult_enquiry_cease"),
]
