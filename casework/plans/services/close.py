"""Closing a case with the distance travelled: the last scores, the plan's end, the case's end, at once."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from casework.cases.models import Case
from casework.cases.services import close_case
from casework.cases.services.rows import once_row
from casework.plans.enums import PlanKind, PlanStatus
from casework.plans.models import Outcome, Plan
from casework.plans.services.begin import end_plan
from core.errors import WrongState


@transaction.atomic
def close_with_distance(
    *,
    case: Case,
    by: User,
    reason_code: str,
    rationale: str,
    plan_reason: str = "",
    scores: dict[Outcome, int] | None = None,
    at: datetime | None = None,
    version: int | None = None,
    key: str = "",
) -> Case:
    """End the plan that is open with its last scores, then close the case."""

    def do() -> Case:
        for plan in Plan.objects.open().filter(case=case):
            if plan.kind == PlanKind.CP and plan.status != PlanStatus.DRAFT:
                raise WrongState(
                    "Only a conference ends a child protection plan; the case closes afterwards."
                )
            end_plan(plan=plan, by=by, reason=plan_reason, note=rationale, scores=scores)
        return close_case(
            case=case, by=by, reason_code=reason_code, rationale=rationale, at=at, version=version
        )

    return once_row(Case, by=by, action="plan.close_case", key=key, do=do)
