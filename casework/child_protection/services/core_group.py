"""Core groups: the first makes the outline a full plan; each sets the clock of the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.models import Agency, User
from accounts.permissions import Permission
from casework.cases.enums import Rating
from casework.cases.permissions import require_record
from casework.cases.selectors import lead_of
from casework.cases.services.allocate import tell_managers
from casework.cases.services.rows import add, change, once_row
from casework.child_protection.models import CoreGroup, CoreGroupMember, CoreGroupProgress
from casework.plans import clocks
from casework.plans.models import Outcome, Plan
from core import clock, workflow
from core.errors import DomainError, WrongState
from people import services as people
from people.enums import Stage

_MEMBERS = (Permission.CORE_GROUP_WRITE, Permission.CONFERENCE_CHAIR)


@dataclass(frozen=True, slots=True)
class OutcomeStands:
    """How an outcome stands at a core group."""

    outcome: Outcome
    rating: str
    evidence: str = ""


@transaction.atomic
def hold_core_group(
    *,
    plan: Plan,
    by: User,
    held_on: date,
    present: str,
    is_working: bool,
    chaired_by_name: str,
    progress: Sequence[OutcomeStands] = (),
    child_seen_on: str = "",
    child_view: str = "",
    family_view: str = "",
    new_risk: str = "",
    is_escalated: bool = False,
    escalation: str = "",
    minuted_by_name: str = "",
    next_on: date | None = None,
    full_plan_agreed: bool = True,
    key: str = "",
) -> CoreGroup:
    """Record a core group: each outcome's progress, new risk, whether the plan works; the next one is due from today."""
    require_record(by, plan.person, *_MEMBERS)
    if plan.kind != "CP":
        raise WrongState("Core groups carry child protection plans.")
    if not present.strip():
        raise DomainError("Write who was there, by agency.", field="present")
    if held_on > clock.today():
        raise DomainError("Record the core group when it has met.", field="held_on")
    if is_escalated and not escalation.strip():
        raise DomainError("Say to whom it is escalated and why.", field="escalation")

    def do() -> CoreGroup:
        row = workflow.lock(plan)
        if row.ends_on is not None:
            raise WrongState("This plan has ended.")
        if row.starts_on is None or held_on < row.starts_on:
            raise DomainError("A core group meets after the conference.", field="held_on")
        moment = clock.at_local(held_on, 12)
        met = [
            clocks.stop(code, row, by=by, at=moment, outcome="Core group held") for code in ("CG-1", "CG-N")
        ]
        group = add(
            CoreGroup,
            by=by,
            because="core group held",
            plan=row,
            number=CoreGroup.objects.filter(plan=row).count() + 1,
            held_on=held_on,
            is_in_time=next((answer for answer in met if answer is not None), None),
            present=present,
            child_seen_on=child_seen_on,
            child_view=child_view,
            family_view=family_view,
            new_risk=new_risk,
            is_working=is_working,
            is_escalated=is_escalated,
            escalation=escalation,
            chaired_by_name=chaired_by_name or by.display_name,
            minuted_by_name=minuted_by_name,
            next_on=next_on,
        )
        for stands in progress:
            add(
                CoreGroupProgress, by=by, because="core group held", core_group=group, outcome=stands.outcome,
                rating=Rating(stands.rating), evidence=stands.evidence,
            )  # fmt: skip
        if full_plan_agreed:
            clocks.stop("CPP-FULL", row, by=by, at=moment, outcome="Full plan agreed")
        clocks.start("CG-N", row, by=by, on=held_on, owner=lead_of(row.case))
        if is_escalated or not is_working:
            tell_managers(row.case, kind="PLAN_NOT_WORKING", key=f"core-group:{group.public_id}")
        people.enter_stage(person=row.person, stage=Stage.MONITORING, by=by)
        return group

    return once_row(CoreGroup, by=by, action="core_group.hold", key=key, do=do)


@transaction.atomic
def join_core_group(
    *, plan: Plan, by: User, name: str = "", role: str = "", user: User | None = None, agency: Agency | None = None,
    key: str = "",
) -> CoreGroupMember:  # fmt: skip
    """Somebody joins the core group."""
    require_record(by, plan.person, *_MEMBERS)
    called = name.strip() or (user.display_name if user else "")
    if not called:
        raise DomainError("Write who joins.", field="name")

    def do() -> CoreGroupMember:
        return add(
            CoreGroupMember, by=by, because="joined core group", plan=plan, name=called, role=role, user=user,
            agency=agency or (user.agency if user else None), started_at=clock.now(),
        )  # fmt: skip

    return once_row(CoreGroupMember, by=by, action="core_group.join", key=key, do=do)


@transaction.atomic
def leave_core_group(*, member: CoreGroupMember, by: User, reason: str) -> CoreGroupMember:
    """Somebody leaves the core group."""
    require_record(by, member.plan.person, *_MEMBERS)
    if not reason.strip():
        raise DomainError("Say why.", field="reason")
    return change(workflow.lock(member), by=by, because=reason, ended_at=clock.now(), ended_by=by)
