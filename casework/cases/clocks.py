"""The limits of a case: allocation, transfer, steps, and the visits that its frame asks for."""

from datetime import date, datetime

from accounts.models import Team, User
from casework.cases.enums import CaseKind
from casework.cases.models import Case, Handover
from core import clock
from deadlines.models import Clock
from deadlines.reckoning import reckon
from deadlines.selectors import rule_in_force
from deadlines.services import cancel_clock, hand_over_clocks, start_clock, stop_clock

VISIT_CODES = {CaseKind.CIN.value: "CINVIS", CaseKind.CP.value: "CPVIS"}
_ALL = ("ALLOC", "CIN-PLAN", "CINVIS", "CPVIS", "CPVIS-BIRTH", "STEP", "STEP-LEAD", "TRANSFER")


def path_of(case: Case) -> str:
    return f"/cases/{case.public_id}/"


def start(
    code: str,
    case: Case,
    *,
    by: User,
    at: datetime | date,
    owner: User | None = None,
    shortened_to: int | None = None,
) -> None:
    start_clock(
        code=code,
        subject=case,
        person=case.person,
        by=by,
        triggered_at=at,
        owner=owner,
        team=case.team,
        reference=case.reference,
        path=path_of(case),
        shortened_to=shortened_to,
    )


def running_since(code: str, case: Case) -> datetime | None:
    """Since when a limit of this case runs."""
    row = Clock.objects.of_subject(case).running().filter(code=code).first()
    return row.triggered_at if row is not None else None


def stop(code: str, case: Case, *, by: User, at: datetime | None = None, outcome: str = "") -> None:
    stop_clock(code=code, subject=case, by=by, at=at, outcome=outcome)


def cancel(code: str, case: Case, *, by: User, reason: str) -> None:
    cancel_clock(code=code, subject=case, by=by, reason=reason)


def cancel_all(case: Case, *, by: User, reason: str) -> None:
    """A closed case has nothing running."""
    for code in _ALL:
        cancel_clock(code=code, subject=case, by=by, reason=reason)


def restart_visits(
    case: Case, *, by: User, since: datetime | date, owner: User | None, seen_at: datetime | None = None
) -> None:
    """The next visit of the case's frame runs from the last one with the child seen; another frame's limit falls away."""
    wanted = VISIT_CODES.get(case.kind)
    for code in VISIT_CODES.values():
        if code == wanted and seen_at is not None:
            stop(code, case, by=by, at=seen_at, outcome="Child seen")
        else:
            cancel(code, case, by=by, reason="The frame of the case changed, or the limit began anew")
    if wanted and is_born(case):
        start(
            wanted, case, by=by, at=since, owner=owner, shortened_to=visits_shortened_to(wanted, case, since)
        )


def is_born(case: Case) -> bool:
    """A child who is not born cannot be seen: its visits begin with the birth."""
    person = case.person
    return person.born_on is not None or person.expected_on is None


def visits_shortened_to(code: str, case: Case, since: datetime | date) -> int | None:
    """The plan's own frequency where it asks for visits more often than the limit does."""
    wanted: int | None = case.visit_every_days
    rule = rule_in_force(code, on=clock.to_local(since).date() if isinstance(since, datetime) else since)
    return wanted if wanted is not None and rule.n is not None and wanted < rule.n else None


def visits_follow_plan(case: Case, *, by: User) -> None:
    """The plan's frequency of visits changed: the visit that is awaited is due by the new one from its own day 0."""
    code = VISIT_CODES.get(case.kind)
    running = None if code is None else Clock.objects.of_subject(case).running().filter(code=code).first()
    if code is None or running is None:
        return
    since: datetime | date = running.triggered_at
    if not running.trigger_has_time:
        since = clock.to_local(running.triggered_at).date()
    if visits_shortened_to(code, case, since) == running.shortened_to:
        return
    cancel(code, case, by=by, reason="The plan asks for visits at another interval.")
    start(
        code, case, by=by, at=since, owner=running.owner,
        shortened_to=visits_shortened_to(code, case, since),
    )  # fmt: skip


def hand_over(case: Case, *, by: User, owner: User | None, team: Team | None) -> None:
    hand_over_clocks(subject=case, by=by, owner=owner, team=team)


def start_handover(handover: Handover, *, by: User) -> None:
    case = handover.case
    code = "TRANSFER" if handover.kind == "TRANSFER" else "STEP-LEAD"
    start_clock(
        code=code,
        subject=case,
        person=case.person,
        by=by,
        triggered_at=handover.requested_at,
        owner=handover.to_lead,
        team=handover.to_team or case.team,
        reference=case.reference,
        path=path_of(case),
    )


def note_due(case: Case, happened_on: date) -> date:
    """By when a note of an event must be written: a working day sooner under child protection."""
    code = "NOTE-CP" if case.kind == CaseKind.CP else "NOTE"
    return reckon(rule_in_force(code, on=happened_on), happened_on).due_on
