"""Dates of a running clock move for four reasons only, and what stood before is kept."""

from datetime import UTC, date, datetime

import pytest

from core.errors import DomainError, NotPermitted, WrongState
from deadlines.models import Clock, ClockChange
from deadlines.services import (
    correct_trigger,
    extend_clock,
    rederive_for_person,
    start_clock,
    stop_clock,
    type_due,
)
from people.models import Person
from tests.deadlines.arranged import person, started
from tests.personas import Personas

pytestmark = pytest.mark.django_db
RECEIVED = datetime(2026, 4, 2, 15, 50, tzinfo=UTC)


def kept(clock: Clock) -> list[tuple[str, date, date]]:
    return [
        (change.kind, change.due_at_before.date(), change.due_at_after.date())
        for change in ClockChange.objects.filter(clock=clock).order_by("pk")
    ]


def test_more_time_is_a_managers_and_never_moves_the_original_due(personas: Personas) -> None:
    clock = started(personas, "CFA", RECEIVED)
    extended = extend_clock(
        clock=clock, until=date(2026, 6, 24), reason="Father abroad", by=personas.team_manager
    )
    assert (extended.due_on, extended.due_at) == (clock.due_on, clock.due_at)
    assert extended.agreed_until and extended.agreed_until.date() == date(2026, 6, 24)
    assert (extended.agreed_by, extended.agreed_reason) == (personas.team_manager, "Father abroad")
    assert kept(clock) == [("EXTENDED", date(2026, 6, 10), date(2026, 6, 24))]
    after_due = datetime(2026, 6, 12, tzinfo=UTC)
    assert list(Clock.objects.overdue(at=after_due)) == [clock]
    assert not Clock.objects.to_tell_overdue(at=after_due).exists()


@pytest.mark.parametrize(
    ("by", "until", "reason", "fault"),
    [
        ("social_worker", date(2026, 6, 24), "more", NotPermitted),
        ("team_manager", date(2026, 6, 24), "  ", DomainError),
        ("team_manager", date(2026, 6, 1), "less", DomainError),
    ],
)
def test_more_time_needs_a_manager_a_reason_and_a_later_date(
    personas: Personas, by: str, until: date, reason: str, fault: type[Exception]
) -> None:
    clock = started(personas, "CFA", RECEIVED)
    with pytest.raises(fault):
        extend_clock(clock=clock, until=until, reason=reason, by=getattr(personas, by))


def test_a_stopped_clock_takes_no_more_time(personas: Personas) -> None:
    clock = started(personas, "CFA", RECEIVED)
    stop_clock(code="CFA", subject=clock.person, by=personas.duty)
    with pytest.raises(WrongState):
        extend_clock(clock=clock, until=date(2026, 7, 1), reason="x", by=personas.team_manager)


def test_a_start_recorded_wrongly_is_corrected_with_its_reason(personas: Personas) -> None:
    clock = started(personas, "REF-DEC", RECEIVED)
    earlier = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)
    corrected = correct_trigger(
        clock=clock, triggered_at=earlier, reason="It lay in the mailbox", by=personas.front_door_manager
    )
    assert corrected.due_on == date(2026, 4, 2)
    assert kept(clock) == [("TRIGGER_CORRECTED", date(2026, 4, 7), date(2026, 4, 2))]


def test_an_orders_own_end_is_typed_over_the_sum_and_the_sum_is_kept(personas: Personas) -> None:
    clock = started(personas, "EPO-8", date(2026, 12, 25))
    noon = datetime(2027, 1, 2, 12, 0, tzinfo=UTC)
    typed = type_due(clock=clock, due=noon, reason="Order of 25 December", by=personas.social_worker)
    assert (typed.due_at, typed.is_due_typed) == (noon, True)
    assert kept(clock) == [("TYPED", date(2027, 1, 1), date(2027, 1, 2))]
    with pytest.raises(WrongState, match="counted, not typed"):
        type_due(clock=started(personas, "CFA", RECEIVED), due=noon, reason="x", by=personas.social_worker)


def test_a_changed_date_of_birth_moves_what_follows_from_it_and_keeps_the_old(personas: Personas) -> None:
    child = person(personas.system, born_on=date(2011, 9, 1), birth_certainty="ESTIMATED")
    passport = start_clock(code="HPASS", subject=child, person=child, by=personas.social_worker)
    placed = started(personas, "LACVIS-1", date(2026, 9, 26), subject=child)
    eligible = started(personas, "PATH-A", date(2026, 12, 26), subject=child)
    assert passport.due_on == date(2029, 9, 1) and passport.planning_on is None
    child.born_on = date(2010, 1, 1)
    (moved,) = rederive_for_person(person=child, by=personas.social_worker, reason="Age assessed")
    assert (moved, moved.due_on, moved.planning_on) == (passport, date(2028, 1, 1), date(2027, 12, 31))
    assert kept(passport) == [("REDERIVED", date(2029, 9, 1), date(2028, 1, 1))]
    for untouched in (placed, eligible):
        assert kept(untouched) == []


def test_people_ask_for_it_when_they_change_a_birth_date(personas: Personas) -> None:
    from deadlines.ports import rederive_after_birth
    from people.ports import person_dates_changed

    assert rederive_after_birth in person_dates_changed.answers


def test_a_new_expected_date_moves_the_pre_birth_clocks_and_birth_leaves_them(personas: Personas) -> None:
    unborn = person(personas.system, expected_on=date(2026, 8, 14), sex="U")
    conference = start_clock(code="PREB-ICPC", subject=unborn, person=unborn, by=personas.social_worker)
    assert conference.due_on == date(2026, 6, 5)
    unborn.expected_on = date(2026, 8, 21)
    rederive_for_person(person=unborn, by=personas.social_worker, reason="Scan")
    conference.refresh_from_db()
    assert conference.due_on == date(2026, 6, 12)
    born = Person(pk=unborn.pk, born_on=date(2026, 8, 9))
    assert rederive_for_person(person=born, by=personas.social_worker, reason="Born") == []
