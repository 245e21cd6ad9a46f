"""By when an agency answers, and when an agency that is closed opens again (domain.md B: MASH-R, -A, -G)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from accounts.models import Agency, Team, User
from core import clock, working_days
from deadlines.models import Clock
from deadlines.selectors import would_be_due
from deadlines.services import cancel_clock, start_clock, stop_clock
from referrals.contacts.clocks import DECISION, GATHERING
from referrals.contacts.enums import Rag
from referrals.contacts.models import Contact
from referrals.information.enums import ALWAYS_OPEN
from referrals.information.models import AgencyClosure, AgencyOpening, InformationRequest

ANSWER = {Rag.RED: "CHECK-R", Rag.AMBER: "CHECK-A", Rag.GREEN: "CHECK-G"}
OPENS, CLOSES = time(9), time(17)
# How far ahead a day is looked for on which a closed agency opens: longer than any school's summer.
FURTHEST = 70


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether an agency answers now; else from when, and whom to ring or ask until then."""

    is_open: bool
    opens_at: datetime | None = None
    ring: str = ""
    stand_in: User | None = None


def begin(*, request: InformationRequest, contact: Contact, by: User, team: Team | None) -> Clock:
    """The gathering limit of the concern is the answer's too; once it has run out a new one counts from the question."""
    running = [
        row
        for row in Clock.objects.of_subject(contact)
        .running()
        .filter(code__in=(*GATHERING.values(), DECISION))
        if row.due_at > request.asked_at
    ]
    first = min(running, key=lambda row: row.due_at, default=None)
    code = ANSWER[Rag(contact.rag)] if contact.rag else ANSWER[Rag.AMBER]
    return start_clock(
        code=code,
        subject=request,
        triggered_at=first.triggered_at if first and first.code != DECISION else request.asked_at,
        by=by,
        owner=contact.claimed_by or by,
        team=None if contact.is_restricted else team,
        reference=contact.reference,
        path=contact.path,
    )


def begin_sooner(*, request: InformationRequest, contact: Contact, by: User, at: datetime) -> Clock | None:
    """The concern is rated higher: its limit counts from now where it ends sooner; the old one is kept."""
    code = ANSWER[Rag(contact.rag)]
    running = Clock.objects.of_subject(request).running().filter(code__in=ANSWER.values()).first()
    if running is None or would_be_due(code, triggered_at=at) >= running.due_at:
        return None
    cancel_clock(
        code=running.code, subject=request, by=by,
        reason=f"Rated {Rag(contact.rag).label.lower()} after it was asked: due sooner than {running.due_at:%d %B %Y %H:%M}",
    )  # fmt: skip
    return start_clock(
        code=code, subject=request, triggered_at=at, by=by, owner=running.owner, team=running.team,
        confidential=running.is_confidential, reference=running.reference, path=running.path,
    )  # fmt: skip


def answered(*, request: InformationRequest, by: User, at: datetime, how: str) -> None:
    for code in ANSWER.values():
        stop_clock(code=code, subject=request, by=by, at=at, outcome=how)


def not_awaited(*, request: InformationRequest, by: User, reason: str) -> None:
    for code in ANSWER.values():
        cancel_clock(code=code, subject=request, by=by, reason=reason)


def halfway(request: InformationRequest, *, since: datetime) -> datetime:
    return since + (request.due_at - since) / 2


def opening_of(
    agency: Agency, hours: AgencyOpening | None, closures: Sequence[AgencyClosure], *, at: datetime
) -> Opening:
    """Open now, or when it opens again; a stand-in only while a closure that names one lasts."""
    local = clock.to_local(at)
    if _hours_on(agency, hours, closures, local.date(), local.time()):
        return Opening(is_open=True)
    closed = next((row for row in closures if row.first_on <= local.date() <= row.last_on), None)
    ring = (
        (closed.contact if closed else "")
        or (hours.out_of_hours if hours else "")
        or agency.holiday_contact
        or agency.phone
    )
    return Opening(
        is_open=False,
        opens_at=_opens_again(agency, hours, closures, at),
        ring=ring,
        stand_in=closed.stand_in if closed else None,
    )


def _hours_on(
    agency: Agency, hours: AgencyOpening | None, closures: Sequence[AgencyClosure], day: date, moment: time
) -> bool:
    window = _window(agency, hours, closures, day)
    return window is not None and window[0] <= moment < window[1]


def _window(
    agency: Agency, hours: AgencyOpening | None, closures: Sequence[AgencyClosure], day: date
) -> tuple[time, time] | None:
    """From when until when the agency answers on a day; None is closed."""
    if any(row.first_on <= day <= row.last_on for row in closures):
        return None
    if hours.always if hours else agency.kind in ALWAYS_OPEN:
        return time.min, time.max
    if hours is None:
        return (OPENS, CLOSES) if working_days.is_working_day(day) else None
    if day.isoweekday() not in hours.days or hours.opens is None or hours.closes is None:
        return None
    # A bank holiday closes whoever keeps weekdays; one that answers on Saturdays too says so for the weekend alone.
    if day.isoweekday() <= 5 and not working_days.is_working_day(day):
        return None
    return hours.opens, hours.closes


def _opens_again(
    agency: Agency, hours: AgencyOpening | None, closures: Sequence[AgencyClosure], at: datetime
) -> datetime | None:
    first = clock.to_local(at).date()
    for number in range(FURTHEST):
        day = first + timedelta(days=number)
        window = _window(agency, hours, closures, day)
        if window is None:
            continue
        opens = clock.at_local(day, window[0].hour, window[0].minute)
        if opens > at:
            return opens
    return None
