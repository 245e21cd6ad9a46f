"""Addresses of the caseload."""

from django.urls import path

from governance.caseload import views

urlpatterns = [
    path("caseload/", views.caseload, name="caseload"),
    path("caseload/list/", views.caseload_list, name="caseload_list"),
    path("caseload/early-warning/", views.early_warning, name="early_warning"),
]
