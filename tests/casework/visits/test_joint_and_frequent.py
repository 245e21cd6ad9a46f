"""Visits that a step asks for, visits as often as the plan asks, and no visit to a child who is not born."""

from datetime import date

import pytest

from casework.cases import services as cases
from casework.cases.models import Case
from casework.plans import services as plans
from casework.plans.models import Plan
from casework.visits import services
from core.errors import DomainError
from deadlines.models import Clock
from deadlines.presenters import face
from people import services as people
from tests.casework.arrange import at, case_of
from tests.casework.child_protection.arrange import decided
from tests.personas import Personas

pytestmark = pytest.mark.django_db

STEPPED = date(2026, 6, 1)


def visit(personas: Personas, case: Case, on: date, **more: object) -> None:
    seen = services.SeenChild(case=case, child_seen=True, seen_alone=True)
    services.record_visit(
        by=personas.social_worker, made_at=at(on), kind="PLANNED", place="HOME", children=[seen],
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def stepped(personas: Personas) -> Case:
    case = case_of(personas, opened=date(2026, 5, 1))
    cases.propose_step(case=case, by=personas.social_worker, to_kind="EARLY_HELP", reason="Goals reached")
    cases.decide_step(
        case=case,
        by=personas.team_manager,
        rationale="Calm",
        new_lead=personas.lead_professional,
        at=at(STEPPED),
    )
    case.refresh_from_db()
    return case


def test_the_visit_of_old_and_new_lead_together_ends_the_wait_for_it(personas: Personas) -> None:
    case = stepped(personas)
    visit(personas, case, date(2026, 6, 3))
    visit(personas, case, date(2026, 6, 4), joint_with=personas.health_visitor)
    assert Clock.objects.running().filter(code="STEP", person=case.person).exists()
    visit(personas, case, date(2026, 6, 8), joint_with=personas.lead_professional)
    stopped = Clock.objects.get(code="STEP", person=case.person)
    assert (stopped.outcome, stopped.was_late) == ("Joint visit made", False)


def test_a_visit_before_the_step_was_decided_is_not_its_joint_visit(personas: Personas) -> None:
    case = stepped(personas)
    visit(personas, case, date(2026, 5, 29), joint_with=personas.lead_professional)
    assert Clock.objects.running().filter(code="STEP").exists()


def test_nobody_makes_a_joint_visit_with_themselves(personas: Personas) -> None:
    case = stepped(personas)
    with pytest.raises(DomainError, match="came along"):
        visit(personas, case, date(2026, 6, 8), joint_with=personas.social_worker)


def test_a_plan_that_asks_for_more_visits_sets_the_limit(personas: Personas) -> None:
    decided(personas, visit_every_days=5)
    case = Case.objects.get()
    clock = Clock.objects.running().get(code="CPVIS")
    assert (clock.due_on, clock.shortened_to) == (date(2026, 6, 5), 5)
    assert "within 5 working days, as the plan asks" in face(clock, at=at(date(2026, 6, 1))).basis
    visit(personas, case, date(2026, 6, 3))
    assert Clock.objects.running().get(code="CPVIS").due_on == date(2026, 6, 10)


def test_a_plan_never_lengthens_the_limit(personas: Personas) -> None:
    decided(personas, visit_every_days=10)
    assert Clock.objects.running().get(code="CPVIS").shortened_to is None
    plan = Plan.objects.get()
    plans.edit_plan(plan=plan, by=personas.social_worker, visit_every_days=20)
    assert Clock.objects.running().get(code="CPVIS").due_on == date(2026, 6, 12)


def test_changing_the_plans_frequency_moves_the_visit_that_is_awaited(personas: Personas) -> None:
    decided(personas)
    plans.edit_plan(plan=Plan.objects.get(), by=personas.social_worker, visit_every_days=3)
    assert Clock.objects.running().get(code="CPVIS").due_on == date(2026, 6, 3)
    plans.edit_plan(plan=Plan.objects.get(), by=personas.social_worker, visit_every_days=None)
    assert Clock.objects.running().get(code="CPVIS").due_on == date(2026, 6, 12)


def test_the_frequency_ends_with_the_plan(personas: Personas) -> None:
    decided(personas, visit_every_days=5)
    plan = Plan.objects.get()
    plans.discontinue_protection_plan(
        plan=plan, by=personas.chair, held_on=date(2026, 8, 27), because="NO_LONGER_AT_RISK", note="Safe"
    )
    assert Case.objects.get().visit_every_days is None
    running = Clock.objects.running().get(code="CINVIS")
    assert running.shortened_to is None


def test_no_visit_to_a_child_is_due_before_its_birth(personas: Personas) -> None:
    unborn = people.create_person(
        by=personas.system,
        forename="Unborn",
        surname="Demochild",
        born_on=None,
        expected_on=date(2026, 8, 14),
    )
    case = case_of(personas, person=unborn, opened=date(2026, 5, 1))
    plans.begin_protection_plan(
        case=case, by=personas.chair, held_on=date(2026, 5, 29), category="NEG", outline=[], earlier_plans=0
    )
    assert not Clock.objects.filter(code="CPVIS").exists()
    people.correct_birth(person=unborn, by=personas.system, reason="Born", born_on=date(2026, 8, 9), sex="F")
    assert Clock.objects.running().get(code="CPVIS-BIRTH").due_on == date(2026, 8, 10)
    case.refresh_from_db()
    visit(personas, case, date(2026, 8, 10))
    assert Clock.objects.running().get(code="CPVIS").due_on == date(2026, 8, 24)


def test_a_child_in_need_is_visited_from_its_birth_on(personas: Personas) -> None:
    unborn = people.create_person(
        by=personas.system,
        forename="Unborn",
        surname="Demochild",
        born_on=None,
        expected_on=date(2026, 8, 14),
    )
    case_of(personas, person=unborn, opened=date(2026, 5, 1))
    people.correct_birth(person=unborn, by=personas.system, reason="Born", born_on=date(2026, 8, 9), sex="F")
    assert Clock.objects.running().get(code="CINVIS").due_on == date(2026, 9, 7)
