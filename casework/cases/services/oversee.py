"""A manager's thinking, stamped on the case."""

from datetime import date

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from casework.cases.enums import OversightOccasion
from casework.cases.models import Case, ManagementOversight
from casework.cases.permissions import require_record
from casework.cases.services.rows import add, once_row
from core.errors import DomainError


@transaction.atomic
def oversee(
    *,
    case: Case,
    by: User,
    occasion: str,
    decision: str,
    rationale: str,
    directive: str = "",
    due_on: date | None = None,
    key: str = "",
) -> ManagementOversight:
    """Record what a manager decided, why, what is to be done and by when."""
    allowed = (
        Permission.SUPERVISION_WRITE,
        Permission.CASE_ALLOCATE,
        Permission.CASE_CLOSE,
        Permission.SECTION_47_DECIDE,
    )
    require_record(by, case.person, *allowed)
    if not decision.strip():
        raise DomainError("Say what is decided.", field="decision")
    if not rationale.strip():
        raise DomainError("Say why.", field="rationale")

    def do() -> ManagementOversight:
        return add(
            ManagementOversight,
            by=by,
            because="management oversight",
            case=case,
            occasion=OversightOccasion(occasion),
            decision=decision,
            rationale=rationale,
            directive=directive,
            due_on=due_on,
        )

    return once_row(ManagementOversight, by=by, action="case.oversight", key=key, do=do)
