"""Who works on a case: allocation, lead, team; oversight and rating."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import require
from accounts.permissions import Permission as P
from accounts.requests import SignedInRequest
from casework.cases import selectors, services
from casework.cases.forms import (
    AllocateForm,
    JoinTeamForm,
    LeadForm,
    LeaveTeamForm,
    OversightForm,
    RateForm,
    ReasonForm,
)
from casework.cases.permissions import lead_namers
from casework.cases.views.frame import agencies, everybody, form_context, leads, opened, workers
from core.govuk.views import form_page

GET_POST = ["GET", "POST"]


@require_http_methods(GET_POST)
def case_allocate(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    case = opened(request, public_id, "Allocation", P.CASE_ALLOCATE)
    return form_page(
        request,
        form_class=AllocateForm,
        act=lambda form: services.allocate(
            case=case, by=request.user, version=form.sent_version, **form.answers
        ),
        done=reverse("case_detail", args=[case.public_id]),
        version=case.version,
        form_kwargs={"offers": {"worker": workers(request, case)}},
        context=form_context(case, "Allocate this case", "Allocate"),
        said="The case is allocated and the worker told.",
    )


@require_http_methods(GET_POST)
def case_unallocate(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    case = opened(request, public_id, "Allocation", P.CASE_ALLOCATE)
    return form_page(
        request,
        form_class=ReasonForm,
        act=lambda form: services.unallocate(case=case, by=request.user, **form.answers),
        done=reverse("case_detail", args=[case.public_id]),
        context=form_context(case, "Take the worker off this case", "Take the worker off", danger=True),
        said="The case waits for a worker.",
    )


@require_http_methods(GET_POST)
def case_lead(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    case = opened(request, public_id, "Lead professional")
    require(request.user, *lead_namers(case))
    return form_page(
        request,
        form_class=LeadForm,
        act=lambda form: services.assign_lead(case=case, by=request.user, **form.answers),
        done=reverse("case_detail", args=[case.public_id]),
        form_kwargs={"offers": {"lead": leads(request, case)}},
        context=form_context(
            case,
            "Name the lead professional",
            "Name the lead",
            lead="One person leads. The former lead's time ends in the same moment.",
        ),
        said="The lead is named and told.",
    )


_TEAM = (P.CASE_WRITE, P.EARLY_HELP_WRITE, P.CASE_ALLOCATE)


@require_http_methods(GET_POST)
def case_join(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    case = opened(request, public_id, "Team around the person", *_TEAM)
    return form_page(
        request,
        form_class=JoinTeamForm,
        act=lambda form: services.join_team(case=case, by=request.user, **form.answers),
        done=reverse("case_detail", args=[case.public_id]),
        form_kwargs={"offers": {"user": everybody(request), "agency": agencies(request)}},
        context=form_context(case, "Add to the team around the person", "Add"),
        said="Added. The record is open to them.",
    )


@require_http_methods(GET_POST)
def case_leave(request: SignedInRequest, public_id: UUID, member_id: UUID) -> HttpResponse:
    case = opened(request, public_id, "Team around the person", *_TEAM)
    member = selectors.member(case, member_id, reader=request.user)
    return form_page(
        request,
        form_class=LeaveTeamForm,
        act=lambda form: services.leave_team(case=case, involvement=member, by=request.user, **form.answers),
        done=reverse("case_detail", args=[case.public_id]),
        context=form_context(case, f"{member.user or member.team or member.agency} leaves the team", "Save"),
        said="The record is closed to them.",
    )


@require_http_methods(GET_POST)
def case_rate(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    case = opened(request, public_id, "Rating", P.CASE_WRITE, P.CASE_ALLOCATE)
    return form_page(
        request,
        form_class=RateForm,
        act=lambda form: services.rate_case(
            case=case, by=request.user, version=form.sent_version, **form.answers
        ),
        done=reverse("case_detail", args=[case.public_id]),
        version=case.version,
        context=form_context(case, "Rate this case", "Save"),
    )


@require_http_methods(GET_POST)
def case_oversee(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    case = opened(
        request,
        public_id,
        "Oversight",
        P.SUPERVISION_WRITE,
        P.CASE_ALLOCATE,
        P.CASE_CLOSE,
        P.SECTION_47_DECIDE,
    )
    return form_page(
        request,
        form_class=OversightForm,
        act=lambda form: services.oversee(case=case, by=request.user, key=form.key, **form.answers),
        done=reverse("case_detail", args=[case.public_id]),
        context=form_context(case, "Record management oversight", "Save"),
        said="Your decision stands on the file.",
    )
