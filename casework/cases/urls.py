"""Addresses of cases."""

from django.urls import path

from casework.cases.views import hand_over, page, work

ONE = "cases/<uuid:public_id>/"
NOTE = "cases/notes/<uuid:public_id>/"
HANDOVER = "cases/handovers/<uuid:public_id>/"

urlpatterns = [
    path(ONE, page.case_detail, name="case_detail"),
    path(f"{ONE}chronology/", page.case_chronology, name="case_chronology"),
    path(f"{ONE}chronology/add/", page.case_event, name="case_event"),
    path(f"{ONE}note/", page.case_note, name="case_note"),
    path(NOTE, page.note_detail, name="note_detail"),
    path(f"{NOTE}change/", page.note_edit, name="note_edit"),
    path(f"{NOTE}move/", page.note_move, name="note_move"),
    path(f"{ONE}allocate/", work.case_allocate, name="case_allocate"),
    path(f"{ONE}unallocate/", work.case_unallocate, name="case_unallocate"),
    path(f"{ONE}lead/", work.case_lead, name="case_lead"),
    path(f"{ONE}team/add/", work.case_join, name="case_join"),
    path(f"{ONE}team/<uuid:member_id>/leave/", work.case_leave, name="case_leave"),
    path(f"{ONE}rate/", work.case_rate, name="case_rate"),
    path(f"{ONE}oversight/", work.case_oversee, name="case_oversee"),
    path(f"{ONE}transfer/", hand_over.case_transfer, name="case_transfer"),
    path(f"{HANDOVER}accept/", hand_over.handover_accept, name="handover_accept"),
    path(f"{HANDOVER}decline/", hand_over.handover_decline, name="handover_decline"),
    path(f"{ONE}step/", hand_over.case_propose_step, name="case_propose_step"),
    path(f"{ONE}step/agree/", hand_over.case_decide_step, name="case_decide_step"),
    path(f"{ONE}step/decline/", hand_over.case_decline_step, name="case_decline_step"),
    path(f"{ONE}propose-close/", hand_over.case_propose_close, name="case_propose_close"),
    path(f"{ONE}decline-close/", hand_over.case_decline_close, name="case_decline_close"),
]
