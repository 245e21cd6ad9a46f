"""A case goes to another team, or up or down a step: the old lead stays until the new one accepts."""

from datetime import datetime

from django.db import transaction

from accounts.access import held
from accounts.models import Team, User
from accounts.permissions import Permission
from accounts.selectors import managers_of
from casework.cases import clocks
from casework.cases.enums import CaseKind, HandoverKind
from casework.cases.models import Case, CaseKindPeriod, Handover
from casework.cases.permissions import require_record
from casework.cases.services.allocate import allocate, end_involvements
from casework.cases.services.open import ensure_status
from casework.cases.services.oversee import oversee
from casework.cases.services.rows import add, change, once_row
from casework.cases.workflow import CASE
from core import clock, workflow
from core.errors import DomainError, NotPermitted, WrongState
from outbox.services import tell
from people import services as people
from people.enums import InvolvementKind


@transaction.atomic
def request_transfer(
    *, case: Case, by: User, to_team: Team, reason: str, at: datetime | None = None, key: str = ""
) -> Handover:
    """Ask another team to take a case: it may read the record from now on, and answers within five working days."""
    require_record(by, case.person, Permission.CASE_ALLOCATE, Permission.CASE_PROPOSE_CLOSE)

    def do() -> Handover:
        row = workflow.lock(case)
        if row.closed_at is not None:
            raise WrongState("This case is closed.")
        if row.team_id == to_team.pk:
            raise DomainError("The case is with this team already.", field="to_team")
        handover = _offer(row, HandoverKind.TRANSFER, by=by, reason=reason, at=at, to_team=to_team)
        people.involve(
            person=row.person,
            kind=InvolvementKind.CO_WORKER,
            by=by,
            team=to_team,
            what="Asked to take the case",
            source=row.reference,
            at=handover.requested_at,
        )
        for manager in managers_of(to_team):
            _tell(manager, handover, "TRANSFER_ASKED")
        return handover

    return once_row(Handover, by=by, action="case.transfer", key=key, do=do)


@transaction.atomic
def propose_step(*, case: Case, by: User, to_kind: str, reason: str, version: int | None = None) -> Case:
    """A worker proposes a step up or down; a manager decides."""
    require_record(by, case.person)
    kind = CaseKind(to_kind)
    if kind == case.kind:
        raise DomainError("Choose another frame than the one that holds.", field="to_kind")
    if kind == CaseKind.CP or case.kind == CaseKind.CP:
        raise DomainError("Child protection begins and ends with a conference's decision.", field="to_kind")
    row = workflow.apply(
        case, "propose_step", workflow=CASE, by=by, at=clock.now(), reason=reason, version=version
    )
    return change(row, by=by, because=reason, proposal=reason, proposed_kind=kind)


@transaction.atomic
def decide_step(
    *,
    case: Case,
    by: User,
    rationale: str,
    directive: str = "",
    new_lead: User | None = None,
    at: datetime | None = None,
    version: int | None = None,
) -> Case:
    """A manager agrees a step: its frame begins, a joint visit is due, the new lead is asked the same day."""
    require_record(by, case.person)
    now = at or clock.now()
    row = workflow.apply(case, "decide_step", workflow=CASE, by=by, at=now, reason=rationale, version=version)
    kind = row.proposed_kind
    step_to(row, by=by, kind=kind, reason=rationale, at=now)
    row = change(workflow.lock(row), by=by, because=rationale, proposal="", proposed_kind="")
    oversee(
        case=row, by=by, occasion="STEP", decision=f"To {row.get_kind_display().lower()}", rationale=rationale,
        directive=directive,
    )  # fmt: skip
    clocks.cancel("STEP", row, by=by, reason="Another step was decided.")
    clocks.start("STEP", row, by=by, at=clock.to_local(now).date(), owner=new_lead)
    if new_lead is not None:
        handover = _offer(
            row, HandoverKind.STEP, by=by, reason=rationale, at=now, to_lead=new_lead, to_kind=row.kind
        )
        people.involve(
            person=row.person,
            kind=InvolvementKind.CO_WORKER,
            by=by,
            user=new_lead,
            what="Asked to lead",
            source=row.reference,
            at=now,
        )
        _tell(new_lead, handover, "LEAD_ASKED")
    return row


@transaction.atomic
def decline_step(*, case: Case, by: User, reason: str, version: int | None = None) -> Case:
    """A manager does not agree a step: the frame stays."""
    require_record(by, case.person)
    row = workflow.apply(
        case, "decline_step", workflow=CASE, by=by, at=clock.now(), reason=reason, version=version
    )
    return change(row, by=by, because=reason, proposal="", proposed_kind="")


def step_to(case: Case, *, by: User, kind: str, reason: str, at: datetime, category: str = "") -> Case:
    """The frame of a case changes in one moment; periods neither overlap nor leave a gap.

    The caller has the right: a manager's step, an authorised assessment, a conference's decision.
    """
    row = workflow.lock(case)
    if row.kind != kind:
        period = CaseKindPeriod.objects.current().select_for_update(of=("self",)).get(case=row)
        if at < period.started_at:
            raise DomainError("The frame cannot change before it began.", field="at")
        change(period, by=by, because=reason, ended_at=at, ended_by=by)
        add(CaseKindPeriod, by=by, because=reason, case=row, kind=kind, reason=reason, started_at=at)
        change(row, by=by, because=reason, kind=CaseKind(kind))
    ensure_status(row, by=by, at=at, category=category)
    case.kind, case.version = row.kind, row.version
    return row


