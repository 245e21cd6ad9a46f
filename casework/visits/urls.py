"""Addresses of visits."""

from django.urls import path

from casework.visits import views

urlpatterns = [
    path("cases/<uuid:public_id>/visit/", views.visit_record, name="visit_record"),
    path("cases/<uuid:public_id>/no-access/", views.visit_no_access, name="visit_no_access"),
    path("cases/visits/<uuid:public_id>/", views.visit_detail, name="visit_detail"),
]
