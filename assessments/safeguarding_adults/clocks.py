"""The limits of an adult enquiry (domain.md B: SA-SCR, SA-PLAN, SA-ENQ, SA-END, SA-ADV)."""

from datetime import datetime

from accounts.models import User
from assessments.safeguarding_adults.models import AdultEnquiry
from deadlines.models import Clock
from deadlines.selectors import for_subject
from deadlines.services import cancel_clock, start_clock, stop_clock

SCREENING, PLANNING, ENQUIRY, OUTCOME, ADVOCATE = "SA-SCR", "SA-PLAN", "SA-ENQ", "SA-END", "SA-ADV"


def path_of(row: AdultEnquiry) -> str:
    return f"/adult-safeguarding/{row.public_id}/"


def _start(row: AdultEnquiry, code: str, *, at: datetime, by: User, **more: object) -> Clock:
    return start_clock(
        code=code, subject=row, person=row.person, triggered_at=at, by=by, team=row.team, path=path_of(row),
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def screening(row: AdultEnquiry, *, by: User) -> None:
    """Raised about an adult who is known already: the test within 24 hours."""
    _start(row, SCREENING, at=row.started_at, by=by)


def decided(row: AdultEnquiry, *, by: User) -> None:
    """The safeguarding decision: planning in 5, the enquiry in 20, the outcome in 40 working days."""
    for code in (PLANNING, ENQUIRY, OUTCOME):
        _start(row, code, at=row.started_at, by=by)


def tested(row: AdultEnquiry, *, at: datetime, by: User, met: bool, late_reason: str) -> None:
    stop_clock(
        code=SCREENING, subject=row, at=at, by=by, outcome="test met" if met else "test not met",
        late_reason=late_reason,
    )  # fmt: skip
    if not met:
        ended(row, by=by, reason="the three-part test is not met")


def advocate_needed(row: AdultEnquiry, *, at: datetime, by: User) -> None:
    """Before planning begins: the planning clock's own day."""
    planning = next((each for each in for_subject(row) if each.code == PLANNING), None)
    running = any(each.code == ADVOCATE and each.is_running for each in for_subject(row))
    if planning is not None and not running:
        _start(row, ADVOCATE, at=at, by=by, due=planning.due_on)


def advocate_settled(row: AdultEnquiry, *, by: User, outcome: str) -> None:
    stop_clock(code=ADVOCATE, subject=row, by=by, outcome=outcome)


def planned(row: AdultEnquiry, *, at: datetime, by: User) -> None:
    stop_clock(code=PLANNING, subject=row, at=at, by=by, outcome="planned")


def found(row: AdultEnquiry, *, by: User) -> None:
    stop_clock(code=ENQUIRY, subject=row, by=by, outcome="enquiry completed")


def concluded(row: AdultEnquiry, *, by: User) -> None:
    stop_clock(code=OUTCOME, subject=row, by=by, outcome="concluded")
    ended(row, by=by, reason="the enquiry is concluded")


def ended(row: AdultEnquiry, *, by: User, reason: str) -> None:
    for code in (PLANNING, ENQUIRY, OUTCOME, ADVOCATE):
        cancel_clock(code=code, subject=row, by=by, reason=reason)
