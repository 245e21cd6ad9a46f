"""Addresses of the public's form (neutral words: they stay in a browser's history), and of held forms."""

from django.urls import path

from referrals.public.views import held, write

urlpatterns = [
    path("help/", write.start, name="public_start"),
    path("help/write/", write.write, name="public_form"),
    path("front-door/held/", held.listed, name="held_forms"),
    path("front-door/held/<uuid:public_id>/", held.form, name="held_form"),
    path("front-door/held/<uuid:public_id>/send-on/", held.send_on, name="held_form_send_on"),
]
