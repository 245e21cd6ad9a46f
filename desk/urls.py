"""Addresses of one worker and one person."""

from django.urls import path

from desk.views import access, board, details, find, merge, my_work, opening, person, record

ONE = "people/<uuid:public_id>/"

urlpatterns = [
    path("", my_work.my_work, name="my_work"),
    path("my-work/drafts/<uuid:public_id>/bin/", my_work.draft_bin, name="draft_bin"),
    path("board/", board.tracking_board, name="tracking_board"),
    path("people/", find.people_find, name="people_find"),
    path("people/break-glass/", opening.break_glass_by_reference, name="break_glass_by_reference"),
    path(ONE, person.person_detail, name="person_detail"),
    path(f"{ONE}open/", opening.person_open, name="person_open"),
    path(f"{ONE}break-glass/", opening.person_break_glass, name="person_break_glass"),
    path(f"{ONE}family/", record.person_family, name="person_family"),
    path(f"{ONE}timeline/", record.person_timeline, name="person_timeline"),
    path(f"{ONE}assessments/", record.person_assessments, name="person_assessments"),
    path(f"{ONE}plan/", record.person_plan, name="person_plan"),
    path(f"{ONE}documents/", record.person_documents, name="person_documents"),
    path(f"{ONE}access/", access.person_access, name="person_access"),
    path(f"{ONE}details/", details.person_edit, name="person_edit"),
    path(f"{ONE}story/", details.person_story, name="person_story"),
    path(f"{ONE}birth/", details.person_birth, name="person_birth"),
    path(f"{ONE}names/add/", details.person_name_add, name="person_name_add"),
    path(f"{ONE}address/", details.person_address, name="person_address"),
    path(f"{ONE}confidential-address/", details.person_safe_address, name="person_safe_address"),
    path(f"{ONE}confidential-address/add/", details.person_safe_address_add, name="person_safe_address_add"),
    path(f"{ONE}contact/add/", details.person_contact_point_add, name="person_contact_point_add"),
    path(f"{ONE}warnings/add/", details.person_warning_add, name="person_warning_add"),
    path(f"{ONE}relationships/add/", details.person_relationship_add, name="person_relationship_add"),
    path(
        f"{ONE}relationships/<uuid:relationship_id>/end/",
        details.person_relationship_end,
        name="person_relationship_end",
    ),
    path(f"{ONE}merge/", merge.person_merge, name="person_merge"),
    path(f"{ONE}merge/<uuid:other_id>/", merge.person_merge_with, name="person_merge_with"),
    path("merges/<uuid:public_id>/", merge.merge_detail, name="merge_detail"),
    path("merges/<uuid:public_id>/undo/", merge.merge_undo, name="merge_undo"),
    path("merges/<uuid:public_id>/review/", merge.merge_review, name="merge_review"),
    path("access/review/<uuid:public_id>/", access.access_review, name="access_review"),
    path("access/log/", access.access_log, name="access_log"),
]
