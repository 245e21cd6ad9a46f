"""What clocks answer to the apps below."""

from typing import Any

from accounts.models import User
from deadlines.services import rederive_for_person, start_clock, stop_clock
from people.models import Grant, Person

ACCESS_REVIEW = "ACCESS-REV"


def rederive_after_birth(*, person: Person, before: Any, by: User) -> None:
    """A date of birth or expected date changed: age-driven clocks follow it, their old dates are kept."""
    rederive_for_person(person=person, by=by, reason="Date of birth or expected date changed")


def await_review(*, grant: Grant, by: User, owner: User | None) -> None:
    """A record was opened by break-glass: somebody looks at it within a working day."""
    start_clock(
        code=ACCESS_REVIEW,
        subject=grant,
        by=by,
        triggered_at=grant.starts_at,
        owner=owner,
        reference=str(grant.public_id)[:8].upper(),
        path=f"/access/review/{grant.public_id}/",
    )


def end_review(*, grant: Grant, by: User) -> None:
    """Somebody looked at it."""
    stop_clock(code=ACCESS_REVIEW, subject=grant, by=by, outcome=grant.outcome)
