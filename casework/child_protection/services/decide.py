"""The conference's decisions, child by child, and everything that follows from them on the same day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.models import Agency, User
from accounts.permissions import Permission
from casework.cases.enums import Significance
from casework.cases.permissions import is_delegated_social_worker
from casework.cases.selectors import lead_of
from casework.cases.services import note_event
from casework.cases.services.allocate import tell_managers
from casework.cases.services.rows import add, change, once_row
from casework.child_protection import clocks
from casework.child_protection.enums import (
    DECIDED_ITEMS,
    Attendance,
    ConferenceKind,
    Discontinuation,
    InviteeKind,
    Recommendation,
)
from casework.child_protection.models import (
    AgencyOpinion,
    Conference,
    ConferenceChild,
    CoreGroupMember,
    Dissent,
)
from casework.child_protection.permissions import require_conference
from casework.child_protection.workflow import CONFERENCE
from casework.plans.enums import Category
from casework.plans.models import Plan
from casework.plans.selectors import earlier_protection_plans
from casework.plans.services import (
    begin_protection_plan,
    continue_protection_plan,
    discontinue_protection_plan,
)
from casework.plans.services.protection import OutlineLine
from core import clock, workflow
from core.errors import DomainError, WrongState

SATURDAY = 5
OTHER_AGENCIES = 2


@dataclass(frozen=True, slots=True)
class AgencyThinks:
    """One agency's view for one child."""

    agency: Agency
    name: str
    recommendation: str
    category: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Disagrees:
    """Somebody's dissent: recorded with the reason and where it went."""

    name: str
    agency: Agency
    reason: str
    escalated_to: str


@dataclass(frozen=True, slots=True)
class MemberOfGroup:
    """Somebody whom the conference puts in the core group."""

    name: str
    role: str = ""
    user: User | None = None
    agency: Agency | None = None


@dataclass(frozen=True, slots=True)
class ChildDecision:
    """Everything a conference decides for one child."""

    child: ConferenceChild
    harm_likely: bool
    needs_plan: bool
    rationale: str
    parents_view: str
    category: str = ""
    child_view: str = ""
    majority_view: str = ""
    is_split: bool = False
    chair_decision: str = ""
    opinions: Sequence[AgencyThinks] = ()
    dissents: Sequence[Disagrees] = ()
    outline: Sequence[OutlineLine] = ()
    core_group: Sequence[MemberOfGroup] = ()
    danger: str = ""
    contingency: str = ""
    visit_every_days: int | None = None
    discontinued_because: str = ""


@transaction.atomic
def record_decisions(
    *,
    conference: Conference,
    by: User,
    held_on: date,
    children: Sequence[ChildDecision],
    not_quorate_reason: str = "",
    worries: str = "",
    strengths: str = "",
    needs_to_happen: str = "",
    version: int | None = None,
    key: str = "",
) -> Conference:
    """Record what was decided for each child: only the named chair, in a post the council has delegated to."""

    def do() -> Conference:
        require_conference(by, conference, Permission.CONFERENCE_CHAIR)
        row = workflow.lock(conference, version=version)
        workflow.check(row, "hold", workflow=CONFERENCE, by=by)
        _day(row, held_on)
        _complete(row, children)
        quorate = is_quorate(row)
        if not quorate and not not_quorate_reason.strip():
            raise WrongState(
                "The conference is not quorate: the council and two other agencies. Say why it decides nevertheless.",
                field="not_quorate_reason",
            )
        change(
            row, by=by, because="conference held", held_on=held_on, is_quorate=quorate,
            not_quorate_reason="" if quorate else not_quorate_reason, worries=worries, strengths=strengths,
            needs_to_happen=needs_to_happen,
        )  # fmt: skip
        moment = clock.at_local(held_on, 12)
        row = workflow.apply(row, "hold", workflow=CONFERENCE, by=by, at=moment)
        for decision in children:
            _decide(row, decision, by=by, held_on=held_on)
        for item in row.agenda.filter(is_done=False, title__in=DECIDED_ITEMS):
            change(workflow.lock(item), by=by, because="decisions recorded", is_done=True)
        clocks.start_letters(row, by=by, held_on=held_on)
        return row

    return once_row(Conference, by=by, action="conference.decide", key=key, do=do)


review_conference = record_decisions


def is_quorate(conference: Conference) -> bool:
    """The council and at least two other agencies came."""
    came = conference.invitations.filter(attendance=Attendance.ATTENDED)
    council = came.filter(kind=InviteeKind.LOCAL_AUTHORITY).exists()
    others = came.filter(kind=InviteeKind.AGENCY).values("agency").distinct().count()
    return council and others >= OTHER_AGENCIES


def _day(conference: Conference, held_on: date) -> None:
    if held_on.weekday() >= SATURDAY:
        raise DomainError("A conference is never held on a Saturday or Sunday.", field="held_on")
    if held_on > clock.today():
        raise DomainError("Decisions are recorded when the conference has been held.", field="held_on")
    if held_on < clock.to_local(conference.requested_at).date():
        raise DomainError("The conference cannot have been held before it was asked for.", field="held_on")


def _complete(conference: Conference, children: Sequence[ChildDecision]) -> None:
    """Every child has a decision of their own; none is carried along with a brother or sister."""
    asked = set(conference.children.values_list("pk", flat=True))
    if {decision.child.pk for decision in children} != asked or len(children) != len(asked):
        raise WrongState("Decide for every child of this conference, each for themselves.")
    for decision in children:
        _check(conference, decision)


