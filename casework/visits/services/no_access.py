"""Somebody went and could not see the child: never a visit, and twice running a manager's matter."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from accounts.selectors import managers_of
from casework.cases import clocks
from casework.cases.models import Case
from casework.cases.permissions import require_record
from casework.cases.services.rows import add, once_row
from casework.visits.enums import VisitKind, VisitPlace
from casework.visits.models import NoAccess
from casework.visits.selectors import failures_running
from core import clock
from core.errors import DomainError
from outbox.services import tell

TELL_AFTER = 2


@transaction.atomic
def record_no_access(
    *, case: Case, by: User, made_at: datetime, kind: str, place: str, what_happened: str, key: str = ""
) -> NoAccess:
    """Record an attempt; the clock of visits runs on. At the second in a row the manager is told."""
    require_record(by, case.person, Permission.VISIT_WRITE)
    if made_at > clock.now():
        raise DomainError("Record the attempt when it has been made.", field="made_at")
    if not what_happened.strip():
        raise DomainError("Say what happened.", field="what_happened")

    def do() -> NoAccess:
        row = add(
            NoAccess,
            by=by,
            because="no access",
            case=case,
            kind=VisitKind(kind),
            place=VisitPlace(place),
            made_at=made_at,
            visitor=by,
            what_happened=what_happened,
        )
        if failures_running(case) >= TELL_AFTER:
            told = managers_of(case.team) if case.team is not None else []
            if not told and by.line_manager is not None:
                told = [by.line_manager]
            for manager in told:
                tell(
                    to=manager, kind="VISITS_FAILED", reference=case.reference, path=clocks.path_of(case),
                    key=f"no-access:{row.public_id}:{manager.pk}",
                )  # fmt: skip
        return row

    return once_row(NoAccess, by=by, action="visit.no_access", key=key, do=do)
