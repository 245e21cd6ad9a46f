"""Who may write in a plan: early help by any lead, child in need by the plan's writers, protection by social work."""

from accounts.access import holds_any
from accounts.models import User
from accounts.permissions import Permission
from casework.cases.permissions import require_record
from casework.plans.enums import PlanKind
from casework.plans.models import Plan
from core.errors import WrongState

_WRITERS: dict[str, tuple[Permission, ...]] = {
    PlanKind.EARLY_HELP: (Permission.EARLY_HELP_WRITE, Permission.PLAN_WRITE),
    PlanKind.CIN: (Permission.PLAN_WRITE,),
    PlanKind.CP: (Permission.CASE_WRITE, Permission.CONFERENCE_CHAIR),
}


def writers_of(kind: str) -> tuple[Permission, ...]:
    return _WRITERS[kind]


def require_writer(by: User, plan: Plan) -> None:
    """May this person change what the plan says?"""
    require_record(by, plan.person, *_WRITERS[plan.kind])
    require_unended(plan)


def require_contributor(by: User, plan: Plan) -> None:
    """Progress is told by everybody who carries the plan."""
    require_record(by, plan.person, Permission.PLAN_WRITE, Permission.CORE_GROUP_WRITE, *_WRITERS[plan.kind])
    require_unended(plan)


def require_unended(plan: Plan) -> None:
    if plan.ends_on is not None:
        raise WrongState("This plan has ended.")


def may_write(by: User, plan: Plan) -> bool:
    return plan.ends_on is None and holds_any(by, _WRITERS[plan.kind])


def may_contribute(by: User, plan: Plan) -> bool:
    """Whether a page offers this reader to score and to tell how an action goes."""
    tellers = (Permission.PLAN_WRITE, Permission.CORE_GROUP_WRITE, *_WRITERS[plan.kind])
    return plan.ends_on is None and holds_any(by, tellers)


def may_start(by: User) -> bool:
    return holds_any(by, (Permission.PLAN_WRITE, Permission.EARLY_HELP_WRITE))
