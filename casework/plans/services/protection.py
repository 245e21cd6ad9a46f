"""What a conference's decision does to plans; each is a chair's act (the table says so)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.models import User
from casework.cases import clocks as case_clocks
from casework.cases.enums import Significance
from casework.cases.models import Case
from casework.cases.selectors import lead_of
from casework.cases.services import note_event, step_to
from casework.cases.services.rows import add, change
from casework.cases.services.visits import ask_for_visits
from casework.plans import clocks
from casework.plans.enums import EndReason, PlanKind
from casework.plans.models import Action, Need, Outcome, Plan
from casework.plans.services.begin import draft, finish
from casework.plans.workflow import PLAN
from core import clock, workflow
from core.errors import DomainError
from people import services as people
from people.enums import Stage, StatusKind


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """One line of the outline plan that a conference agrees: what has to change and who begins with what."""

    need: str
    outcome: str
    by_on: date
    domain: str = "SAFETY"
    measure: str = ""
    action: str = ""
    worker: User | None = None
    who: str = ""


@transaction.atomic
def begin_protection_plan(
    *,
    case: Case,
    by: User,
    held_on: date,
    category: str,
    outline: Sequence[OutlineLine],
    earlier_plans: int,
    is_transfer_in: bool = False,
    danger: str = "",
    contingency: str = "",
    bottom_lines: str = "",
    visit_every_days: int | None = None,
) -> Plan:
    """A child protection plan begins on the day of its conference, in outline; every other plan ends that day."""
    end_for_protection(case=case, by=by, on=held_on)
    moment = clock.at_local(held_on, 12)
    plan = draft(
        case=case, kind=PlanKind.CP, by=by, danger=danger, contingency=contingency, bottom_lines=bottom_lines,
        visit_every_days=visit_every_days,
    )  # fmt: skip
    change(
        plan, by=by, because="conference decision", starts_on=held_on, category=category, first_category=category,
        earlier_plans=earlier_plans, is_transfer_in=is_transfer_in, agreed_at=moment, agreed_by=by,
    )  # fmt: skip
    plan = workflow.apply(plan, "begin_protection", workflow=PLAN, by=by, at=moment)
    for position, line in enumerate(outline, 1):
        _outline(plan, line, position, by=by)
    step_to(case, by=by, kind="CP", reason="Conference decision", at=moment, category=category)
    case.refresh_from_db()
    ask_for_visits(case=case, by=by, every_days=visit_every_days)
    lead = lead_of(case)
    for code in ("CG-1", "CPP-FULL", "RCPC-1", *clocks.LENGTHS):
        clocks.start(code, plan, by=by, on=held_on, owner=lead if code in ("CG-1", "CPP-FULL") else None)
    case_clocks.restart_visits(case, by=by, since=_last_seen_on(case, held_on), owner=lead)
    case_clocks.cancel("CIN-PLAN", case, by=by, reason="A child protection plan took its place.")
    people.enter_stage(person=case.person, stage=Stage.SUPPORT_PLANNING, by=by, at=moment)
    note_event(
        person=case.person, by=by, on=held_on, event=f"Child protection plan began: {plan.get_category_display().lower()}",
        significance=Significance.HARM, source=plan.reference, source_public_id=plan.public_id,
    )  # fmt: skip
    return plan


def _last_seen_on(case: Case, held_on: date) -> date:
    """Visits count from the last time the child was seen before the conference, at most a fortnight back."""
    seen = case.person.sightings.filter(seen_at__lte=clock.at_local(held_on, 23)).order_by("-seen_at").first()
    if seen is None:
        return held_on
    on = clock.to_local(seen.seen_at).date()
    return on if (held_on - on).days < 14 else held_on


def _outline(plan: Plan, line: OutlineLine, position: int, *, by: User) -> None:
    if not line.need.strip() or not line.outcome.strip():
        raise DomainError(
            "Each line of the outline says what has to change and what is wanted.", field="outline"
        )
    need = add(
        Need, by=by, because="outline", plan=plan, domain=line.domain, text=line.need, position=position
    )
    outcome = add(
        Outcome, by=by, because="outline", need=need, change=line.outcome,
        measure=line.measure or "To be agreed by the core group", by_on=line.by_on,
    )  # fmt: skip
    if line.action.strip():
        who = {"worker": line.worker} if line.worker is not None else {"relative": line.who or "Core group"}
        add(Action, by=by, because="outline", outcome=outcome, what=line.action, due_on=line.by_on, **who)


def end_for_protection(*, case: Case, by: User, on: date) -> None:
    """A child in need or early help plan ends on the day child protection begins."""
    for plan in Plan.objects.open().exclude(kind=PlanKind.CP).filter(person=case.person):
        row = workflow.lock(plan)
        finish(
            row, "end_for_protection", by=by, reason=EndReason.STEPPED_UP, note="A child protection plan took its place.",
            on=max(on, row.starts_on or on),
        )  # fmt: skip


@transaction.atomic
def continue_protection_plan(*, plan: Plan, by: User, held_on: date, category: str) -> Plan:
    """A review conference goes on with the plan: the latest category, the next review in six months."""
    moment = clock.at_local(held_on, 12)
    row = workflow.lock(plan)
    if row.starts_on is None or held_on <= row.starts_on:
        raise DomainError("A review is held after the day the plan began.", field="held_on")
    row = workflow.apply(row, "review_protection", workflow=PLAN, by=by, at=moment)
    if category and category != row.category:
        change(row, by=by, because="latest category", category=category)
        _recategorise(row, by=by, on=held_on)
    for code in ("RCPC-1", "RCPC-N"):
        clocks.stop(code, row, by=by, at=moment, outcome="Review conference held")
    clocks.start("RCPC-N", row, by=by, on=held_on, owner=None)
    people.enter_stage(person=row.person, stage=Stage.REVIEW, by=by)
    return row


def _recategorise(plan: Plan, *, by: User, on: date) -> None:
    people.end_status(person=plan.person, kind=StatusKind.PROTECTION, by=by, ended_on=on)
    people.set_status(
        person=plan.person, kind=StatusKind.PROTECTION, by=by, started_on=on, category=plan.category,
        source=plan.case.reference,
    )  # fmt: skip


@transaction.atomic
def discontinue_protection_plan(*, plan: Plan, by: User, held_on: date, because: str, note: str) -> Plan:
    """A conference ends the plan on one of the four grounds; the child is then a child in need, where still here."""
    row = workflow.lock(plan)
    moment = clock.at_local(held_on, 12)
    for code in ("RCPC-1", "RCPC-N"):
        clocks.stop(code, row, by=by, at=moment, outcome="Review conference held")
    ended = finish(row, "end_protection", by=by, reason=because, note=note, on=held_on)
    case = ended.case
    if because == EndReason.NO_LONGER_AT_RISK:
        step_to(case, by=by, kind="CIN", reason=note, at=moment)
        case.refresh_from_db()
        lead = lead_of(case)
        case_clocks.restart_visits(case, by=by, since=_last_seen_on(case, held_on), owner=lead)
        case_clocks.start("CIN-PLAN", case, by=by, at=held_on, owner=lead)
    else:
        people.end_status(person=case.person, kind=StatusKind.PROTECTION, by=by, ended_on=held_on)
        case_clocks.cancel("CPVIS", case, by=by, reason=note)
    return ended
