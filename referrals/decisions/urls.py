"""Addresses of thresholds, oversight and samples."""

from django.urls import path

from referrals.decisions import views

urlpatterns = [
    path("thresholds/", views.thresholds, name="thresholds"),
    path("thresholds/new/", views.edition_new, name="threshold_new"),
    path("thresholds/<uuid:public_id>/", views.edition, name="threshold_edition"),
    path("thresholds/<uuid:public_id>/indicator/", views.edition_write, name="threshold_write"),
    path("thresholds/<uuid:public_id>/agree/", views.edition_agree, name="threshold_agree"),
    path("front-door/<uuid:public_id>/oversight/", views.oversee, name="decision_oversee"),
    path("front-door/<uuid:public_id>/escalate/", views.escalate, name="decision_escalate"),
    path("escalations/<uuid:public_id>/", views.escalation, name="escalation"),
    path("front-door/dip-sample/", views.samples, name="dip_samples"),
    path("front-door/dip-sample/<uuid:public_id>/", views.sample, name="dip_sample"),
]