def _check(conference: Conference, decision: ChildDecision) -> None:
    if decision.needs_plan and not decision.harm_likely:
        raise DomainError("A plan needs the answer that significant harm is likely.", field="harm_likely")
    if decision.needs_plan and decision.category not in Category.values:
        raise DomainError("Choose one category: neglect, physical, sexual or emotional.", field="category")
    if not decision.rationale.strip():
        raise DomainError("Say why, for this child.", field="rationale")
    if not decision.parents_view.strip():
        raise DomainError("Write the parents' view, or why there is none.", field="parents_view")
    if decision.is_split and not decision.chair_decision.strip():
        raise DomainError("The agencies are divided: write the chair's decision.", field="chair_decision")
    views = {view.recommendation for view in decision.opinions}
    if {Recommendation.PLAN, Recommendation.NO_PLAN} <= views and not decision.is_split:
        raise DomainError(
            "The agencies are divided: say so, and write the chair's decision.", field="is_split"
        )
    for view in decision.opinions:
        if view.recommendation == contrary_to(decision.needs_plan) and not view.reason.strip():
            raise DomainError(f"Write why {view.agency} sees it differently.", field="opinions")
    for dissent in decision.dissents:
        if not dissent.reason.strip() or not dissent.escalated_to.strip():
            raise DomainError("A dissent has a reason, and somebody it is escalated to.", field="dissents")
    if conference.kind == ConferenceKind.REVIEW and not decision.needs_plan:
        if decision.discontinued_because not in Discontinuation.values:
            raise DomainError(
                "A plan is discontinued only on one of the four grounds.", field="discontinued_because"
            )
        if decision.discontinued_because == Discontinuation.NO_LONGER_AT_RISK and decision.harm_likely:
            raise DomainError("Harm is still likely: the plan goes on.", field="discontinued_because")
    if conference.kind != ConferenceKind.REVIEW and decision.needs_plan and not decision.outline:
        raise DomainError("Agree at least one line of the outline plan.", field="outline")


def contrary_to(needs_plan: bool) -> Recommendation:
    """What an agency recommends that sees it differently from the decision."""
    return Recommendation.NO_PLAN if needs_plan else Recommendation.PLAN


def _decide(conference: Conference, decision: ChildDecision, *, by: User, held_on: date) -> None:
    child = workflow.lock(decision.child)
    plan = _plan(conference, child, decision, by=by, held_on=held_on)
    review_ended = conference.kind == ConferenceKind.REVIEW and not decision.needs_plan
    change(
        child, by=by, because="conference decision", harm_likely=decision.harm_likely, needs_plan=decision.needs_plan,
        category=decision.category if decision.needs_plan else "", rationale=decision.rationale,
        majority_view=decision.majority_view, is_split=decision.is_split, chair_decision=decision.chair_decision,
        child_view=decision.child_view, parents_view=decision.parents_view, plan=plan,
        discontinued_because=decision.discontinued_because if review_ended else "",
    )  # fmt: skip
    for thought in decision.opinions:
        add(
            AgencyOpinion, by=by, because="conference decision", child=child, agency=thought.agency,
            name=thought.name, recommendation=Recommendation(thought.recommendation), category=thought.category,
            reason=thought.reason,
        )  # fmt: skip
    for dissent in decision.dissents:
        add(
            Dissent, by=by, because="conference decision", child=child, name=dissent.name, agency=dissent.agency,
            reason=dissent.reason, escalated_to=dissent.escalated_to,
        )  # fmt: skip
    moment = clock.at_local(held_on, 12)
    for code in clocks.DUE_CODES.values():
        clocks.stop_for(code, child.case.person, by=by, at=moment)
    words = (
        "a child protection plan is needed" if decision.needs_plan else "no child protection plan is needed"
    )
    note_event(
        person=child.case.person, by=by, on=held_on, event=f"{conference.get_kind_display()}: {words}",
        significance=Significance.CHANGE, source=conference.reference, source_public_id=conference.public_id,
    )  # fmt: skip


def _plan(
    conference: Conference, child: ConferenceChild, decision: ChildDecision, *, by: User, held_on: date
) -> Plan | None:
    case = child.case
    if conference.kind == ConferenceKind.REVIEW:
        plan = Plan.objects.in_force().get(person=case.person, kind="CP")
        if decision.needs_plan:
            return continue_protection_plan(plan=plan, by=by, held_on=held_on, category=decision.category)
        return discontinue_protection_plan(
            plan=plan, by=by, held_on=held_on, because=decision.discontinued_because, note=decision.rationale
        )
    if not decision.needs_plan:
        return None
    plan = begin_protection_plan(
        case=case,
        by=by,
        held_on=held_on,
        category=decision.category,
        outline=decision.outline,
        earlier_plans=earlier_protection_plans(case.person) + child.earlier_plans_elsewhere,
        is_transfer_in=conference.kind == ConferenceKind.TRANSFER_IN,
        danger=decision.danger,
        contingency=decision.contingency,
        visit_every_days=decision.visit_every_days,
    )
    for member in decision.core_group:
        add(
            CoreGroupMember, by=by, because="core group named", plan=plan, user=member.user, name=member.name,
            agency=member.agency or (member.user.agency if member.user else None), role=member.role,
            started_at=clock.at_local(held_on, 12),
        )  # fmt: skip
    lead = lead_of(case)
    if lead is None or not is_delegated_social_worker(lead):
        # Safety s: the plan stands at once, and somebody must put the lead right today.
        tell_managers(case, kind="LEAD_NEEDED", key=f"lead-needed:{plan.public_id}")
    return plan
