"""Why is this child still on a child protection plan? Asked at nine, fifteen, eighteen and twenty-four months."""

from datetime import date, timedelta

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from casework.cases.permissions import require_record
from casework.cases.services.rows import add, once_row
from casework.plans import clocks
from casework.plans.enums import ChallengeDecision
from casework.plans.models import Plan, PlanChallenge
from casework.plans.permissions import require_unended
from core import clock, workflow
from core.errors import DomainError, WrongState

# A challenge made longer before its day would be the one before it.
EARLIEST = timedelta(days=30)
LEGAL_GATEWAY = 15


@transaction.atomic
def challenge_length(
    *,
    plan: Plan,
    by: User,
    held_on: date,
    decision: str,
    reason: str,
    next_steps: str = "",
    legal_gateway_on: date | None = None,
    key: str = "",
) -> PlanChallenge:
    """A manager or the chair challenges how long a plan lasts, with what comes of it; the limit of that length stops."""
    require_record(by, plan.person, Permission.PLAN_AGREE, Permission.CONFERENCE_CHAIR)

    def do() -> PlanChallenge:
        row = workflow.lock(plan)
        require_unended(row)
        months = _months(row, held_on)
        if not reason.strip():
            raise DomainError("Say why the plan goes on, or what has to change.", field="reason")
        if decision not in ChallengeDecision.values:
            raise DomainError("Say what comes of it.", field="decision")
        if months == LEGAL_GATEWAY and legal_gateway_on is None:
            raise DomainError(
                "At fifteen months a legal gateway meeting is held: write when it was.",
                field="legal_gateway_on",
            )
        if legal_gateway_on is not None and legal_gateway_on > held_on:
            raise DomainError(
                "The legal gateway meeting is recorded when it has been held.", field="legal_gateway_on"
            )
        made = add(
            PlanChallenge, by=by, because=reason, plan=row, months=months, held_on=held_on,
            decision=ChallengeDecision(decision), reason=reason, next_steps=next_steps, legal_gateway_on=legal_gateway_on,
        )  # fmt: skip
        clocks.stop(
            clocks.CHALLENGES[months], row, by=by, at=clock.at_local(held_on, 12), outcome="Challenged"
        )
        return made

    return once_row(PlanChallenge, by=by, action="plan.challenge", key=key, do=do)


def _months(plan: Plan, held_on: date) -> int:
    """Which length is challenged: the first that runs, not long before its day."""
    if held_on > clock.today():
        raise DomainError("Record the challenge when it has been made.", field="held_on")
    if plan.starts_on is not None and held_on < plan.starts_on:
        raise DomainError("The plan had not begun on that day.", field="held_on")
    found = clocks.next_challenge(plan)
    if found is None:
        raise WrongState("No challenge of this plan's length is due.")
    months, due_on = found
    if held_on < due_on - EARLIEST:
        raise WrongState(f"This plan's length is challenged next at {months} months.")
    return months
