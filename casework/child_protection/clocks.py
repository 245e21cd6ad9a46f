"""The limits of a conference: held in time, reported to in time, its decision and record sent in time."""

from datetime import date, datetime

from django.apps import apps

from accounts.models import User
from casework.child_protection.models import Conference, Invitation
from core import clock
from core.working_days import add_working_days
from deadlines.models import Clock
from deadlines.services import cancel_clock, extend_clock, start_clock, stop_clock
from people.models import Person

# How many working days before the conference a report must reach the chair.
REPORT_BEFORE = {"INITIAL": 2, "TRANSFER_IN": 2, "REVIEW": 5}
DUE_CODES = {"INITIAL": "ICPC", "TRANSFER_IN": "ICPC-T"}


def path_of(conference: Conference) -> str:
    return f"/conferences/{conference.public_id}/"


def running(code: str, person: Person) -> Clock | None:
    """The limit that runs for this person, whichever record began it (a strategy discussion, a notification)."""
    found: Clock | None = (
        Clock.objects.running().filter(code=code, person=person).order_by("due_at", "pk").first()
    )
    return found


def start_transfer_in(conference: Conference, person: Person, *, by: User, notified_on: date) -> None:
    start_clock(
        code="ICPC-T", subject=conference, person=person, by=by, triggered_at=notified_on,
        reference=conference.reference, path=path_of(conference),
    )  # fmt: skip


def start_request(conference: Conference, *, by: User, at: datetime) -> None:
    start_clock(
        code="ICPC-REQ", subject=conference, by=by, triggered_at=clock.to_local(at).date(), owner=by,
        reference=conference.reference, path=path_of(conference),
    )  # fmt: skip


def stop_request(conference: Conference, *, by: User, at: datetime) -> None:
    stop_clock(code="ICPC-REQ", subject=conference, by=by, at=at, outcome="Date and chair named")


def stop_for(code: str, person: Person, *, by: User, at: datetime) -> bool | None:
    """Stop a limit wherever it hangs; whether it was met, None where none ran."""
    found = running(code, person)
    if found is None:
        return None
    model = apps.get_model(found.subject_kind)
    subject = model._base_manager.get(public_id=found.subject_public_id)
    stopped = stop_clock(code=code, subject=subject, person=person, by=by, at=at, outcome="Conference held")
    return not any(clock_.was_late for clock_ in stopped)


def extend_due(person: Person, *, until: date, reason: str, by: User) -> None:
    """More time for the initial conference: the legal day stands, the agreed one beside it."""
    for code in DUE_CODES.values():
        found = running(code, person)
        if found is not None:
            extend_clock(clock=found, until=until, reason=reason, by=by)


def report_due(conference: Conference) -> date | None:
    if conference.starts_at is None:
        return None
    day = clock.to_local(conference.starts_at).date()
    return add_working_days(day, -REPORT_BEFORE[conference.kind])


def start_report(invitation: Invitation, *, by: User) -> None:
    """A report is awaited so many working days before the conference; a new date begins the wait anew."""
    conference = invitation.conference
    if conference.starts_at is None:
        return
    code = "CPRPT-R" if conference.kind == "REVIEW" else "CPRPT-I"
    cancel_clock(code=code, subject=invitation, by=by, reason="The conference has another date.")
    start_clock(
        code=code, subject=invitation, by=by, triggered_at=clock.to_local(conference.starts_at).date(),
        owner=invitation.user, reference=conference.reference, path=f"/conferences/reports/{invitation.public_id}/",
    )  # fmt: skip


def stop_report(invitation: Invitation, *, by: User, at: datetime) -> bool | None:
    met: bool | None = None
    for code in ("CPRPT-I", "CPRPT-R"):
        for stopped in stop_clock(code=code, subject=invitation, by=by, at=at, outcome="Report received"):
            met = not stopped.was_late
    return met


def start_letters(conference: Conference, *, by: User, held_on: date) -> None:
    for code in ("CPDEC", "CPMIN", "CPMIN-AIM"):
        start_clock(
            code=code, subject=conference, by=by, triggered_at=held_on, owner=conference.chair,
            reference=conference.reference, path=path_of(conference),
        )  # fmt: skip


def stop_letters(conference: Conference, *codes: str, by: User, at: datetime) -> None:
    for code in codes:
        stop_clock(code=code, subject=conference, by=by, at=at, outcome="Sent")
