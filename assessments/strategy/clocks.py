"""The limits of a strategy discussion and a section 47 enquiry (domain.md B: STRAT, S47-SEEN, ICPC)."""

from datetime import datetime

from accounts.models import Team, User
from assessments.strategy.models import Section47, StrategyDiscussion
from deadlines.models import Clock
from deadlines.selectors import for_subject
from deadlines.services import cancel_clock, start_clock, stop_clock
from people.models import Person

DISCUSSION, LONGEST = "STRAT", "STRAT-MAX"
SEEN, SEEN_WORKING_DAY = "S47-SEEN", "S47-SEEN-WD"
CONFERENCE = "ICPC"


def path_of(discussion: StrategyDiscussion) -> str:
    return f"/strategy/{discussion.public_id}/"


def path_of_enquiry(section_47: Section47) -> str:
    return f"/section-47/{section_47.public_id}/"


def convened(*, discussion: StrategyDiscussion, person: Person, by: User, team: Team | None) -> None:
    """One working day from the moment the threshold was seen; three at most, with the manager's reason."""
    start_clock(
        code=DISCUSSION,
        subject=discussion,
        person=person,
        triggered_at=discussion.threshold_seen_at,
        by=by,
        owner=discussion.convened_by,
        team=team,
        path=path_of(discussion),
    )


def held(*, discussion: StrategyDiscussion, at: datetime, by: User) -> None:
    for code in (DISCUSSION, LONGEST):
        stop_clock(
            code=code, subject=discussion, at=at, by=by, outcome="held", late_reason=discussion.late_reason
        )


def not_held(*, discussion: StrategyDiscussion, by: User, reason: str) -> None:
    for code in (DISCUSSION, LONGEST):
        cancel_clock(code=code, subject=discussion, by=by, reason=reason)


def start_longest(*, discussion: StrategyDiscussion, clock: Clock, by: User) -> Clock:
    """The three working days beyond which no reason reaches."""
    return start_clock(
        code=LONGEST,
        subject=discussion,
        person=clock.person,
        triggered_at=discussion.threshold_seen_at,
        by=by,
        owner=clock.owner,
        team=clock.team,
        path=path_of(discussion),
    )


def of_discussion(discussion: StrategyDiscussion) -> Clock | None:
    return next((clock for clock in for_subject(discussion) if clock.code == DISCUSSION), None)


def enquiry_started(
    *, section_47: Section47, by: User, owner: User | None, team: Team | None, within_a_working_day: bool
) -> None:
    """The child seen within 24 hours, the conference within 15 working days, both from this discussion."""
    for code in (SEEN_WORKING_DAY if within_a_working_day else SEEN, CONFERENCE):
        start_clock(
            code=code,
            subject=section_47,
            person=section_47.person,
            triggered_at=section_47.started_at,
            by=by,
            owner=owner,
            team=team,
            path=path_of_enquiry(section_47),
        )


def child_seen(*, section_47: Section47, at: datetime, by: User, late_reason: str = "") -> None:
    for code in (SEEN, SEEN_WORKING_DAY):
        stop_clock(code=code, subject=section_47, at=at, by=by, outcome="seen", late_reason=late_reason)


def concluded(*, section_47: Section47, by: User) -> None:
    """Nobody waits for a child to be seen any more, nor for a conference that is not required."""
    for code in (SEEN, SEEN_WORKING_DAY):
        cancel_clock(code=code, subject=section_47, by=by, reason="the enquiry is concluded")
    if not section_47.conference_required:
        cancel_clock(code=CONFERENCE, subject=section_47, by=by, reason="no conference is required")
