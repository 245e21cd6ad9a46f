"""A clock stores its due moment at the start and stops at its event."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from core.errors import DomainError, WrongState
from core.history import acting
from deadlines import selectors
from deadlines.exceptions import NoDueDate, UnknownClock
from deadlines.models import Clock, ClockRule
from deadlines.services import (
    cancel_clock,
    give_late_reason,
    hand_over_clocks,
    start_clock,
    stop_clock,
)
from tests.deadlines.arranged import person, started
from tests.personas import Personas

pytestmark = pytest.mark.django_db
RECEIVED = datetime(2026, 4, 2, 15, 50, tzinfo=UTC)


def test_due_planning_and_warning_are_stored_at_the_start(personas: Personas) -> None:
    clock = started(personas, "CFA", RECEIVED)
    assert (clock.due_on, clock.planning_on) == (date(2026, 6, 10), date(2026, 6, 10))
    assert clock.due_at == datetime(2026, 6, 10, 22, 59, 59, tzinfo=UTC)
    assert clock.warn_at == datetime(2026, 5, 27, 8, 0, tzinfo=UTC)
    assert clock.reference == "R-1"


def test_a_later_change_of_the_law_does_not_move_what_already_runs(personas: Personas) -> None:
    clock = started(personas, "CFA", RECEIVED)
    with acting(by="SYSTEM", reason="law changed"):
        ClockRule.objects.filter(code="CFA").update(valid_to=date(2026, 5, 1))
        old = ClockRule.objects.get(code="CFA")
        old.pk, old.n, old.valid_from, old.valid_to = None, 40, date(2026, 5, 1), None
        old.save(force_insert=True)
    clock.refresh_from_db()
    assert clock.due_on == date(2026, 6, 10)
    assert selectors.rule_in_force("CFA", on=date(2026, 4, 30)).n == 45
    assert selectors.rule_in_force("CFA", on=date(2026, 5, 1)).n == 40
    assert started(personas, "CFA", date(2026, 4, 30)).rule.n == 45


def test_the_same_start_twice_is_one_clock_and_another_start_is_refused(personas: Personas) -> None:
    child = person(personas.system)
    first = started(personas, "REF-DEC", RECEIVED, subject=child)
    assert started(personas, "REF-DEC", RECEIVED, subject=child) == first
    with pytest.raises(WrongState, match="already running"):
        started(personas, "REF-DEC", date(2026, 4, 3), subject=child)
    stop_clock(code="REF-DEC", subject=child, by=personas.duty)
    assert started(personas, "REF-DEC", date(2026, 4, 3), subject=child) != first


def test_the_database_itself_lets_a_clock_run_once(personas: Personas) -> None:
    clock = started(personas, "REF-DEC", RECEIVED, person=None)
    clock.pk, clock.public_id = None, __import__("uuid").uuid4()
    with pytest.raises(IntegrityError), transaction.atomic(), acting(by="SYSTEM"):
        clock.save(force_insert=True)


def test_one_limit_runs_for_each_child_of_a_record(personas: Personas) -> None:
    record, one, two = (person(personas.system) for _ in range(3))
    for child in (one, two):
        started(personas, "ICPC", RECEIVED, subject=record, person=child)
    assert len(stop_clock(code="ICPC", subject=record, person=one, by=personas.duty)) == 1
    assert [clock.person for clock in selectors.for_subject(record)] == [two, one]
    assert len(stop_clock(code="ICPC", subject=record, by=personas.duty)) == 1


def test_a_typed_due_date_stands_above_the_sum(personas: Personas) -> None:
    typed = datetime(2027, 1, 2, 12, 0, tzinfo=UTC)
    clock = started(personas, "EPO-8", date(2026, 12, 25), due=typed)
    assert (clock.due_at, clock.planning_on, clock.is_due_typed) == (typed, date(2026, 12, 31), True)
    assert started(personas, "EPO-8", date(2026, 12, 25)).due_on == date(2027, 1, 1)


def test_stopping_late_never_holds_up_the_act_and_is_asked_about_after(personas: Personas) -> None:
    child = person(personas.system)
    clock = started(personas, "REF-DEC", RECEIVED, subject=child)
    late = datetime(2026, 4, 9, 9, 0, tzinfo=UTC)
    assert selectors.needs_late_reason(code="REF-DEC", subject=child, at=late)
    assert not selectors.needs_late_reason(code="REF-DEC", subject=child, at=RECEIVED)
    (stopped,) = stop_clock(code="REF-DEC", subject=child, at=late, by=personas.duty, outcome="decided")
    assert stopped.was_late and list(Clock.objects.late_without_reason()) == [clock]
    with pytest.raises(DomainError, match="Say why"):
        give_late_reason(clock=clock, reason=" ", by=personas.duty)
    give_late_reason(clock=clock, reason="Referrer could not be reached", by=personas.duty)
    assert not Clock.objects.late_without_reason().exists()


def test_stopping_what_does_not_run_does_nothing(personas: Personas) -> None:
    assert stop_clock(code="REF-DEC", subject=person(personas.system), by=personas.duty) == []


def test_a_cancelled_clock_is_neither_running_nor_late(personas: Personas) -> None:
    child = person(personas.system)
    started(personas, "EHA", date(2026, 1, 5), subject=child)
    with pytest.raises(DomainError, match="Say why"):
        cancel_clock(code="EHA", subject=child, by=personas.duty, reason="")
    cancel_clock(code="EHA", subject=child, by=personas.duty, reason="Consent withdrawn")
    assert selectors.for_subject(child) == []
    assert not Clock.objects.overdue(at=datetime(2027, 1, 1, tzinfo=UTC)).exists()


def test_overdue_and_due_soon_are_questions_asked_now(personas: Personas) -> None:
    system = personas.system
    clock = started(personas, "REF-DEC", RECEIVED)
    last = datetime(2026, 4, 7, 22, 59, 59, tzinfo=UTC)
    assert not selectors.overdue(system, at=last).exists()
    assert list(selectors.overdue(system, at=last.replace(second=59, microsecond=1))) == [clock]
    assert list(selectors.due_between(system, RECEIVED, last)) == [clock]
    assert selectors.next_due(system, clock.person) == clock


def test_clocks_follow_a_new_worker(personas: Personas) -> None:
    clock = started(personas, "CFA", RECEIVED)
    assert (
        hand_over_clocks(subject=clock.person, owner=personas.social_worker_colleague, by=personas.duty) == 1
    )
    clock.refresh_from_db()
    assert clock.owner == personas.social_worker_colleague
    assert list(selectors.of_owner(personas.social_worker_colleague)) == [clock]


def test_a_stranger_sees_no_clock_of_a_person(personas: Personas) -> None:
    clock = started(personas, "CFA", RECEIVED)
    for reader in (personas.stranger, personas.social_worker_other):
        assert not selectors.clocks(reader).exists()
        assert selectors.for_person(reader, clock.person) == []


@pytest.mark.parametrize(
    ("code", "fault"), [("NO-SUCH", UnknownClock), ("FGDM", NoDueDate), ("PP-72", NoDueDate)]
)
def test_what_cannot_be_counted_is_refused(personas: Personas, code: str, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        started(personas, code, date(2026, 4, 2))


def test_a_clock_without_a_trigger_says_what_it_starts_from(personas: Personas) -> None:
    child = person(personas.system)
    with pytest.raises(DomainError, match="concern received"):
        start_clock(code="REF-DEC", subject=child, by=personas.duty)
