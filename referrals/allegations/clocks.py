"""The limits of an allegation (domain.md B: LADO, LADO-STRAT), known to its own worker alone."""

from datetime import date, datetime, timedelta

from accounts.models import User
from core import clock
from deadlines.models import Clock
from deadlines.services import cancel_clock, hand_over_clocks, start_clock, stop_clock
from referrals.allegations.models import Allegation

TOLD, CONSIDERED, STRATEGY, REVIEW = "LADO", "LADO-CONS", "LADO-STRAT", "LADO-REV"
# A review comes within four weeks; a meeting may ask for it sooner, never later.
LONGEST = timedelta(weeks=4)


def _start(row: Allegation, code: str, *, at: datetime | date, by: User, owner: User | None) -> None:
    start_clock(
        code=code, subject=row, triggered_at=at, by=by, owner=owner, reference=row.reference, path=row.path,
        confidential=True,
    )  # fmt: skip


def received(row: Allegation, *, by: User, owner: User | None) -> None:
    """The officer was told, within a working day of the employer's knowing; now a working day to consider it."""
    if row.employer_aware_on is not None:
        _start(row, TOLD, at=row.employer_aware_on, by=by, owner=owner)
        stop_clock(
            code=TOLD, subject=row, by=by, at=row.received_at, outcome="told", late_reason=row.late_reason
        )
    _start(row, CONSIDERED, at=row.received_at, by=by, owner=owner)


def taken_over(row: Allegation, *, by: User, owner: User) -> None:
    hand_over_clocks(subject=row, owner=owner, by=by)


def hand_on(row: Allegation, *, by: User, before: User, owner: User) -> None:
    """Whoever the clocks told leaves the list: they tell somebody who stays."""
    if Clock.objects.of_subject(row).running().filter(owner=before).exists():
        hand_over_clocks(subject=row, owner=owner, by=by)


def considered(row: Allegation, *, by: User, met: bool) -> None:
    """Threshold met: the strategy meeting within three working days of the report."""
    stop_clock(code=CONSIDERED, subject=row, by=by, outcome="threshold met" if met else "threshold not met")
    if met:
        _start(row, STRATEGY, at=row.received_at, by=by, owner=by)


def met(row: Allegation, *, by: User, held_at: datetime, next_on: date | None) -> None:
    """A meeting was held: reviewed again within four weeks, sooner where the meeting said so."""
    for code in (STRATEGY, REVIEW):
        stop_clock(code=code, subject=row, by=by, at=held_at, outcome="held")
    held_on = clock.to_local(held_at).date()
    sooner = next_on is not None and next_on < held_on + LONGEST
    start_clock(
        code=REVIEW, subject=row, triggered_at=held_on, by=by, owner=by, reference=row.reference, path=row.path,
        confidential=True, due=next_on if sooner else None,
    )  # fmt: skip


def reopened(row: Allegation, *, by: User) -> None:
    _start(row, REVIEW, at=clock.now(), by=by, owner=by)


def ended(row: Allegation, *, by: User) -> None:
    cancel_clock(code=STRATEGY, subject=row, by=by, reason="the allegation is concluded")
    stop_clock(code=REVIEW, subject=row, by=by, outcome="concluded")
