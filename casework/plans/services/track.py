"""How a plan goes: scores, progress, reviews."""

from datetime import date

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from casework.cases.permissions import require_record
from casework.cases.selectors import lead_of
from casework.cases.services.rows import add, change, once_row
from casework.plans import clocks
from casework.plans.enums import ActionState, PlanKind, ReviewDecision, ScoreOccasion
from casework.plans.models import Action, Outcome, OutcomeScore, Plan, PlanReview, ProgressNote
from casework.plans.permissions import require_contributor
from casework.plans.workflow import PLAN
from core import clock, workflow
from core.errors import DomainError, WrongState
from people import services as people
from people.enums import Stage


@transaction.atomic
def score_outcome(
    *,
    outcome: Outcome,
    by: User,
    score: int,
    occasion: str = ScoreOccasion.PROGRESS,
    on: date | None = None,
    note: str = "",
    key: str = "",
) -> OutcomeScore:
    """How near an outcome is today, 0 to 10; the trend is the row of these."""
    require_contributor(by, outcome.need.plan)
    day = on or clock.today()
    if not 0 <= score <= 10:
        raise DomainError("Score from 0 to 10.", field="score")
    if day > clock.today():
        raise DomainError("A score is for today or before.", field="on")

    def do() -> OutcomeScore:
        return add(
            OutcomeScore, by=by, because="scored", outcome=outcome, score=score, scored_on=day,
            occasion=ScoreOccasion(occasion), note=note[:300],
        )  # fmt: skip

    return once_row(OutcomeScore, by=by, action="plan.score", key=key, do=do)


@transaction.atomic
def record_progress(
    *,
    action: Action,
    by: User,
    text: str,
    state: str,
    rating: str = "",
    version: int | None = None,
    key: str = "",
) -> ProgressNote:
    """Say how an action goes; done and will-not-be-done are said here too."""
    require_contributor(by, action.outcome.need.plan)
    if not text.strip():
        raise DomainError("Write how it goes.", field="text")
    if state not in ActionState.values:
        raise DomainError("Say how the action stands.", field="state")

    def do() -> ProgressNote:
        row = workflow.lock(action, version=version)
        done_on = clock.today() if state == ActionState.DONE else None
        change(row, by=by, because=text[:200], state=state, rating=rating, done_on=done_on)
        return add(ProgressNote, by=by, because="progress", action=row, text=text, state=state, rating=rating)

    return once_row(ProgressNote, by=by, action="plan.progress", key=key, do=do)


@transaction.atomic
def review_plan(
    *,
    plan: Plan,
    by: User,
    held_on: date,
    present: str,
    is_working: bool,
    decision: str,
    child_view: str = "",
    family_view: str = "",
    what_changed: str = "",
    scores: dict[Outcome, int] | None = None,
    next_on: date | None = None,
    version: int | None = None,
    key: str = "",
) -> PlanReview:
    """Hold a review: scores, what the child and the family say, whether it works; the next one is due from today."""

    def do() -> PlanReview:
        require_record(by, plan.person, Permission.PLAN_WRITE, Permission.EARLY_HELP_WRITE)
        row = workflow.lock(plan, version=version)
        if row.kind == PlanKind.CP:
            raise WrongState("A review conference reviews a child protection plan.")
        if row.starts_on is None or held_on <= row.starts_on:
            raise DomainError("A review is held after the day the plan began.", field="held_on")
        if held_on > clock.today():
            raise DomainError("Record the review when it has been held.", field="held_on")
        if not present.strip():
            raise DomainError("Write who was there.", field="present")
        if decision not in ReviewDecision.values:
            raise DomainError("Say what was decided.", field="decision")
        moment = clock.at_local(held_on, 12)
        review = add(
            PlanReview,
            by=by,
            because="review held",
            plan=row,
            held_on=held_on,
            present=present,
            child_view=child_view,
            family_view=family_view,
            is_working=is_working,
            what_changed=what_changed,
            decision=decision,
            next_on=next_on,
        )
        for outcome, score in (scores or {}).items():
            score_outcome(outcome=outcome, by=by, score=score, occasion=ScoreOccasion.REVIEW, on=held_on)
        workflow.apply(row, "review", workflow=PLAN, by=by, at=moment)
        change(workflow.lock(row), by=by, because="review held", next_review_on=next_on)
        clocks.stop_reviews(row, by=by, at=moment)
        if decision != ReviewDecision.END:
            clocks.start(clocks.NEXT_REVIEW[row.kind], row, by=by, on=held_on, owner=lead_of(row.case))
        people.enter_stage(person=row.person, stage=Stage.REVIEW, by=by)
        return review

    return once_row(PlanReview, by=by, action="plan.review", key=key, do=do)
