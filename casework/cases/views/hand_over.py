"""Transfers, steps and closing proposals."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission as P
from accounts.requests import SignedInRequest
from accounts.selectors import members_of
from casework.cases import presenters, selectors, services
from casework.cases.forms import (
    AcceptTransferForm,
    DecideStepForm,
    DeclineForm,
    ReasonForm,
    StepForm,
    TransferForm,
)
from casework.cases.models import Case, Handover
from casework.cases.views.frame import everybody, form_context, opened, teams
from core.govuk.forms import StandardForm
from core.govuk.views import act_page, form_page
from people.services import open_record

GET_POST = ["GET", "POST"]


@require_http_methods(GET_POST)
def case_transfer(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    case = opened(request, public_id, "Transfer", P.CASE_ALLOCATE, P.CASE_PROPOSE_CLOSE)
    return form_page(
        request,
        form_class=TransferForm,
        act=lambda form: services.request_transfer(case=case, by=request.user, key=form.key, **form.answers),
        done=reverse("case_detail", args=[case.public_id]),
        form_kwargs={"offers": {"to_team": teams(request)}},
        context=form_context(case, "Ask another team to take the case", "Ask"),
        said="The team is asked. Your team keeps the case until it accepts.",
    )


def _handover(request: SignedInRequest, public_id: UUID) -> Handover:
    row = selectors.handover(public_id, reader=request.user)
    open_record(by=request.user, person=row.case.person, purpose=f"Handover of {row.case.reference}")
    services.require_answerer(row, request.user)
    return row


@require_http_methods(GET_POST)
def handover_accept(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Take a case: a team's manager names lead and worker; a lead who was asked says yes."""
    row = _handover(request, public_id)
    done = reverse("case_detail", args=[row.case.public_id])
    if row.to_team is None:
        return act_page(
            request,
            act=lambda form: services.accept_handover(
                handover=row, by=request.user, version=form.sent_version
            ),
            done=done,
            title=f"Lead for {row.case.person.full_name}?",
            submit="Yes, I lead from now",
            lead=row.reason,
            cancel=done,
            version=row.version,
            said="You lead from now.",
        )
    offered = presenters.offered(members_of(row.to_team))
    return form_page(
        request,
        form_class=AcceptTransferForm,
        act=lambda form: services.accept_handover(
            handover=row, by=request.user, version=form.sent_version, **form.answers
        ),
        done=done,
        version=row.version,
        form_kwargs={"offers": {"lead": offered, "worker": offered}},
        context=form_context(row.case, "Take this case", "Take the case", lead=row.reason),
        said="The case is your team's.",
    )


@require_http_methods(GET_POST)
def handover_decline(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    row = _handover(request, public_id)
    return form_page(
        request,
        form_class=DeclineForm,
        act=lambda form: services.decline_handover(
            handover=row, by=request.user, version=form.sent_version, **form.answers
        ),
        done=reverse("my_work"),
        version=row.version,
        context=form_context(row.case, "Do not take this case", "Do not take it"),
        said="Whoever asked is told.",
    )


@require_http_methods(GET_POST)
def case_propose_step(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    return _step(
        request, public_id, StepForm, services.propose_step, "Propose a step up or down", P.CASE_PROPOSE_CLOSE
    )


@require_http_methods(GET_POST)
def case_decide_step(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    case = opened(request, public_id, "Step up or down", P.CASE_CLOSE)
    step = case.get_proposed_kind_display() or "a step up or down"
    return form_page(
        request,
        form_class=DecideStepForm,
        act=lambda form: services.decide_step(
            case=case, by=request.user, version=form.sent_version, **form.answers
        ),
        done=reverse("case_detail", args=[case.public_id]),
        version=case.version,
        form_kwargs={"offers": {"new_lead": everybody(request)}},
        context=form_context(case, f"Agree: {step}", "Agree", lead=case.proposal),
        said="Agreed. A joint visit is due within ten working days.",
    )


@require_http_methods(GET_POST)
def case_decline_step(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    return _step(request, public_id, ReasonForm, services.decline_step, "Do not agree the step", P.CASE_CLOSE)


@require_http_methods(GET_POST)
def case_propose_close(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    return _step(
        request, public_id, ReasonForm, services.propose_close, "Propose to close", P.CASE_PROPOSE_CLOSE
    )


@require_http_methods(GET_POST)
def case_decline_close(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    return _step(
        request, public_id, ReasonForm, services.decline_close, "Do not agree to close", P.CASE_CLOSE
    )


def _step(
    request: SignedInRequest,
    public_id: UUID,
    form_class: type[StandardForm],
    service: Callable[..., Case],
    title: str,
    permission: P,
) -> HttpResponse:
    """A step of the case's own workflow, with its reason."""
    case = opened(request, public_id, title, permission)

    def act(form: StandardForm) -> Any:
        return service(case=case, by=request.user, version=form.sent_version, **form.answers)

    return form_page(
        request,
        form_class=form_class,
        act=act,
        done=reverse("case_detail", args=[case.public_id]),
        version=case.version,
        context=form_context(case, title, "Save", lead=case.proposal),
    )
