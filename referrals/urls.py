"""Addresses of the front door, by sub-domain."""

from django.urls import include, path

urlpatterns = [
    path("", include("referrals.contacts.urls")),
    path("", include("referrals.allegations.urls")),
    path("", include("referrals.information.urls")),
    path("", include("referrals.decisions.urls")),
    path("", include("referrals.closing.urls")),
    path("", include("referrals.duty.urls")),
    path("", include("referrals.public.urls")),
    path("", include("referrals.consultations.urls")),
    path("", include("referrals.triage.urls")),
]
