"""Addresses of the access audit."""

from django.urls import path

from governance.access_audit import views

urlpatterns = [
    path("access/odd/", views.odd_access, name="odd_access"),
    path("access/odd/<uuid:public_id>/", views.odd_access_review, name="odd_access_review"),
    path("access/prints/", views.family_prints, name="family_prints"),
    path("access/prints/<uuid:public_id>/", views.family_print, name="family_print"),
    path("people/<uuid:public_id>/access/print/", views.family_print_ask, name="family_print_ask"),
]
