"""Addresses of concerns, for whoever tells of one."""

from django.urls import path

from referrals.contacts import api
from referrals.contacts.views import own, phone, readings, write

urlpatterns = [
    path("concerns/", own.mine, name="contact_mine"),
    path("concerns/new/", write.begin, name="contact_log"),
    path("concerns/new/<uuid:draft_id>/", write.task_list, name="contact_draft"),
    path("concerns/new/<uuid:draft_id>/steps/<slug:slug>/", write.step, name="contact_step"),
    path("concerns/new/<uuid:draft_id>/people/", write.people, name="contact_people"),
    path("concerns/new/<uuid:draft_id>/people/<int:number>/", write.person, name="contact_person"),
    path(
        "concerns/new/<uuid:draft_id>/people/<int:number>/remove/",
        write.remove_person,
        name="contact_person_remove",
    ),
    path("concerns/new/<uuid:draft_id>/check/", write.check, name="contact_check"),
    path("concerns/new/<uuid:draft_id>/bin/", write.throw_away, name="contact_throw_away"),
    path("front-door/call/", phone.begin, name="contact_phone"),
    path("front-door/call/<uuid:draft_id>/", phone.call, name="contact_phone_call"),
    path("concerns/<uuid:public_id>/", own.status, name="contact_status"),
    path("concerns/<uuid:public_id>/sent/", own.status, {"just_sent": True}, name="contact_sent"),
    path("concerns/new/<uuid:draft_id>/files/", write.files, name="contact_draft_files"),
    path("concerns/<uuid:public_id>/files/", own.files, name="contact_files"),
    path("access/concerns/", readings.readings, name="contact_readings"),
    path("concerns/<uuid:public_id>/add/", own.add, name="contact_add"),
    path("concerns/<uuid:public_id>/disagree/", own.disagree, name="contact_disagree"),
    path("api/v1/concerns/", api.Concerns.as_view(), name="api_concerns"),
    path("api/v1/concerns/<uuid:public_id>/", api.Concern.as_view(), name="api_concern"),
]
