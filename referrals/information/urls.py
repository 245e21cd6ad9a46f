"""Addresses of questions put to an agency."""

from django.urls import path

from referrals.information import api, views

urlpatterns = [
    path("requests/", views.requests, name="information_requests"),
    path("requests/<uuid:public_id>/", views.answer, name="information_answer"),
    path("api/v1/questions/", api.Questions.as_view(), name="api_questions"),
    path("api/v1/questions/<uuid:public_id>/", api.Question.as_view(), name="api_question"),
    path("api/v1/questions/<uuid:public_id>/answer/", api.Answer.as_view(), name="api_answer"),
]
