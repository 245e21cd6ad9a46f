"""Addresses of one worker and one person."""

from django.urls import path

from desk.views import (
    access,
    access_restricted,
    board,
    details,
    family,
    find,
    identity,
    merge,
    my_work,
    opening,
    person,
    record,
    sharing,
)

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
    path(f"{ONE}family/", family.person_family, name="person_family"),
    path(f"{ONE}timeline/", record.person_timeline, name="person_timeline"),
    path(f"{ONE}timeline/household/", family.household_timeline, name="household_timeline"),
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
    path(f"{ONE}conflict/", access_restricted.person_conflict, name="person_conflict"),
    path("access/ask/", access_restricted.access_ask, name="access_ask"),
    path("access/asked/<uuid:public_id>/", access_restricted.access_asked, name="access_asked"),
    path("access/restricted/", access_restricted.restricted_records, name="restricted_records"),
    path(
        "access/restricted/<uuid:public_id>/", access_restricted.restricted_record, name="restricted_record"
    ),
    path(
        "access/restricted/<uuid:public_id>/name/", access_restricted.restricted_name, name="restricted_name"
    ),
    path(
        "access/restricted/<uuid:public_id>/named/<uuid:grant_id>/",
        access_restricted.restricted_unname,
        name="restricted_unname",
    ),
    path("access/staff-links/", access_restricted.staff_links, name="staff_links"),
    path("access/staff-links/<uuid:public_id>/", access_restricted.staff_link_end, name="staff_link_end"),
    path(f"{ONE}sharing/", sharing.person_sharing, name="person_sharing"),
    path(f"{ONE}consent/add/", sharing.person_consent_add, name="person_consent_add"),
    path(
        f"{ONE}consent/<uuid:consent_id>/withdraw/",
        sharing.person_consent_withdraw,
        name="person_consent_withdraw",
    ),
    path(f"{ONE}sharing/add/", sharing.person_sharing_add, name="person_sharing_add"),
    path(f"{ONE}warnings/<uuid:warning_id>/", sharing.person_warning_review, name="person_warning_review"),
    path(
        f"{ONE}confidential-address/<uuid:address_id>/end/",
        sharing.person_safe_address_end,
        name="person_safe_address_end",
    ),
    path(f"{ONE}identity/", identity.person_identity, name="person_identity"),
    path(f"{ONE}identity/name/", identity.person_name_change, name="person_name_change"),
    path(f"{ONE}identity/gender/", identity.person_gender, name="person_gender"),
    path(f"{ONE}identity/death/", identity.person_death, name="person_death"),
    path(f"{ONE}identity/moved-out/", identity.person_move_out, name="person_move_out"),
    path(f"{ONE}identity/adoption/", identity.person_adoption, name="person_adoption"),
]
