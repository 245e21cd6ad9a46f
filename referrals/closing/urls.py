"""Addresses of the closure check."""

from django.urls import path

from referrals.closing import views

urlpatterns = [
    path("front-door/closing/", views.check, name="closing_check"),
    path("front-door/out-of-hours/", views.out_of_hours, name="out_of_hours"),
    path("front-door/offers/<uuid:public_id>/", views.answer, name="closing_offer"),
    path("front-door/offers/<uuid:public_id>/decline/", views.decline, name="closing_decline"),
    path("front-door/<uuid:public_id>/offer/", views.offer, name="closing_hand_over"),
    path("front-door/<uuid:public_id>/safe-until/", views.sign, name="closing_sign"),
]
