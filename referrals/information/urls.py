"""Addresses of questions put to an agency."""

from django.urls import path

from referrals.information import api, views

urlpatterns = [
    path("requests/", views.requests, name="information_requests"),
    path("requests/<uuid:public_id>/", views.answer, name="information_answer"),
    path(
        "front-door/<uuid:public_id>/requests/<uuid:request_id>/telephone/",
        views.telephone,
        name="information_telephone",
    ),
    path("front-door/answer-times/", views.times, name="information_times"),
    path("front-door/agencies/", views.openings, name="information_openings"),
    path("front-door/agencies/<uuid:public_id>/hours/", views.opening, name="information_opening"),
    path("front-door/agencies/<uuid:public_id>/closed/", views.closure, name="information_closure"),
    path(
        "front-door/agencies/closures/<uuid:public_id>/end/",
        views.closure_end,
        name="information_closure_end",
    ),
    path("api/v1/questions/", api.Questions.as_view(), name="api_questions"),
    path("api/v1/questions/<uuid:public_id>/", api.Question.as_view(), name="api_question"),
    path("api/v1/questions/<uuid:public_id>/answer/", api.Answer.as_view(), name="api_answer"),
]
