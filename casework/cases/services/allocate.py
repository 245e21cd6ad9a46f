"""Who works on a case and who leads."""

from datetime import datetime

from django.db import transaction

from accounts.access import holds
from accounts.models import Agency, Team, TeamMembership, User
from accounts.permissions import Permission
from accounts.selectors import managers_of
from casework.cases import clocks
from casework.cases.enums import CaseKind
from casework.cases.models import Allocation, Case
from casework.cases.permissions import lead_namers, require_record
from casework.cases.services.rows import add, change
from casework.cases.workflow import CASE
from casework.ports import worker_changed
from core import clock, workflow
from core.errors import DomainError, WrongState
from outbox.services import tell
from people import services as people
from people.enums import InvolvementKind
from people.models import Involvement


def _step_for(case: Case, worker: User, by: User) -> str:
    """A manager allocates; early help is shared out by whoever decides it, or taken by whoever will lead it."""
    if holds(by, Permission.CASE_ALLOCATE) or case.kind != CaseKind.EARLY_HELP:
        return "allocate"
    return "take_early_help" if worker.pk == by.pk else "allocate_early_help"


@transaction.atomic
def allocate(
    *,
    case: Case,
    worker: User,
    by: User,
    at: datetime | None = None,
    reason: str = "Allocated",
    version: int | None = None,
) -> Allocation:
    """Give a case to one worker: the former one's time ends in the same moment, clocks go with the case."""
    require_record(by, case.person)
    now = at or clock.now()
    if not worker.is_active:
        raise DomainError("This worker has left.", field="worker")
    row = workflow.lock(case, version=version)
    current = Allocation.objects.current().select_for_update(of=("self",)).filter(case=row).first()
    if current is not None and current.worker_id == worker.pk:
        return current
    workflow.apply(row, _step_for(row, worker, by), workflow=CASE, by=by, at=now, reason=reason)
    if current is not None:
        _end(current, by=by, at=now, reason=reason)
    allocation = add(Allocation, by=by, because=reason, case=row, worker=worker, started_at=now)
    change(workflow.lock(row), by=by, because=reason, unallocated_since=None)
    people.involve(
        person=row.person,
        kind=InvolvementKind.ALLOCATED,
        by=by,
        user=worker,
        what=f"Allocated worker, {row.get_kind_display().lower()}",
        source=row.reference,
        at=now,
    )
    clocks.stop("ALLOC", row, by=by, at=now, outcome="Allocated")
    clocks.hand_over(row, by=by, owner=worker, team=row.team)
    worker_changed.ask(case=row, worker=worker, by=by)
    if worker.pk != by.pk:
        tell(
            to=worker,
            kind="CASE_ALLOCATED",
            reference=row.reference,
            path=clocks.path_of(row),
            key=f"allocated:{allocation.public_id}",
        )
    case.status, case.version = row.status, row.version + 1
    return allocation


def _end(allocation: Allocation, *, by: User, at: datetime, reason: str) -> None:
    change(allocation, by=by, because=reason, ended_at=at, ended_by=by, end_reason=reason[:200])
    end_involvements(allocation.case, by=by, at=at, reason=reason, kind=InvolvementKind.ALLOCATED)


def end_involvements(
    case: Case,
    *,
    by: User,
    at: datetime,
    reason: str,
    kind: InvolvementKind | None = None,
    team: Team | None = None,
) -> None:
    """End what this case wrote down; the records close to those people at once."""
    rows = Involvement.objects.filter(person=case.person, source=case.reference, ended_at__isnull=True)
    if kind is not None:
        rows = rows.filter(kind=kind)
    if team is not None:
        rows = rows.filter(team=team)
    for row in rows:
        people.end_involvement(involvement=row, by=by, reason=reason[:200], at=at)


@transaction.atomic
def unallocate(*, case: Case, by: User, reason: str, at: datetime | None = None) -> Case:
    """The worker has left or is away for long: the case waits, visibly, and the manager is told."""
    require_record(by, case.person, Permission.CASE_ALLOCATE)
    now = at or clock.now()
    row = workflow.apply(case, "unallocate", workflow=CASE, by=by, at=now, reason=reason)
    for current in Allocation.objects.current().select_for_update(of=("self",)).filter(case=row):
        _end(current, by=by, at=now, reason=reason)
    change(row, by=by, because=reason, unallocated_since=now)
    clocks.start("ALLOC", row, by=by, at=now)
    tell_managers(row, kind="CASE_UNALLOCATED", key=f"unallocated:{row.public_id}:{row.version}")
    return row


@transaction.atomic
def assign_lead(
    *, case: Case, lead: User, by: User, reason: str, at: datetime | None = None, key: str = ""
) -> Involvement:
    """Name the one lead professional: the former lead's time ends as the new one's begins (safety s)."""
    require_record(by, case.person, *lead_namers(case))
    if not reason.strip():
        raise DomainError("Say why this person leads.", field="reason")
    if not lead.is_active:
        raise DomainError("This worker has left.", field="lead")
    row = workflow.lock(case)
    if row.closed_at is not None:
        raise WrongState("This case is closed.")
    involvement = people.set_lead(
        person=row.person, lead=lead, by=by, reason=reason, source=row.reference, at=at or clock.now()
    )
    if lead.pk != by.pk:
        tell(
            to=lead,
            kind="LEAD_NAMED",
            reference=row.reference,
            path=clocks.path_of(row),
            key=f"lead:{involvement.public_id}",
        )
    return involvement


@transaction.atomic
def join_team(
    *, case: Case, by: User, user: User | None = None, agency: Agency | None = None, what: str = ""
) -> Involvement:
    """Somebody joins the team around the person; the record opens to them."""
    require_record(
        by, case.person, Permission.CASE_WRITE, Permission.EARLY_HELP_WRITE, Permission.CASE_ALLOCATE
    )
    if (user is None) == (agency is None):
        raise DomainError("Choose a worker or an agency, one of the two.", field="user")
    return people.involve(
        person=case.person,
        kind=InvolvementKind.TEAM_AROUND,
        by=by,
        user=user,
        agency=agency,
        what=what[:120] or "Team around the person",
        source=case.reference,
        is_sensitive=True if user is not None and _of_sensitive_team(user) else None,
    )


def _of_sensitive_team(user: User) -> bool:
    """Safety k: a worker of a sensitive service betrays it, whoever employs them."""
    of_today = TeamMembership.objects.current(on=clock.today())
    return bool(of_today.filter(user=user, team__sensitive=True).exists())


@transaction.atomic
def leave_team(*, case: Case, involvement: Involvement, by: User, reason: str) -> Involvement:
    """Somebody leaves the team around the person; the record closes to them."""
    require_record(
        by, case.person, Permission.CASE_WRITE, Permission.EARLY_HELP_WRITE, Permission.CASE_ALLOCATE
    )
    if involvement.person_id != case.person_id or involvement.kind != InvolvementKind.TEAM_AROUND:
        raise DomainError("Only members of the team around the person leave it here.")
    if not reason.strip():
        raise DomainError("Say why.", field="reason")
    return people.end_involvement(involvement=involvement, by=by, reason=reason)


def tell_managers(case: Case, *, kind: str, key: str) -> None:
    """Whoever decides for the case's team is told."""
    for manager in managers_of(case.team) if case.team is not None else []:
        tell(
            to=manager,
            kind=kind,
            reference=case.reference,
            path=clocks.path_of(case),
            key=f"{key}:{manager.pk}",
        )
