"""The limits of early help (domain.md B: EHA, EHA-REV)."""

from datetime import date, datetime

from accounts.models import User
from assessments.early_help.models import EarlyHelpAssessment
from deadlines.services import cancel_clock, start_clock, stop_clock

ASSESSMENT, FIRST_REVIEW, NEXT_REVIEW = "EHA", "EHA-REV1", "EHA-REV"


def path_of(row: EarlyHelpAssessment) -> str:
    return f"/early-help/{row.public_id}/"


def _start(code: str, row: EarlyHelpAssessment, triggered_at: date | datetime, by: User) -> None:
    start_clock(
        code=code,
        subject=row,
        person=row.person,
        triggered_at=triggered_at,
        by=by,
        owner=row.lead or row.recorded_by,
        path=path_of(row),
    )


def started(*, row: EarlyHelpAssessment, by: User) -> None:
    """20 working days from consent."""
    _start(ASSESSMENT, row, row.consent_at, by)


def completed(*, row: EarlyHelpAssessment, at: datetime, by: User) -> None:
    stop_clock(code=ASSESSMENT, subject=row, at=at, by=by, outcome="completed")
    _start(FIRST_REVIEW, row, at, by)


def reviewed(*, row: EarlyHelpAssessment, held_on: date, held_at: datetime, by: User) -> None:
    stopped = [
        clock
        for code in (FIRST_REVIEW, NEXT_REVIEW)
        for clock in stop_clock(code=code, subject=row, at=held_at, by=by, outcome="review held")
    ]
    if stopped:
        # Where a plan keeps the reviews nothing ran here, and nothing begins.
        _start(NEXT_REVIEW, row, held_on, by)


def passed_to_plan(*, row: EarlyHelpAssessment, by: User) -> None:
    for code in (FIRST_REVIEW, NEXT_REVIEW):
        cancel_clock(code=code, subject=row, by=by, reason="the early-help plan is reviewed from now on")


def ended(*, row: EarlyHelpAssessment, by: User, reason: str) -> None:
    for code in (ASSESSMENT, FIRST_REVIEW, NEXT_REVIEW):
        cancel_clock(code=code, subject=row, by=by, reason=reason)
