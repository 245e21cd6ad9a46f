"""Addresses of plans."""

from django.urls import path

from casework.plans import views

ONE = "plans/<uuid:public_id>/"

urlpatterns = [
    path("cases/<uuid:public_id>/plan/", views.plan_start, name="plan_start"),
    path("cases/<uuid:public_id>/close/", views.case_close, name="case_close"),
    path(ONE, views.plan_detail, name="plan_detail"),
    path(f"{ONE}change/", views.plan_edit, name="plan_edit"),
    path(f"{ONE}needs/add/", views.need_add, name="need_add"),
    path("plans/needs/<uuid:public_id>/change/", views.need_edit, name="need_edit"),
    path("plans/needs/<uuid:public_id>/outcomes/add/", views.outcome_add, name="outcome_add"),
    path("plans/outcomes/<uuid:public_id>/change/", views.outcome_edit, name="outcome_edit"),
    path("plans/outcomes/<uuid:public_id>/score/", views.outcome_score, name="outcome_score"),
    path("plans/outcomes/<uuid:public_id>/actions/add/", views.action_add, name="action_add"),
    path("plans/actions/<uuid:public_id>/progress/", views.action_progress, name="action_progress"),
    path(f"{ONE}says/", views.plan_view, name="plan_view"),
    path(f"{ONE}agree/", views.plan_agree, name="plan_agree"),
    path(f"{ONE}review/", views.plan_review, name="plan_review"),
    path(f"{ONE}challenge/", views.plan_challenge, name="plan_challenge"),
    path(f"{ONE}end/", views.plan_end, name="plan_end"),
    path(f"{ONE}gap/", views.plan_gap, name="plan_gap"),
]
