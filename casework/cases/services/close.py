"""A case closes with a reason; what was written down for it ends with it."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from casework.cases import clocks
from casework.cases.enums import ClosureReason
from casework.cases.models import Allocation, Case, CaseKindPeriod, Handover
from casework.cases.permissions import require_record
from casework.cases.services.allocate import end_involvements, tell_managers
from casework.cases.services.open import STATUS_OF
from casework.cases.services.oversee import oversee
from casework.cases.services.rows import change, once_row
from casework.cases.workflow import CASE
from casework.ports import closing_refusals
from core import clock, workflow
from core.errors import DomainError, WrongState
from people import services as people
from people.enums import InvolvementKind


@transaction.atomic
def propose_close(*, case: Case, by: User, reason: str, version: int | None = None) -> Case:
    """A worker proposes to close; a manager decides."""
    require_record(by, case.person)
    row = workflow.apply(
        case, "propose_close", workflow=CASE, by=by, at=clock.now(), reason=reason, version=version
    )
    change(row, by=by, because=reason, proposal=reason)
    tell_managers(row, kind="CLOSURE_PROPOSED", key=f"close:{row.public_id}:{row.version}")
    return row


@transaction.atomic
def decline_close(*, case: Case, by: User, reason: str, version: int | None = None) -> Case:
    """The manager does not agree: the case goes on."""
    require_record(by, case.person)
    row = workflow.apply(
        case, "decline_close", workflow=CASE, by=by, at=clock.now(), reason=reason, version=version
    )
    return change(row, by=by, because=reason, proposal="")


@transaction.atomic
def close_case(
    *,
    case: Case,
    by: User,
    reason_code: str,
    rationale: str,
    at: datetime | None = None,
    version: int | None = None,
    key: str = "",
) -> Case:
    """Close a case: lead, team, statuses, clocks and episode end with it; nothing may be left running."""

    def do() -> Case:
        require_record(by, case.person, Permission.CASE_CLOSE)
        if reason_code not in ClosureReason.values:
            raise DomainError("Choose why the case closes.", field="reason_code")
        refusals = [text for answer in closing_refusals.ask(case=case) for text in answer]
        if refusals:
            raise WrongState(refusals[0])
        now = at or clock.now()
        oversee(
            case=case,
            by=by,
            occasion="CLOSURE",
            decision=str(ClosureReason(reason_code).label),
            rationale=rationale,
        )
        return _close(
            workflow.lock(case, version=version), by=by, code=reason_code, rationale=rationale, at=now
        )

    return once_row(Case, by=by, action="case.close", key=key, do=do)


def _close(case: Case, *, by: User, code: str, rationale: str, at: datetime) -> Case:
    workflow.check(case, "close", workflow=CASE, by=by)
    change(
        case, by=by, because=rationale, closed_at=at, closed_by=by, closure_reason=code, closure_note=rationale,
        unallocated_since=None, proposal="", proposed_kind="",
    )  # fmt: skip
    row = workflow.apply(case, "close", workflow=CASE, by=by, at=at, reason=rationale)
    on = clock.to_local(at).date()
    for allocation in Allocation.objects.current().select_for_update(of=("self",)).filter(case=row):
        change(allocation, by=by, because="Closed", ended_at=at, ended_by=by, end_reason="Closed")
    for period in CaseKindPeriod.objects.current().select_for_update(of=("self",)).filter(case=row):
        change(period, by=by, because="Closed", ended_at=at, ended_by=by)
    for handover in Handover.objects.waiting().select_for_update(of=("self",)).filter(case=row):
        change(
            handover,
            by=by,
            because="Closed",
            declined_at=at,
            declined_by=by,
            decline_reason="The case closed.",
        )
    people.end_status(person=row.person, kind=STATUS_OF[row.kind], by=by, ended_on=on)
    clocks.cancel_all(row, by=by, reason="The case closed.")
    people.close_episode(person=row.person, by=by, reason=str(ClosureReason(code).label), at=at)
    _part(row, by=by, at=at)
    return row


def _part(case: Case, *, by: User, at: datetime) -> None:
    """Nobody leads, works with or chairs for a person whose case is closed; a roll or caseload stays.

    While an assessment is open its worker and team stay too.
    """
    end_involvements(case, by=by, at=at, reason="The case closed.")
    others = case.person.involvements.filter(ended_at__isnull=True).exclude(kind=InvolvementKind.UNIVERSAL)
    if case.person.assessment_parts.filter(is_open=True).exists():
        others = others.filter(kind=InvolvementKind.LEAD)
    for row in others:
        people.end_involvement(involvement=row, by=by, reason="The case closed.", at=at)
