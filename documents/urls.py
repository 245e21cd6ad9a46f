"""Addresses of files and papers."""

from django.urls import path

from documents import views

urlpatterns = [
    path("files/<uuid:public_id>/", views.file, name="file"),
    path("files/<uuid:public_id>/withdraw/", views.withdraw, name="withdraw_file"),
    path("files/<slug:kind>/<uuid:subject_id>/", views.attach, name="attach_file"),
    path("papers/<uuid:public_id>/", views.paper, name="paper"),
    path("papers/requests/<uuid:public_id>/", views.paper_request, name="paper_request"),
    path("papers/requests/<uuid:public_id>/progress/", views.paper_progress, name="paper_progress"),
    path("papers/<slug:kind>/<uuid:subject_id>/", views.new_paper, name="new_paper"),
]
