"""What clocks answer to the apps below."""

from typing import Any

from accounts.enums import UserKind
from accounts.models import User
from core import clock
from deadlines.services import hand_over_clocks, rederive_for_person, start_clock, stop_clock
from people.clusters import identities
from people.enums import InvolvementKind, Restriction
from people.models import Grant, Involvement, Person, RestrictionOrder, SafetyWarning
from people.selectors.access_conflicts import conflict_with, directors

ACCESS_REVIEW = "ACCESS-REV"
RESTRICTION_REVIEW, WARNING_REVIEW = "RESTR-REV", "WARN-REV"


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


def await_six_months(*, record: RestrictionOrder | SafetyWarning, by: User) -> None:
    """A restriction or a warning is looked at again by its day; whoever answers for it is told before and at it."""
    secret = isinstance(record, RestrictionOrder)
    owner = _director(record, by) if isinstance(record, RestrictionOrder) else _near(record.person, by)
    start_clock(
        code=RESTRICTION_REVIEW if secret else WARNING_REVIEW,
        subject=record,
        by=by,
        # The record's own clock would tell whoever reads it that it is restricted.
        person=None if secret else record.person,
        triggered_at=clock.today(),
        due=record.review_on,
        owner=owner,
        confidential=secret or record.person.restriction != Restriction.NONE,
        reference=str(record.public_id)[:8].upper(),
        path="/access/restricted/"
        if secret
        else f"/people/{record.person.public_id}/warnings/{record.public_id}/",
    )


def end_six_months(*, record: RestrictionOrder | SafetyWarning, by: User) -> None:
    """It was looked at again, lifted or ended."""
    code = RESTRICTION_REVIEW if isinstance(record, RestrictionOrder) else WARNING_REVIEW
    stop_clock(code=code, subject=record, by=by, outcome="looked at again")


def follow_nearest(*, person: Person, by: User) -> None:
    """Somebody else leads or is allocated now: the next look at a warning waits on them."""
    for warning in SafetyWarning.objects.filter(person__in=identities(person), ends_on__isnull=True):
        hand_over_clocks(subject=warning, by=by, owner=_near(warning.person, by), code=WARNING_REVIEW)


def _director(order: RestrictionOrder, by: User) -> User | None:
    """Whoever restricted it where they may, else the first director whom nothing ties to the person (safety p)."""
    able = directors([order.person])
    return by if by in able else next(iter(able), None)


def _near(person: Person, by: User) -> User | None:
    """Whoever leads or is allocated visits; else whoever recorded the warning; never one tied to the person."""
    # A sensitive service's worker would be named by a clock that others read (safety k).
    rows = (
        Involvement.objects.filter(
            person__in=identities(person), user__is_active=True, ended_at__isnull=True, is_sensitive=False,
            kind__in=(InvolvementKind.LEAD, InvolvementKind.ALLOCATED),
        )
        .select_related("user")
        .order_by("-kind", "-started_at", "-pk")
    )  # fmt: skip
    for row in rows:
        if row.user is not None and not conflict_with(row.user, [person]):
            return row.user
    return by if by.kind == UserKind.HUMAN and not conflict_with(by, [person]) else None
