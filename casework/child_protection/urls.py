"""Addresses of conferences and core groups."""

from django.urls import path

from casework.child_protection import views

ONE = "conferences/<uuid:public_id>/"

urlpatterns = [
    path("conferences/", views.conference_list, name="conference_list"),
    path("cases/<uuid:public_id>/conference/", views.conference_convene, name="conference_convene"),
    path(ONE, views.conference_detail, name="conference_detail"),
    path(f"{ONE}schedule/", views.conference_schedule, name="conference_schedule"),
    path(f"{ONE}supporter/", views.conference_supporter, name="conference_supporter"),
    path(f"{ONE}invite/", views.conference_invite, name="conference_invite"),
    path(f"{ONE}decide/", views.conference_decide, name="conference_decide"),
    path(f"{ONE}delay/", views.conference_delay, name="conference_delay"),
    path(f"{ONE}decision-sent/", views.conference_send_decision, name="conference_send_decision"),
    path(f"{ONE}record-sent/", views.conference_send_record, name="conference_send_record"),
    path(f"{ONE}cancel/", views.conference_cancel, name="conference_cancel"),
    path("conferences/delays/<uuid:public_id>/agree/", views.delay_confirm, name="delay_confirm"),
    path("conferences/agenda/<uuid:public_id>/", views.agenda_item, name="agenda_item"),
    path(
        "conferences/invitations/<uuid:public_id>/", views.invitation_attendance, name="invitation_attendance"
    ),
    path("conferences/reports/<uuid:public_id>/", views.report_send, name="report_send"),
    path("conferences/reports/<uuid:public_id>/read/", views.report_detail, name="report_detail"),
    path("plans/<uuid:public_id>/core-group/", views.core_group_hold, name="core_group_hold"),
    path("plans/core-groups/<uuid:public_id>/", views.core_group_detail, name="core_group_detail"),
]
