"""A plan is drafted, agreed, begins and ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts.access import holds
from accounts.models import User
from accounts.permissions import Permission
from assessments.early_help.services import reviews_pass_to_plan
from casework.cases import clocks as case_clocks
from casework.cases.enums import Significance
from casework.cases.models import Case
from casework.cases.permissions import is_social_worker, require_record
from casework.cases.selectors import lead_of
from casework.cases.services import note_event
from casework.cases.services.rows import add, change, once_row
from casework.cases.services.visits import ask_for_visits
from casework.plans import clocks
from casework.plans.enums import ENTITLEMENT, Agreement, EndReason, PlanKind
from casework.plans.models import Outcome, Plan, PlanView
from casework.plans.permissions import require_writer, writers_of
from casework.plans.services.track import score_outcome
from casework.plans.workflow import PLAN
from core import clock, workflow
from core.errors import DomainError, WrongState
from core.references import next_reference
from people import services as people
from people.enums import Stage
from people.models import Person

_TEXTS = frozenset(
    {
        "purpose", "danger", "bottom_lines", "contingency", "exit_criteria", "child_words", "entitlement",
        "visit_every_days", "overseen_by",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SaidOfPlan:
    """What somebody says of the plan."""

    name: str
    agreement: str
    words: str = ""
    person: Person | None = None


@transaction.atomic
def start_plan(
    *,
    case: Case,
    kind: str,
    by: User,
    purpose: str = "",
    assessed_on: date | None = None,
    key: str = "",
    **texts: object,
) -> Plan:
    """Begin to write a plan for a case; a child protection plan is begun by a conference alone."""
    require_record(by, case.person, *writers_of(kind))
    if kind == PlanKind.CP:
        raise WrongState("A child protection plan begins with a conference's decision.")

    def do() -> Plan:
        plan = draft(case=case, kind=kind, by=by, purpose=purpose, **texts)
        if kind == PlanKind.EARLY_HELP:
            reviews_pass_to_plan(person=case.person, by=by)
            # The first review counts from the completed assessment, whenever its plan is written.
            clocks.start("EHA-REV1", plan, by=by, on=assessed_on or clock.today(), owner=lead_of(case))
        return plan

    return once_row(Plan, by=by, action="plan.start", key=key, do=do)


def draft(*, case: Case, kind: str, by: User, purpose: str = "", **texts: object) -> Plan:
    """A draft of a plan; the caller has the right."""
    _known(texts)
    row = workflow.lock(case)
    if row.closed_at is not None:
        raise WrongState("This case is closed.")
    if Plan.objects.open().filter(person=row.person, kind=kind).exists():
        raise WrongState(f"There is an open {PlanKind(kind).label.lower()} already.")
    if kind != PlanKind.CP and Plan.objects.in_force().filter(person=row.person, kind=PlanKind.CP).exists():
        raise WrongState("No other plan runs beside a child protection plan.")
    people.enter_stage(person=row.person, stage=Stage.SUPPORT_PLANNING, by=by)
    return add(
        Plan,
        by=by,
        because="plan begun",
        reference=next_reference("PL", clock.today()),
        case=row,
        person=row.person,
        kind=PlanKind(kind),
        purpose=purpose,
        **{"entitlement": ENTITLEMENT[kind], **texts},
    )


def _known(texts: dict[str, object]) -> None:
    unknown = set(texts) - _TEXTS
    if unknown:
        raise TypeError(f"A plan does not take {sorted(unknown)}")


@transaction.atomic
def edit_plan(*, plan: Plan, by: User, version: int | None = None, **texts: object) -> Plan:
    """Change what a plan says as a whole: purpose, danger, contingency, the child's own words."""
    _known({name: value for name, value in texts.items() if name != "purpose"})
    require_writer(by, plan)
    row = change(workflow.lock(plan, version=version), by=by, because="plan edited", **texts)
    if row.starts_on is not None and "visit_every_days" in texts:
        ask_for_visits(case=row.case, by=by, every_days=row.visit_every_days)
    return row