def _offer(
    case: Case, kind: HandoverKind, *, by: User, reason: str, at: datetime | None, **to: object
) -> Handover:
    if not reason.strip():
        raise DomainError("Say why.", field="reason")
    if Handover.objects.waiting().filter(case=case).exists():
        raise WrongState("This case has been offered already and the answer is awaited.")
    handover = add(
        Handover, by=by, because="handover asked", case=case, kind=kind, requested_at=at or clock.now(),
        requested_by=by, reason=reason, **to,
    )  # fmt: skip
    clocks.start_handover(handover, by=by)
    return handover


@transaction.atomic
def accept_handover(
    *,
    handover: Handover,
    by: User,
    worker: User | None = None,
    lead: User | None = None,
    at: datetime | None = None,
    version: int | None = None,
) -> Handover:
    """The receiving team's manager, or the lead who was asked, takes the case; only now does anything change hands."""
    row = _waiting(handover, by, version)
    now = at or clock.now()
    case = workflow.lock(row.case)
    change(row, by=by, because="handover accepted", accepted_at=now, accepted_by=by)
    new_lead = lead or row.to_lead or worker
    if new_lead is None:
        raise DomainError("Name who will lead: the case is not taken without a lead.", field="lead")
    if row.kind == HandoverKind.TRANSFER:
        _change_team(case, row, by=by, at=now)
        allocate(case=case, worker=worker or new_lead, by=by, at=now, reason="Transferred")
        clocks.stop("TRANSFER", case, by=by, at=now, outcome="Accepted")
    people.set_lead(
        person=case.person,
        lead=new_lead,
        by=by,
        reason=row.reason or "Handover accepted",
        source=case.reference,
        at=now,
    )
    if row.kind == HandoverKind.STEP:
        _end_asking(case, row, by=by, at=now)
        clocks.stop("STEP-LEAD", case, by=by, at=now, outcome="Accepted")
    _tell(row.requested_by, row, "HANDOVER_ACCEPTED")
    return row


def _change_team(case: Case, handover: Handover, *, by: User, at: datetime) -> None:
    former, new = case.team, handover.to_team
    if new is None:
        raise DomainError("A transfer goes to a team.", field="to_team")
    change(case, by=by, because=handover.reason, team=new)
    people.involve(
        person=case.person,
        kind=InvolvementKind.TEAM_AROUND,
        by=by,
        team=new,
        what="Responsible team",
        source=case.reference,
        at=at,
    )
    if former is not None:
        end_involvements(case, by=by, at=at, reason="Transferred", team=former)
    end_involvements(case, by=by, at=at, reason="Transferred", kind=InvolvementKind.CO_WORKER, team=new)


def _end_asking(case: Case, handover: Handover, *, by: User, at: datetime) -> None:
    asked = case.person.involvements.filter(
        kind=InvolvementKind.CO_WORKER, source=case.reference, ended_at__isnull=True
    )
    mine = asked.filter(user=handover.to_lead) if handover.to_lead_id else asked.filter(team=handover.to_team)
    for row in mine:
        people.end_involvement(involvement=row, by=by, reason="Handover answered", at=at)


@transaction.atomic
def decline_handover(*, handover: Handover, by: User, reason: str, version: int | None = None) -> Handover:
    """The case stays where it is; whoever asked is told."""
    row = _waiting(handover, by, version)
    if not reason.strip():
        raise DomainError("Say why you cannot take this case.", field="reason")
    now = clock.now()
    change(row, by=by, because=reason, declined_at=now, declined_by=by, decline_reason=reason)
    _end_asking(row.case, row, by=by, at=now)
    code = "TRANSFER" if row.kind == HandoverKind.TRANSFER else "STEP-LEAD"
    clocks.stop(code, row.case, by=by, at=now, outcome="Declined")
    _tell(row.requested_by, row, "HANDOVER_DECLINED")
    return row


def _waiting(handover: Handover, by: User, version: int | None) -> Handover:
    """The handover, if it waits for this person's answer."""
    require_record(by, handover.case.person)
    row = workflow.lock(handover, version=version)
    if row.accepted_at is not None or row.declined_at is not None:
        raise WrongState("This has been answered already.")
    require_answerer(row, by)
    return row


def require_answerer(handover: Handover, by: User) -> None:
    """The lead who was asked, or a manager of the receiving team."""
    if handover.to_lead_id is not None:
        if handover.to_lead_id != by.pk:
            raise NotPermitted("Only the lead who was asked answers this.")
    elif handover.to_team_id not in held(by).team_ids or Permission.CASE_ALLOCATE not in held(by).permissions:
        raise NotPermitted("A manager of the receiving team answers this.")


def may_answer(handover: Handover, by: User) -> bool:
    """Whether a page offers this person to accept or decline."""
    try:
        require_answerer(handover, by)
    except NotPermitted:
        return False
    return True


def _tell(user: User, handover: Handover, kind: str) -> None:
    case = handover.case
    tell(
        to=user,
        kind=kind,
        reference=case.reference,
        path=clocks.path_of(case),
        key=f"{kind}:{handover.public_id}",
    )
