"""The pages of a plan."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import require
from accounts.permissions import Permission as P
from accounts.requests import SignedInRequest
from casework.cases import presenters as case_presenters
from casework.cases.views.frame import agencies, form_context, leads, opened
from casework.plans import forms, permissions, presenters, selectors, services
from casework.plans.models import Plan
from core.govuk.views import Fresh, form_page
from people.services import open_record

GET_POST = ["GET", "POST"]


def _open(request: SignedInRequest, plan: Plan, purpose: str, *, writing: bool = False) -> Plan:
    open_record(by=request.user, person=plan.person, purpose=f"{purpose} {plan.reference}")
    if writing:
        permissions.require_writer(request.user, plan)
    return plan


def _opened(request: SignedInRequest, public_id: UUID, purpose: str, *, writing: bool = False) -> Plan:
    return _open(request, selectors.plan(public_id, reader=request.user), purpose, writing=writing)


def _page(plan: Plan) -> str:
    return reverse("plan_detail", args=[plan.public_id])


def _context(plan: Plan, title: str, submit: str, **more: object) -> dict[str, object]:
    return {
        "title": title,
        "caption": f"{plan.person.full_name}, {plan.reference}",
        "submit": submit,
        "cancel": _page(plan),
        **more,
    }


@require_GET
def plan_detail(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A plan: what has to change, who does what, how it goes."""
    plan = _opened(request, public_id, "Plan")
    context = {
        "plan": plan,
        "head": case_presenters.head(plan.person, reader=request.user),
        "rows": presenters.rows(plan),
        "texts": presenters.texts(plan),
        "needs": presenters.need_lines(plan, reader=request.user),
        "doings": presenters.doings(plan, reader=request.user),
        "may_contribute": permissions.may_contribute(request.user, plan),
        "may_write": permissions.may_write(request.user, plan),
        "clocks": presenters.clocks_of(plan),
        "views": selectors.views_of(plan, reader=request.user),
        "reviews": selectors.reviews_of(plan, reader=request.user),
        "challenges": selectors.challenges_of(plan, reader=request.user),
        "panels": presenters.panels(plan, reader=request.user),
    }
    return render(request, "casework/plans/plan.html", context)