@transaction.atomic
def agree_plan(
    *,
    plan: Plan,
    by: User,
    views: Sequence[SaidOfPlan] = (),
    starts_on: date | None = None,
    overseen_by: User | None = None,
    at: datetime | None = None,
    version: int | None = None,
    key: str = "",
) -> Plan:
    """A plan is agreed and begins: what each person says of it is kept, its review and visits are due from now on."""

    def do() -> Plan:
        require_record(by, plan.person)
        now = at or clock.now()
        row = workflow.lock(plan, version=version)
        on = starts_on or clock.to_local(now).date()
        _ready(row, overseen_by, on)
        early = row.kind == PlanKind.EARLY_HELP and not holds(by, Permission.PLAN_AGREE)
        for said in views:
            say(plan=row, by=by, said=said, on=on)
        suffix = "_early_help" if early else ""
        workflow.apply(row, f"agree{suffix}", workflow=PLAN, by=by, at=now)
        change(
            workflow.lock(row), by=by, because="plan agreed", agreed_at=now, agreed_by=by, starts_on=on,
            overseen_by=overseen_by or row.overseen_by,
        )  # fmt: skip
        agreed = workflow.apply(row, f"begin{suffix}", workflow=PLAN, by=by, at=now)
        ask_for_visits(case=agreed.case, by=by, every_days=agreed.visit_every_days)
        _clocks_of_agreed(agreed, by=by, at=now, on=on)
        people.enter_stage(person=agreed.person, stage=Stage.DELIVERY, by=by, at=now)
        return agreed

    return once_row(Plan, by=by, action="plan.agree", key=key, do=do)


def _ready(plan: Plan, overseen_by: User | None, on: date) -> None:
    """A plan that says nothing is not agreed; a lead of another profession needs a social worker's oversight."""
    if not Outcome.objects.filter(need__plan=plan).exists():
        raise WrongState("Write at least one need with an outcome before the plan is agreed.")
    lead = lead_of(plan.case)
    if lead is None:
        raise WrongState("Name a lead professional before the plan is agreed.")
    overseer = overseen_by or plan.overseen_by
    if overseer is not None and not is_social_worker(overseer):
        raise DomainError("Oversight is a social worker's.", field="overseen_by")
    if plan.kind == PlanKind.CIN and not is_social_worker(lead) and overseer is None:
        raise DomainError(
            "The lead is not a social worker: name the social worker who oversees this plan.",
            field="overseen_by",
        )
    other = Plan.objects.in_force().filter(person=plan.person).exclude(pk=plan.pk).first()
    if other is not None:
        raise WrongState(
            f"The {other.get_kind_display().lower()} {other.reference} is in force; end it first."
        )
    late = Plan.objects.filter(person=plan.person, ends_on__gt=on).exclude(pk=plan.pk).first()
    if late is not None:
        raise DomainError("An earlier plan was still in force on that day.", field="starts_on")


def _clocks_of_agreed(plan: Plan, *, by: User, at: datetime, on: date) -> None:
    lead = lead_of(plan.case)
    if plan.kind == PlanKind.CIN:
        case_clocks.stop("CIN-PLAN", plan.case, by=by, at=at, outcome="Plan agreed")
        clocks.start("CIN-REV1", plan, by=by, on=on, owner=lead)
        running = plan.case.person.clocks.filter(
            code="CINVIS", stopped_at__isnull=True, cancelled_at__isnull=True
        )
        if plan.case.kind == "CIN" and not running.exists():
            case_clocks.restart_visits(plan.case, by=by, since=on, owner=lead)


