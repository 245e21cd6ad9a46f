"""Addresses of the duty rota."""

from django.urls import path

from referrals.duty import views

urlpatterns = [
    path("front-door/duty/", views.duty, name="duty"),
    path("front-door/duty/add/", views.add, name="duty_add"),
    path("front-door/duty/handover/", views.hand_over, name="duty_handover"),
    path("front-door/duty/<uuid:public_id>/take-off/", views.take_off, name="duty_take_off"),
    path("front-door/duty/<uuid:public_id>/arrive/", views.arrive, name="duty_arrive"),
    path("front-door/duty/<uuid:public_id>/leave/", views.leave, name="duty_leave"),
]