@require_http_methods(GET_POST)
def plan_start(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    case = opened(request, public_id, "Plan", P.PLAN_WRITE, P.EARLY_HELP_WRITE)
    return form_page(
        request,
        form_class=forms.StartPlanForm,
        act=lambda form: services.start_plan(case=case, by=request.user, key=form.key, **form.answers),
        done=_page,
        context=form_context(case, "Begin a plan", "Begin"),
    )


@require_http_methods(GET_POST)
def plan_edit(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    plan = _opened(request, public_id, "Plan", writing=True)
    says = {
        name: getattr(plan, name)
        for name in forms.EditPlanForm.base_fields
        if hasattr(plan, name) and name != "version"
    }
    return form_page(
        request,
        form_class=forms.EditPlanForm,
        act=lambda form: services.edit_plan(
            plan=plan, by=request.user, version=form.sent_version, **form.answers
        ),
        done=_page(plan),
        initial=says,
        version=plan.version,
        fresh=lambda: Fresh(plan.version, says),
        context=_context(plan, "Change the plan's words", "Save"),
    )


@require_http_methods(GET_POST)
def need_add(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    plan = _opened(request, public_id, "Plan", writing=True)
    return form_page(
        request,
        form_class=forms.NeedForm,
        act=lambda form: services.add_need(plan=plan, by=request.user, key=form.key, **form.answers),
        done=_page(plan),
        context=_context(plan, "Add a need", "Add"),
    )


@require_http_methods(GET_POST)
def need_edit(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    need = selectors.need(public_id, reader=request.user)
    plan = _open(request, need.plan, "Plan", writing=True)
    says = {"domain": need.domain, "text": need.text}
    return form_page(
        request,
        form_class=forms.NeedForm,
        act=lambda form: services.edit_need(
            need=need, by=request.user, version=form.sent_version, **form.answers
        ),
        done=_page(plan),
        initial=says,
        version=need.version,
        fresh=lambda: Fresh(need.version, says),
        context=_context(plan, "Change this need", "Save"),
    )


@require_http_methods(GET_POST)
def outcome_add(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    need = selectors.need(public_id, reader=request.user)
    plan = _open(request, need.plan, "Plan", writing=True)
    return form_page(
        request,
        form_class=forms.NewOutcomeForm,
        act=lambda form: services.add_outcome(need=need, by=request.user, key=form.key, **form.answers),
        done=_page(plan),
        context=_context(plan, "Add an outcome", "Add", lead=need.text),
    )


@require_http_methods(GET_POST)
def outcome_edit(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    row = selectors.outcome(public_id, reader=request.user)
    plan = _open(request, row.need.plan, "Plan", writing=True)
    says = {
        "change_wanted": row.change, "measure": row.measure, "baseline": row.baseline, "target": row.target,
        "by_on": row.by_on, "state": row.state,
    }  # fmt: skip
    return form_page(
        request,
        form_class=forms.EditOutcomeForm,
        act=lambda form: services.edit_outcome(
            outcome=row, by=request.user, version=form.sent_version, **form.answers
        ),
        done=_page(plan),
        initial=says,
        version=row.version,
        fresh=lambda: Fresh(row.version, says),
        context=_context(plan, "Change this outcome", "Save"),
    )


@require_http_methods(GET_POST)
def outcome_score(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    row = selectors.outcome(public_id, reader=request.user)
    plan = _open(request, row.need.plan, "Plan")
    permissions.require_contributor(request.user, plan)
    return form_page(
        request,
        form_class=forms.ScoreForm,
        act=lambda form: services.score_outcome(outcome=row, by=request.user, key=form.key, **form.answers),
        done=_page(plan),
        context=_context(plan, "Score this outcome", "Save the score", lead=row.change),
    )


@require_http_methods(GET_POST)
def action_add(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    row = selectors.outcome(public_id, reader=request.user)
    plan = _open(request, row.need.plan, "Plan", writing=True)
    return form_page(
        request,
        form_class=forms.ActionForm,
        act=lambda form: services.add_action(outcome=row, by=request.user, key=form.key, **form.answers),
        done=_page(plan),
        form_kwargs={"offers": {"worker": leads(request, plan.case), "agency": agencies(request)}},
        context=_context(plan, "Add an action", "Add", lead=row.change),
    )


@require_http_methods(GET_POST)
def action_progress(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    row = selectors.action(public_id, reader=request.user)
    plan = _open(request, row.outcome.need.plan, "Plan")
    permissions.require_contributor(request.user, plan)
    return form_page(
        request,
        form_class=forms.ProgressForm,
        act=lambda form: services.record_progress(
            action=row, by=request.user, version=form.sent_version, key=form.key, **form.answers
        ),
        done=_page(plan),
        version=row.version,
        context=_context(plan, "How does it go?", "Save", lead=f"{row.what}: {presenters.who(row)}"),
    )


@require_http_methods(GET_POST)
def plan_view(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    plan = _opened(request, public_id, "Plan", writing=True)
    return form_page(
        request,
        form_class=forms.ViewForm,
        act=lambda form: services.record_view(
            plan=plan, by=request.user, key=form.key, said=services.SaidOfPlan(**form.answers)
        ),
        done=_page(plan),
        context=_context(plan, "What somebody says of the plan", "Save"),
    )


@require_http_methods(GET_POST)
def plan_agree(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    plan = _opened(request, public_id, "Plan")
    require(request.user, P.PLAN_AGREE, P.EARLY_HELP_WRITE)
    return form_page(
        request,
        form_class=forms.AgreeForm,
        act=lambda form: services.agree_plan(
            plan=plan, by=request.user, version=form.sent_version, key=form.key, **form.answers
        ),
        done=_page(plan),
        version=plan.version,
        form_kwargs={"offers": {"overseen_by": leads(request, plan.case)}},
        context=_context(plan, "Agree the plan", "Agree"),
        said="The plan is agreed and holds.",
    )


@require_http_methods(GET_POST)
def plan_review(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    plan = _opened(request, public_id, "Review")
    require(request.user, P.PLAN_WRITE, P.EARLY_HELP_WRITE)
    return form_page(
        request,
        form_class=forms.ReviewForm,
        act=lambda form: services.review_plan(
            plan=plan, by=request.user, version=form.sent_version, key=form.key, **form.answers
        ),
        done=_page(plan),
        version=plan.version,
        form_kwargs={"outcomes": selectors.outcomes_to_score(plan)},
        context=_context(plan, "Record a review", "Save the review"),
        said="The review is recorded and the next one is due.",
    )


@require_http_methods(GET_POST)
def plan_challenge(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Why is this child still on a plan? Asked of a child protection plan at nine months and on."""
    plan = _opened(request, public_id, "Plan")
    require(request.user, P.PLAN_AGREE, P.CONFERENCE_CHAIR)
    return form_page(
        request,
        form_class=forms.ChallengeForm,
        act=lambda form: services.challenge_length(plan=plan, by=request.user, key=form.key, **form.answers),
        done=_page(plan),
        context=_context(
            plan, "Challenge how long the plan lasts", "Save", lead=presenters.challenge_words(plan)
        ),
        said="The challenge is recorded.",
    )


@require_http_methods(GET_POST)
def plan_end(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    plan = _opened(request, public_id, "Plan")
    require(request.user, P.PLAN_AGREE, P.EARLY_HELP_WRITE)
    return form_page(
        request,
        form_class=forms.EndForm,
        act=lambda form: services.end_plan(
            plan=plan, by=request.user, version=form.sent_version, key=form.key, **form.answers
        ),
        done=_page(plan),
        version=plan.version,
        form_kwargs={"outcomes": selectors.outcomes_to_score(plan)},
        context=_context(plan, "End the plan", "End the plan", danger=True),
        said="The plan has ended.",
    )


@require_http_methods(GET_POST)
def plan_gap(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    plan = _opened(request, public_id, "Plan")
    require(request.user, P.GAP_LOG)
    return form_page(
        request,
        form_class=forms.GapForm,
        act=lambda form: services.log_gap(plan=plan, by=request.user, key=form.key, **form.answers),
        done=_page(plan),
        context=_context(plan, "Log a gap in provision", "Log"),
        said="The gap is logged, without a name.",
    )


@require_http_methods(GET_POST)
def case_close(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Close a case with the distance travelled: last scores, the plan's end, the case's end, at once."""
    case = opened(request, public_id, "Closing", P.CASE_CLOSE)
    plan = selectors.current_plan(case.person, reader=request.user)
    return form_page(
        request,
        form_class=forms.CloseCaseWithPlanForm if plan else forms.CloseCaseForm,
        act=lambda form: services.close_with_distance(
            case=case, by=request.user, version=form.sent_version, key=form.key, **form.answers
        ),
        # The record closes to the team with the case.
        done=reverse("my_work"),
        version=case.version,
        form_kwargs={"outcomes": selectors.scored_outcomes(plan) if plan else []},
        context=form_context(case, "Close the case", "Close the case", danger=True, lead=case.proposal),
        said="The case is closed.",
    )
