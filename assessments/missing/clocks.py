"""The limits of a missing episode (domain.md B: MISS-24, MISS-RHI, MISS-STR); hours never pause."""

from datetime import datetime

from accounts.models import User
from assessments.missing.models import MissingEpisode
from deadlines.models import Clock
from deadlines.services import start_clock, stop_clock

LONG, INTERVIEW, STRATEGY = "MISS-24", "MISS-RHI", "MISS-STR"


def path_of(row: MissingEpisode) -> str:
    return f"/missing/{row.public_id}/"


def _start(row: MissingEpisode, code: str, *, at: datetime, by: User) -> None:
    start_clock(
        code=code, subject=row, person=row.person, triggered_at=at, by=by, owner=by, path=path_of(row)
    )


def missing(row: MissingEpisode, *, by: User) -> None:
    _start(row, LONG, at=row.reported_at or row.missing_from, by=by)


def returned(row: MissingEpisode, *, at: datetime, by: User) -> None:
    """Found: 72 hours for the interview, whatever days lie between."""
    stop_clock(code=LONG, subject=row, at=at, by=by, outcome="found")
    _start(row, INTERVIEW, at=at, by=by)


def meeting_owed(row: MissingEpisode, *, at: datetime, by: User) -> None:
    """Once an episode: a third one in 90 days, or more than 24 hours."""
    if not Clock.objects.of_subject(row).filter(code=STRATEGY, cancelled_at__isnull=True).exists():
        _start(row, STRATEGY, at=at, by=by)


def interviewed(row: MissingEpisode, *, at: datetime, by: User, outcome: str, late_reason: str) -> None:
    stop_clock(code=INTERVIEW, subject=row, at=at, by=by, outcome=outcome, late_reason=late_reason)


def met(row: MissingEpisode, *, at: datetime, by: User, late_reason: str) -> None:
    stop_clock(code=STRATEGY, subject=row, at=at, by=by, outcome="held", late_reason=late_reason)
