"""One visit in many records; clocks restart only when the child was seen."""

from datetime import date, datetime

import pytest

from casework.cases.models import Case, ChronologyEntry
from casework.visits import selectors, services
from casework.visits.models import Visit, VisitPart
from core.errors import DomainError, NotFound
from deadlines.models import Clock
from outbox.models import Notice
from tests.casework.arrange import at, case_of, child
from tests.personas import Personas

pytestmark = pytest.mark.django_db


def _visit(
    personas: Personas, *parts: services.SeenChild, on: date = date(2026, 6, 1), key: str = ""
) -> Visit:
    return services.record_visit(
        by=personas.social_worker, made_at=at(on), kind="UNANNOUNCED", place="HOME", children=parts,
        observation="The flat was warm", key=key,
    )  # fmt: skip


def _seen(case: Case, **more: object) -> services.SeenChild:
    return services.SeenChild(case=case, child_seen=True, **{"seen_alone": True, **more})  # type: ignore[arg-type]


def test_one_visit_stands_in_each_childs_record_with_a_part_of_its_own(personas: Personas) -> None:
    first = case_of(personas, opened=date(2026, 5, 1))
    second = case_of(personas, person=child(personas, "Ben"), opened=date(2026, 5, 1))
    parts = (
        _seen(first, words="I like it here"),
        services.SeenChild(case=second, child_seen=False, not_seen_reason="At school"),
    )
    visit = _visit(personas, *parts, key="v")
    assert _visit(personas, *parts, key="v") == visit and Visit.objects.count() == 1
    mine = selectors.visits(first, reader=personas.social_worker).get()
    assert (mine.words, mine.visit.observation) == ("I like it here", "The flat was warm")
    assert selectors.visits(second, reader=personas.social_worker).get().words == ""
    assert first.person.sightings.get().alone is True
    assert not second.person.sightings.exists()
    assert Clock.objects.get(code="CINVIS", person=first.person).due_on == date(2026, 6, 29)
    assert not Clock.objects.filter(code="CINVIS", person=second.person).exists()


def test_the_next_visit_runs_from_the_last_time_the_child_was_seen(personas: Personas) -> None:
    case = case_of(personas, opened=date(2026, 5, 1))
    _visit(personas, _seen(case))
    _visit(personas, _seen(case), on=date(2026, 6, 15))
    running = Clock.objects.running().get(code="CINVIS")
    assert running.due_on == date(2026, 7, 13)
    assert Clock.objects.get(code="CINVIS", stopped_at__isnull=False).outcome == "Child seen"
    _visit(personas, _seen(case), on=date(2026, 6, 3))
    assert Clock.objects.running().get(code="CINVIS") == running


def test_not_seen_needs_a_reason_and_seen_needs_alone_or_not(personas: Personas) -> None:
    case = case_of(personas)
    with pytest.raises(DomainError, match="why"):
        _visit(personas, services.SeenChild(case=case, child_seen=False))
    with pytest.raises(DomainError, match="alone"):
        _visit(personas, services.SeenChild(case=case, child_seen=True))


def test_no_access_is_no_visit_and_the_second_in_a_row_tells_the_manager(personas: Personas) -> None:
    case = case_of(personas, opened=date(2026, 5, 1))
    _visit(personas, _seen(case))
    due = Clock.objects.running().get(code="CINVIS").due_on

    def fail(on: date) -> None:
        services.record_no_access(
            case=case,
            by=personas.social_worker,
            made_at=at(on),
            kind="PLANNED",
            place="HOME",
            what_happened="Nobody in",
        )

    fail(date(2026, 6, 8))
    assert not Notice.objects.filter(kind="VISITS_FAILED").exists()
    fail(date(2026, 6, 9))
    assert Notice.objects.get(kind="VISITS_FAILED").to == personas.team_manager
    assert Clock.objects.running().get(code="CINVIS").due_on == due
    assert VisitPart.objects.count() == 1
    _visit(personas, _seen(case), on=date(2026, 6, 10))
    assert selectors.failures_running(case) == 0


def test_a_significant_visit_writes_the_chronology(personas: Personas) -> None:
    case = case_of(personas, opened=date(2026, 5, 1))
    _visit(personas, _seen(case, is_significant=True, summary="Said she is afraid", significance="HARM"))
    assert ChronologyEntry.objects.get(person=case.person).event == "Said she is afraid"


def test_a_visit_is_not_written_ahead_nor_in_a_strangers_record(personas: Personas) -> None:
    case = case_of(personas)
    with pytest.raises(DomainError, match="been made"):
        _visit(personas, _seen(case), on=date(2040, 1, 2))
    with pytest.raises(NotFound):
        services.record_visit(
            by=personas.social_worker_other, made_at=datetime(2026, 6, 1, 10).astimezone(), kind="PLANNED", place="HOME",
            children=[_seen(case)],
        )  # fmt: skip


def test_who_sees_a_visit_sees_only_the_parts_of_children_open_to_them(personas: Personas) -> None:
    first = case_of(personas, opened=date(2026, 5, 1))
    second = case_of(personas, person=child(personas, "Ben"), opened=date(2026, 5, 1))
    visit = _visit(personas, _seen(first), _seen(second))
    from people import services as people

    people.restrict(person=second.person, by=personas.system, restriction="RESTRICTED", reason="staff family")
    assert [row.case for row in VisitPart.objects.visible_to(personas.team_manager)] == [first]
    assert list(Visit.objects.visible_to(personas.team_manager)) == [visit]
    assert not Visit.objects.visible_to(personas.social_worker_other).exists()
