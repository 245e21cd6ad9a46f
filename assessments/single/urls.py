"""Addresses of the single assessment."""

from django.urls import path

from assessments.single.views import contribute, decide, overview, write

ONE = "assessments/<uuid:public_id>/"
PART = "assessments/parts/<uuid:public_id>/"
CONTRIBUTION = "assessments/contributions/<uuid:public_id>/"

urlpatterns = [
    path("people/<uuid:public_id>/assessments/start/", overview.assessment_start, name="assessment_start"),
    path(ONE, overview.assessment_detail, name="assessment_detail"),
    path(f"{ONE}read/", overview.assessment_read, name="assessment_read"),
    path(f"{ONE}overview/", write.assessment_overview, name="assessment_overview"),
    path(f"{ONE}family/<slug:dimension>/", write.assessment_family_section, name="assessment_family_section"),
    path(
        f"{ONE}family/<slug:dimension>/earlier/",
        write.assessment_family_earlier,
        name="assessment_family_earlier",
    ),
    path(f"{ONE}ask/", contribute.assessment_ask, name="assessment_ask"),
    path(f"{ONE}submit/", decide.assessment_submit, name="assessment_submit"),
    path(f"{ONE}return/", decide.assessment_return, name="assessment_return"),
    path(f"{ONE}authorise/", decide.assessment_authorise, name="assessment_authorise"),
    path(f"{ONE}oversight/", decide.assessment_oversight, name="assessment_oversight"),
    path(f"{ONE}more-time/", decide.assessment_more_time, name="assessment_more_time"),
    path(f"{ONE}allocate/", decide.assessment_allocate, name="assessment_allocate"),
    path(f"{ONE}family-copy/", decide.assessment_family_copy, name="assessment_family_copy"),
    path(PART, overview.assessment_part, name="assessment_part"),
    path(f"{PART}voice/", write.assessment_voice, name="assessment_voice"),
    path(f"{PART}analysis/", write.assessment_analysis, name="assessment_analysis"),
    path(f"{PART}seen/", write.assessment_seen, name="assessment_seen"),
    path(f"{PART}section/<slug:dimension>/", write.assessment_child_section, name="assessment_child_section"),
    path(
        f"{PART}section/<slug:dimension>/earlier/",
        write.assessment_child_earlier,
        name="assessment_child_earlier",
    ),
    path(CONTRIBUTION, contribute.assessment_contribution, name="assessment_contribution"),
    path(
        f"{CONTRIBUTION}decline/",
        contribute.assessment_contribution_decline,
        name="assessment_contribution_decline",
    ),
]