def say(*, plan: Plan, by: User, said: SaidOfPlan, on: date) -> PlanView:
    """Keep what somebody says of the plan; agreement is never assumed."""
    if said.agreement not in Agreement.values:
        raise DomainError(
            "Say for each person whether they agree, disagree, or were not asked.", field="views"
        )
    if said.agreement != Agreement.AGREES and not said.words.strip():
        raise DomainError(f"Write what {said.name} says, or why they were not asked.", field="views")
    return add(
        PlanView,
        by=by,
        because="view of the plan",
        plan=plan,
        person=said.person,
        name=said.name,
        agreement=said.agreement,
        words=said.words,
        said_on=on,
    )


@transaction.atomic
def record_view(*, plan: Plan, by: User, said: SaidOfPlan, on: date | None = None, key: str = "") -> PlanView:
    """Somebody changed their mind, or was asked later."""
    require_writer(by, plan)
    return once_row(
        PlanView,
        by=by,
        action="plan.view",
        key=key,
        do=lambda: say(plan=plan, by=by, said=said, on=on or clock.today()),
    )


@transaction.atomic
def end_plan(
    *,
    plan: Plan,
    by: User,
    reason: str,
    note: str,
    ends_on: date | None = None,
    scores: dict[Outcome, int] | None = None,
    version: int | None = None,
    key: str = "",
) -> Plan:
    """End a plan with its last scores, so that the distance travelled can be told."""

    def do() -> Plan:
        require_record(by, plan.person)
        row = workflow.lock(plan, version=version)
        early = row.kind == PlanKind.EARLY_HELP and not holds(by, Permission.PLAN_AGREE)
        step = "end_early_help" if early else "end"
        workflow.check(row, step, workflow=PLAN, by=by)
        if reason not in (EndReason.OUTCOMES_MET, EndReason.STEPPED_UP, EndReason.STEPPED_DOWN, EndReason.WITHDRAWN,
                          EndReason.MOVED, EndReason.ADULT, EndReason.DIED):  # fmt: skip
            raise DomainError("Choose why the plan ends.", field="reason")
        if not note.strip():
            raise DomainError("Say in a sentence what was reached and what was not.", field="note")
        on = ends_on or clock.today()
        closing_scores(row, by=by, scores=scores or {}, on=on)
        return finish(row, step, by=by, reason=reason, note=note, on=on)

    return once_row(Plan, by=by, action="plan.end", key=key, do=do)


def closing_scores(plan: Plan, *, by: User, scores: dict[Outcome, int], on: date) -> None:
    """Each outcome that was scored at the start is scored at the end."""
    for outcome in Outcome.objects.filter(need__plan=plan):
        if outcome in scores:
            score_outcome(outcome=outcome, by=by, score=scores[outcome], occasion="CLOSING", on=on)
        elif plan.starts_on is not None and outcome.scores.exists():
            raise DomainError(f"Give a last score: {outcome.change}", field="scores")


def finish(plan: Plan, step: str, *, by: User, reason: str, note: str, on: date) -> Plan:
    """The end of a plan, by whichever step the table allows this person."""
    if plan.starts_on is not None and on < plan.starts_on:
        raise DomainError("A plan cannot end before it began.", field="ends_on")
    if plan.kind == PlanKind.CP and on == plan.starts_on:
        raise DomainError("A child protection plan cannot begin and end on one day.", field="ends_on")
    change(plan, by=by, because=note, ends_on=on, end_reason=reason, end_note=note, next_review_on=None)
    ended = workflow.apply(plan, step, workflow=PLAN, by=by, at=clock.now(), reason=note)
    clocks.cancel_all(ended, by=by, reason="The plan ended.")
    if ended.starts_on is not None:
        ask_for_visits(case=ended.case, by=by, every_days=None)
        note_event(
            person=ended.person, by=by, on=min(on, clock.today()),
            event=f"{ended.get_kind_display()} ended: {ended.get_end_reason_display().lower()}",
            significance=Significance.CHANGE, source=ended.reference, source_public_id=ended.public_id,
        )  # fmt: skip
    return ended
