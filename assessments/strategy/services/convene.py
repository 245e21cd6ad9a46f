"""A discussion is called, within a working day of the moment significant harm was seen."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from accounts.access import require
from accounts.models import Team, User
from accounts.permissions import Permission
from assessments.strategy import clocks
from assessments.strategy.enums import Attendance, DiscussionStatus, Sector
from assessments.strategy.models import StrategyAttendee, StrategyChild, StrategyDiscussion
from assessments.strategy.permissions import require_open
from assessments.strategy.workflow import DISCUSSION
from core import clock
from core.errors import DomainError, WrongState
from core.history import acting
from core.references import next_reference
from core.workflow import apply, lock
from core.working_days import end_of_day
from deadlines.services import extend_clock
from outbox.services import once, tell
from people.models import Person
from referrals.models import Contact, Referral

_SECTORS = {
    "POLICE": Sector.POLICE,
    "NHS_TRUST": Sector.HEALTH,
    "HOSPITAL": Sector.HEALTH,
    "GP": Sector.HEALTH,
    "COUNCIL": Sector.SOCIAL_CARE,
    "SCHOOL": Sector.EDUCATION,
    "EARLY_YEARS": Sector.EDUCATION,
    "HOUSING": Sector.HOUSING,
    "PROBATION": Sector.PROBATION,
    "VOLUNTARY": Sector.VOLUNTARY,
}


def convene(
    *,
    people: Sequence[Person],
    by: User,
    threshold_seen_at: datetime,
    contact: Contact | None = None,
    referral: Referral | None = None,
    invited: Sequence[User] = (),
    planned_at: datetime | None = None,
    team: Team | None = None,
    key: str = "",
) -> StrategyDiscussion:
    """Call a strategy discussion about these children; whoever is invited is told and reads its record."""
    made: list[StrategyDiscussion] = []

    def do() -> str:
        made.append(
            _convene(
                people=people,
                by=by,
                threshold_seen_at=threshold_seen_at,
                contact=contact,
                referral=referral,
                invited=invited,
                planned_at=planned_at,
                team=team,
            )
        )
        return made[0].reference

    reference = once(by=by, action="strategy.convene", key=key, do=do)
    return made[0] if made else StrategyDiscussion.objects.get(reference=reference)


@transaction.atomic
def _convene(
    *,
    people: Sequence[Person],
    by: User,
    threshold_seen_at: datetime,
    contact: Contact | None,
    referral: Referral | None,
    invited: Sequence[User],
    planned_at: datetime | None,
    team: Team | None,
) -> StrategyDiscussion:
    if not people:
        raise DomainError("Choose at least one child.", field="people")
    require(by, Permission.STRATEGY_CONVENE)
    now = clock.now()
    if threshold_seen_at > now:
        raise DomainError("The threshold cannot have been seen in the future.", field="threshold_seen_at")
    with acting(by=by, reason="strategy discussion convened"):
        row: StrategyDiscussion = StrategyDiscussion.objects.create(
            reference=next_reference("SD", clock.to_local(now).date()),
            contact=contact,
            referral=referral,
            threshold_seen_at=threshold_seen_at,
            convened_at=now,
            convened_by=by,
            planned_at=planned_at,
            team=team,
            recorded_at=now,
            recorded_by=by,
        )
        for person in dict.fromkeys(people):
            StrategyChild.objects.create(discussion=row, person=person, recorded_at=now, recorded_by=by)
        _invite(row, invited, by)
        clocks.convened(discussion=row, person=people[0], by=by, team=team)
    return row


@transaction.atomic
def invite(*, discussion: StrategyDiscussion, by: User, users: Sequence[User]) -> StrategyDiscussion:
    """More colleagues are asked to take part."""
    row = lock(discussion)
    require(by, Permission.STRATEGY_CONVENE)
    require_open(by, row)
    if row.status != DiscussionStatus.CONVENED:
        raise WrongState("This discussion is over.")
    with acting(by=by, reason="invited to a strategy discussion"):
        _invite(row, users, by)
    return row


def _invite(row: StrategyDiscussion, users: Sequence[User], by: User) -> None:
    for user in dict.fromkeys(users):
        _, is_new = StrategyAttendee.objects.get_or_create(
            discussion=row,
            user=user,
            defaults={
                "sector": sector_of(user),
                "attendance": Attendance.INVITED,
                "recorded_at": clock.now(),
                "recorded_by": by,
            },
        )
        if is_new and user != by:
            tell(
                to=user,
                kind="assessments.strategy_invited",
                reference=row.reference,
                path=clocks.path_of(row),
                key=f"assessments.strategy_invited:{row.public_id}",
            )


def sector_of(user: User) -> str:
    """Whose voice a colleague brings: their employer's."""
    kind = user.agency.kind if user.agency else ""
    return str(_SECTORS.get(kind, Sector.OTHER))


@transaction.atomic
def agree_delay(*, discussion: StrategyDiscussion, by: User, until: date, reason: str) -> StrategyDiscussion:
    """A manager's reason for later than one working day, and never later than three."""
    row = lock(discussion)
    require(by, Permission.CLOCK_EXTEND)
    require_open(by, row)
    running = clocks.of_discussion(row)
    if row.status != DiscussionStatus.CONVENED or running is None:
        raise WrongState("This discussion is over.")
    longest = clocks.start_longest(discussion=row, clock=running, by=by)
    if end_of_day(until) > longest.due_at:
        raise DomainError(
            f"Three working days end on {clock.to_local(longest.due_at):%-d %B %Y}: hold it by then.",
            field="until",
        )
    extend_clock(clock=running, until=until, reason=reason, by=by)
    return row


@transaction.atomic
def cancel(*, discussion: StrategyDiscussion, by: User, reason: str) -> StrategyDiscussion:
    """It is not held after all, and why (called twice, the child is with another authority)."""
    require_open(by, discussion)
    with acting(by=by, reason=reason or "strategy discussion not held"):
        row = apply(discussion, "not_held", workflow=DISCUSSION, by=by, at=clock.now(), reason=reason)
        clocks.not_held(discussion=row, by=by, reason=reason)
    return row
