"""Warnings and overdue notices reach their people once each, whatever happens to the sweep."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.enums import AbsenceKind
from accounts.models import Absence, Team, User
from core.history import acting
from deadlines.enums import OVERDUE, WARNED
from deadlines.models import Clock
from deadlines.services import extend_clock, start_clock, stop_clock, sweep_deadlines
from outbox.models import Notice
from tests.deadlines.arranged import person, started
from tests.personas import Personas

pytestmark = pytest.mark.django_db
RECEIVED = datetime(2026, 4, 2, 15, 50, tzinfo=UTC)
DUE = datetime(2026, 4, 7, 22, 59, 59, tzinfo=UTC)


def told(user: User, kind: str) -> int:
    return Notice.objects.filter(to=user, kind=kind).count()


def test_the_owner_is_warned_once_and_past_due_the_manager_is_told_too(personas: Personas) -> None:
    started(personas, "REF-DEC", RECEIVED)
    owner, manager = personas.social_worker, personas.team_manager
    for minutes in range(0, 10):
        sweep_deadlines(at=DUE - timedelta(hours=10) + timedelta(minutes=minutes))
    assert (told(owner, WARNED), told(owner, OVERDUE), told(manager, OVERDUE)) == (1, 0, 0)
    sweep_deadlines(at=DUE)
    assert told(owner, OVERDUE) == 0
    for minutes in range(1, 10):
        sweep_deadlines(at=DUE + timedelta(minutes=minutes))
    assert (told(owner, WARNED), told(owner, OVERDUE), told(manager, OVERDUE)) == (1, 1, 1)


@pytest.mark.parametrize("pause", [timedelta(hours=1), timedelta(hours=26), timedelta(days=9)])
def test_safety_a_after_any_pause_every_passed_deadline_is_told_once(
    personas: Personas, pause: timedelta
) -> None:
    clocks = [started(personas, "REF-DEC", RECEIVED + timedelta(minutes=n)) for n in range(5)]
    clocks += [started(personas, "PP-72", RECEIVED + timedelta(hours=6 * n)) for n in range(20)]
    began = datetime(2026, 4, 5, 15, 30, tzinfo=UTC)
    sweep_deadlines(at=began)
    back = began + pause
    for minutes in range(3):
        sweep_deadlines(at=back + timedelta(minutes=minutes))
    # A clock set back an hour changes nothing.
    sweep_deadlines(at=back - timedelta(hours=1))
    passed = [clock for clock in clocks if clock.due_at < back]
    assert passed
    assert told(personas.social_worker, OVERDUE) == len(passed)
    assert set(Clock.objects.exclude(overdue_told_at=None)) == set(passed)


@pytest.mark.parametrize(
    ("taken", "due"),
    [
        (datetime(2026, 10, 24, 21, 15, tzinfo=UTC), datetime(2026, 10, 27, 21, 15, tzinfo=UTC)),
        (datetime(2027, 3, 27, 22, 15, tzinfo=UTC), datetime(2027, 3, 30, 22, 15, tzinfo=UTC)),
    ],
)
def test_safety_a_hours_run_through_the_night_the_clocks_change(
    personas: Personas, taken: datetime, due: datetime
) -> None:
    clock = started(personas, "PP-72", taken)
    assert clock.due_at == due
    assert sweep_deadlines(at=due).overdue == 0
    assert sweep_deadlines(at=due + timedelta(seconds=1)).overdue == 1


def test_safety_d_while_the_owner_is_away_the_cover_is_told(personas: Personas) -> None:
    with acting(by="SYSTEM"):
        Absence.objects.create(
            user=personas.social_worker,
            kind=AbsenceKind.SICKNESS,
            cover=personas.social_worker_colleague,
            starts_on=date(2020, 1, 1),
        )
    started(personas, "REF-DEC", RECEIVED)
    sweep_deadlines(at=DUE + timedelta(seconds=1))
    assert told(personas.social_worker_colleague, OVERDUE) == 1


def test_safety_d_a_clock_without_an_owner_goes_to_the_teams_managers(personas: Personas) -> None:
    team = Team.objects.get(name="Family Support South")
    started(personas, "REF-DEC", RECEIVED, owner=None, team=team)
    sweep_deadlines(at=DUE + timedelta(seconds=1))
    assert told(personas.team_manager_other, OVERDUE) == 1
    assert told(personas.team_manager, OVERDUE) == 0


def test_a_clock_nobody_can_be_told_of_is_counted_and_waits(
    personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    from deadlines.services import sweep as module

    monkeypatch.setattr(module, "on_call", lambda duty, at: [])
    started(personas, "REF-DEC", RECEIVED, owner=None)
    assert sweep_deadlines(at=DUE + timedelta(seconds=1)).unaddressed == 1
    monkeypatch.setattr(module, "on_call", lambda duty, at: [personas.front_door_manager])
    assert sweep_deadlines(at=DUE + timedelta(minutes=1)).overdue == 1
    assert told(personas.front_door_manager, OVERDUE) == 1


def test_after_more_time_the_agreed_moment_is_told_anew(personas: Personas) -> None:
    clock = started(personas, "REF-DEC", RECEIVED)
    sweep_deadlines(at=DUE + timedelta(minutes=1))
    extend_clock(clock=clock, until=date(2026, 4, 9), reason="Agreed", by=personas.team_manager)
    assert sweep_deadlines(at=DUE + timedelta(minutes=2)).overdue == 0
    sweep_deadlines(at=DUE + timedelta(days=2, minutes=1))
    assert told(personas.social_worker, OVERDUE) == 2


def test_a_stopped_clock_is_silent(personas: Personas) -> None:
    child = person(personas.system)
    start_clock(
        code="REF-DEC", subject=child, triggered_at=RECEIVED, owner=personas.social_worker, by=personas.duty
    )
    stop_clock(code="REF-DEC", subject=child, by=personas.duty, at=RECEIVED)
    sweep_deadlines(at=DUE + timedelta(days=9))
    assert told(personas.social_worker, OVERDUE) == 0


def test_notices_carry_a_reference_and_a_path_and_no_name(personas: Personas) -> None:
    started(personas, "REF-DEC", RECEIVED)
    sweep_deadlines(at=DUE + timedelta(seconds=1))
    notice = Notice.objects.filter(kind=OVERDUE).first()
    assert notice and (notice.reference, notice.path) == ("R-1", "/x/")
    assert "Ashworth" not in str(notice.__dict__)
