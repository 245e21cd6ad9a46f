"""How often a person is to be visited, as the plan in force asks."""

from accounts.models import User
from casework.cases import clocks
from casework.cases.models import Case
from casework.cases.services.rows import change
from core import workflow
from core.errors import DomainError


def ask_for_visits(*, case: Case, by: User, every_days: int | None) -> Case:
    """The plan's frequency stands on the case and moves the visit that is awaited; the caller has the right."""
    if every_days is not None and every_days < 1:
        raise DomainError("Visits are at least a working day apart.", field="visit_every_days")
    row = workflow.lock(case)
    if row.visit_every_days != every_days:
        change(row, by=by, because="frequency of visits", visit_every_days=every_days)
        clocks.visits_follow_plan(row, by=by)
    case.visit_every_days, case.version = row.visit_every_days, row.version
    return row
