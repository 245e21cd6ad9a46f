"""The limits of private fostering (domain.md B: PF-V1, PF-VN, PF-VN2)."""

from datetime import date, datetime, timedelta

from accounts.models import User
from assessments.private_fostering.models import PrivateFostering
from core import clock
from deadlines.services import cancel_clock, start_clock, stop_clock

FIRST, NEXT, LATER = "PF-V1", "PF-VN", "PF-VN2"
A_YEAR = timedelta(days=365)


def path_of(row: PrivateFostering) -> str:
    return f"/private-fostering/{row.public_id}/"


def _start(row: PrivateFostering, code: str, *, on: date, by: User) -> None:
    start_clock(
        code=code, subject=row, person=row.person, triggered_at=on, by=by, team=row.team, path=path_of(row)
    )


def aware(row: PrivateFostering, *, by: User) -> None:
    """Seven working days to visit, from the day the authority knows."""
    _start(row, FIRST, on=row.aware_on, by=by)


def visited(row: PrivateFostering, *, at: datetime, by: User) -> None:
    """Seen alone: the next visit within six weeks in the first year, twelve after it."""
    for code in (FIRST, NEXT, LATER):
        stop_clock(code=code, subject=row, at=at, by=by, outcome="child seen")
    on = clock.to_local(at).date()
    _start(row, NEXT if on - row.aware_on < A_YEAR else LATER, on=on, by=by)


def ended(row: PrivateFostering, *, by: User) -> None:
    for code in (FIRST, NEXT, LATER):
        cancel_clock(code=code, subject=row, by=by, reason="the arrangement has ended")
