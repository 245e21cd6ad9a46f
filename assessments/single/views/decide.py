"""With the manager: submit, return, authorise, oversight, more time, allocation, the family's copy."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from assessments.single import clocks, selectors, services
from assessments.single.forms import (
    AllocateForm,
    AuthoriseForm,
    FamilyCopyForm,
    MoreTimeForm,
    OversightForm,
    ReturnForm,
    SubmitForm,
)
from assessments.single.models import Assessment
from assessments.single.permissions import may_authorise, missing, require_editable
from assessments.single.views.frame import frame, opened, sent_from_here, typed_here
from core import clock
from core.errors import WrongState
from core.govuk.views import form_page


def _detail(row: Assessment) -> str:
    return reverse("assessment_detail", args=[row.public_id])


@require_http_methods(["GET", "POST"])
def assessment_submit(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Send it to the manager; what is missing is listed first."""
    row, parts = opened(request, public_id, purpose="Submits assessment")
    require(request.user, Permission.ASSESSMENT_WRITE)
    require_editable(row)
    return form_page(
        request,
        form_class=SubmitForm,
        form_kwargs={"is_late": clocks.needs_late_reason(row, at=clock.now())},
        act=lambda form: services.submit(
            assessment=row,
            by=request.user,
            version=form.sent_version,
            late_reason=form.answers.get("late_reason", ""),
            key=form.key,
        ),
        done=_detail(row),
        template="assessments/single/submit.html",
        context=frame(request, row, parts)
        | {
            "title": "Send to the manager",
            "submit": "Send",
            "cancel": _detail(row),
            "lacking": [f"{part.person.full_name} {what}" for part, what in missing(parts)],
        },
        version=row.version,
        said="Sent to the manager.",
    )


@require_http_methods(["GET", "POST"])
def assessment_return(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Back to the author with reasons."""
    row, parts = opened(request, public_id, purpose="Decides on assessment")
    _deciding(request, row)
    typed, autosave = typed_here(request.user, "return", str(row.public_id))

    def act(form: ReturnForm) -> None:
        services.return_for_changes(
            assessment=row, by=request.user, reason=form.answers["reason"], version=form.sent_version
        )
        sent_from_here(request.user, "return", str(row.public_id))

    return form_page(
        request,
        form_class=ReturnForm,
        act=act,
        done=_detail(row),
        context=frame(request, row, parts)
        | {"title": "Return for changes", "submit": "Return", "cancel": _detail(row), "autosave": autosave},
        version=row.version,
        draft=typed,
        said="Returned to its author.",
    )


@require_http_methods(["GET", "POST"])
def assessment_authorise(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """An outcome for each child; today becomes the end date of the assessment."""
    row, parts = opened(request, public_id, purpose="Decides on assessment")
    _deciding(request, row)
    return form_page(
        request,
        form_class=AuthoriseForm,
        form_kwargs={"parts": parts, "is_late": clocks.needs_late_reason(row, at=clock.now())},
        act=lambda form: services.authorise(
            assessment=row,
            by=request.user,
            outcomes=form.outcomes(),
            factors=form.factors(),
            decision=form.answers["decision"],
            late_reason=form.answers.get("late_reason", ""),
            version=form.sent_version,
            key=form.key,
        ),
        done=_detail(row),
        context=frame(request, row, parts)
        | {
            "title": f"Authorise {row.reference}",
            "submit": "Authorise",
            "cancel": _detail(row),
            "lead": "Read it through first. The day of authorisation is its end date, and cannot be undone.",
        },
        version=row.version,
        said="Authorised.",
    )


def _deciding(request: SignedInRequest, row: Assessment) -> None:
    require(request.user, Permission.ASSESSMENT_AUTHORISE)
    if row.status != "SUBMITTED":
        raise WrongState(
            f"This assessment is {row.get_status_display().lower()}: there is nothing to decide."
        )
    may_authorise(row, request.user)


@require_http_methods(["GET", "POST"])
def assessment_oversight(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A manager's stamp at a checkpoint."""
    row, parts = opened(request, public_id, purpose="Oversees assessment")
    require(request.user, Permission.ASSESSMENT_AUTHORISE, Permission.SUPERVISION_WRITE)
    return form_page(
        request,
        form_class=OversightForm,
        act=lambda form: services.record_oversight(assessment=row, by=request.user, **form.answers),
        done=_detail(row),
        context=frame(request, row, parts)
        | {"title": "Record oversight", "submit": "Record", "cancel": _detail(row)},
        said="Recorded.",
    )


@require_http_methods(["GET", "POST"])
def assessment_more_time(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """More than 45 working days, with a reason."""
    row, parts = opened(request, public_id, purpose="Oversees assessment")
    require(request.user, Permission.CLOCK_EXTEND)
    return form_page(
        request,
        form_class=MoreTimeForm,
        act=lambda form: services.agree_more_time(assessment=row, by=request.user, **form.answers),
        done=_detail(row),
        context=frame(request, row, parts)
        | {"title": "Agree more time", "submit": "Agree", "cancel": _detail(row)},
        said="More time is agreed; the limit in law stays on record.",
    )


@require_http_methods(["GET", "POST"])
def assessment_allocate(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Who does it."""
    row, parts = opened(request, public_id, purpose="Allocates assessment")
    require(request.user, Permission.CASE_ALLOCATE)
    return form_page(
        request,
        form_class=AllocateForm,
        form_kwargs={"colleagues": selectors.colleagues_for(row)},
        act=lambda form: services.allocate(
            assessment=row, worker=form.answers["worker"], by=request.user, version=form.sent_version
        ),
        done=_detail(row),
        context=frame(request, row, parts)
        | {"title": "Allocate this assessment", "submit": "Allocate", "cancel": _detail(row)},
        version=row.version,
        said="Allocated; the worker is told.",
    )


@require_http_methods(["GET", "POST"])
def assessment_family_copy(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The family's copy, or why there was none."""
    row, parts = opened(request, public_id, purpose="Records the family's copy of")
    require(request.user, Permission.ASSESSMENT_WRITE, Permission.ASSESSMENT_AUTHORISE)
    return form_page(
        request,
        form_class=FamilyCopyForm,
        act=lambda form: services.record_family_copy(
            assessment=row,
            by=request.user,
            given_on=form.answers["given_on"],
            given_to=form.answers["given_to"],
            not_told_because=form.answers["not_told_because"],
            version=form.sent_version,
        ),
        done=_detail(row),
        context=frame(request, row, parts)
        | {"title": "The family's copy", "submit": "Record", "cancel": _detail(row)},
        version=row.version,
        said="Recorded.",
    )
