"""Addresses of the bell and of failed background work."""

from django.urls import path

from outbox import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/count/", views.notices_count, name="notices_count"),
    path("notices/read-all/", views.notices_read_all, name="notices_read_all"),
    path("notices/<uuid:notice_id>/read/", views.notice_read, name="notice_read"),
    path("system/jobs/", views.jobs_given_up, name="jobs_given_up"),
    path("system/jobs/<uuid:job_id>/try-again/", views.job_try_again, name="job_try_again"),
]
