"""Addresses of early help."""

from django.urls import path

from assessments.early_help import views

ONE = "early-help/<uuid:public_id>/"

urlpatterns = [
    path("people/<uuid:public_id>/early-help/start/", views.early_help_start, name="early_help_start"),
    path(ONE, views.early_help_detail, name="early_help_detail"),
    path(f"{ONE}section/<slug:section>/", views.early_help_section, name="early_help_section"),
    path(f"{ONE}side/<slug:side>/", views.early_help_side, name="early_help_side"),
    path(f"{ONE}team/add/", views.early_help_member, name="early_help_member"),
    path(f"{ONE}complete/", views.early_help_complete, name="early_help_complete"),
    path(f"{ONE}review/", views.early_help_review, name="early_help_review"),
    path(f"{ONE}withdraw/", views.early_help_withdraw, name="early_help_withdraw"),
    path(f"{ONE}close/", views.early_help_close, name="early_help_close"),
]
