"""The limits of a plan: agreed in time, reviewed in time, challenged when it lasts too long."""

from datetime import date, datetime

from accounts.models import User
from casework.plans.models import Plan
from deadlines.models import Clock
from deadlines.services import cancel_clock, hand_over_clocks, start_clock, stop_clock

FIRST_REVIEW = {"CIN": "CIN-REV1", "EARLY_HELP": "EHA-REV1"}
NEXT_REVIEW = {"CIN": "CIN-REV", "EARLY_HELP": "EHA-REV"}
PROTECTION = (
    "CG-1",
    "CG-N",
    "CPP-FULL",
    "RCPC-1",
    "RCPC-N",
    "CPP-LEN9",
    "CPP-LEN15",
    "CPP-LEN18",
    "CPP-LEN24",
)
# Months on a child protection plan after which somebody asks why, and the limit of each.
CHALLENGES = {9: "CPP-LEN9", 15: "CPP-LEN15", 18: "CPP-LEN18", 24: "CPP-LEN24"}
LENGTHS = tuple(CHALLENGES.values())


def path_of(plan: Plan) -> str:
    return f"/plans/{plan.public_id}/"


def start(code: str, plan: Plan, *, by: User, on: date, owner: User | None) -> None:
    start_clock(
        code=code,
        subject=plan,
        person=plan.person,
        by=by,
        triggered_at=on,
        owner=owner,
        team=plan.case.team,
        reference=plan.reference,
        path=path_of(plan),
    )


def stop(code: str, plan: Plan, *, by: User, at: datetime, outcome: str = "") -> bool | None:
    """Stop a limit; whether it was met, None where none ran."""
    stopped = stop_clock(code=code, subject=plan, by=by, at=at, outcome=outcome)
    return None if not stopped else not any(clock.was_late for clock in stopped)


def stop_reviews(plan: Plan, *, by: User, at: datetime) -> None:
    for codes in (FIRST_REVIEW, NEXT_REVIEW):
        if plan.kind in codes:
            stop(codes[plan.kind], plan, by=by, at=at, outcome="Review held")


def cancel_all(plan: Plan, *, by: User, reason: str) -> None:
    for code in (*FIRST_REVIEW.values(), *NEXT_REVIEW.values(), *PROTECTION):
        cancel_clock(code=code, subject=plan, by=by, reason=reason)


def next_challenge(plan: Plan) -> tuple[int, date] | None:
    """After how many months this plan's length is challenged next, and by when."""
    running = {row.code: row for row in Clock.objects.of_subject(plan).running().filter(code__in=LENGTHS)}
    return next(
        ((months, running[code].due_on) for months, code in CHALLENGES.items() if code in running), None
    )


def hand_over(plan: Plan, *, by: User, owner: User) -> None:
    hand_over_clocks(subject=plan, by=by, owner=owner, team=plan.case.team)
