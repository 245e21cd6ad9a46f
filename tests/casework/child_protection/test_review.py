"""Core groups, reviews, and the four grounds on which a plan ends."""

from datetime import date

import pytest

from casework.cases.models import Case
from casework.child_protection import services
from casework.child_protection.models import Conference, CoreGroup
from casework.plans.models import Plan
from core.errors import DomainError, NotPermitted, WrongState
from deadlines.models import Clock
from people import services as people
from people.enums import StatusKind
from tests.casework.arrange import at, case_of
from tests.casework.child_protection.arrange import asked, decided, decision, no_plan, scheduled
from tests.personas import Personas

pytestmark = pytest.mark.django_db

REVIEWED = date(2026, 8, 27)


def _review(personas: Personas, *, on: date = REVIEWED) -> Conference:
    case = Case.objects.get(kind="CP")
    conference = services.convene_conference(
        cases=[case], kind="REVIEW", by=personas.social_worker, at=at(date(2026, 7, 20))
    )
    return scheduled(personas, conference, on=on)


def test_the_first_core_group_is_met_and_the_next_due_in_six_weeks(personas: Personas) -> None:
    decided(personas)
    plan = Plan.objects.get(kind="CP")
    common = {
        "plan": plan,
        "present": "Mother, health visitor",
        "is_working": True,
        "chaired_by_name": "Demo Lead",
    }
    with pytest.raises(NotPermitted):
        services.hold_core_group(by=personas.business_support, held_on=date(2026, 6, 11), **common)  # type: ignore[arg-type]
    group = services.hold_core_group(by=personas.social_worker, held_on=date(2026, 6, 11), key="g", **common)  # type: ignore[arg-type]
    services.hold_core_group(by=personas.social_worker, held_on=date(2026, 6, 11), key="g", **common)  # type: ignore[arg-type]
    assert (CoreGroup.objects.count(), group.number, group.is_in_time) == (1, 1, True)
    assert Clock.objects.running().get(code="CG-N").due_on == date(2026, 7, 23)
    assert not Clock.objects.running().filter(code__in=("CG-1", "CPP-FULL")).exists()


def test_a_review_goes_on_with_the_latest_category(personas: Personas) -> None:
    decided(personas)
    conference = _review(personas)
    services.review_conference(
        conference=conference, by=personas.chair, held_on=REVIEWED,
        children=[decision(conference.children.get(), category="EMO", outline=[])],
    )  # fmt: skip
    plan = Plan.objects.get(kind="CP")
    assert (plan.status, plan.first_category, plan.category) == ("REVIEWED", "NEG", "EMO")
    running = Clock.objects.running().get(code="RCPC-N")
    assert (running.due_on, running.planning_on) == (date(2027, 2, 27), date(2027, 2, 26))
    status = plan.person.statuses.get(kind=StatusKind.PROTECTION, ended_on__isnull=True)
    assert status.category == "EMO"


def test_a_plan_ends_only_on_one_of_four_grounds_and_steps_down_to_child_in_need(personas: Personas) -> None:
    decided(personas)
    conference = _review(personas)
    part = conference.children.get()
    for wrong in ("", "OUTCOMES_MET"):
        with pytest.raises(DomainError, match="four grounds"):
            services.review_conference(
                conference=conference, by=personas.chair, held_on=REVIEWED,
                children=[no_plan(part, discontinued_because=wrong)],
            )  # fmt: skip
    services.review_conference(
        conference=conference, by=personas.chair, held_on=REVIEWED,
        children=[no_plan(part, discontinued_because="NO_LONGER_AT_RISK")],
    )  # fmt: skip
    plan = Plan.objects.get(kind="CP")
    assert (plan.status, plan.ends_on, plan.end_reason) == ("ENDED", REVIEWED, "NO_LONGER_AT_RISK")
    assert Case.objects.get(person=plan.person).kind == "CIN"
    assert [row.kind for row in plan.person.statuses.filter(ended_on__isnull=True)] == [StatusKind.IN_NEED]
    running = set(Clock.objects.running().filter(person=plan.person).values_list("code", flat=True))
    assert {"CIN-PLAN", "CINVIS"} <= running and not running & {"CPVIS", "CG-1", "RCPC-1", "CPP-LEN9"}


def test_there_is_nothing_to_review_without_a_plan_and_no_second_initial_conference(
    personas: Personas,
) -> None:
    with pytest.raises(WrongState, match="no child protection plan"):
        services.convene_conference(
            cases=[case_of(personas, opened=date(2026, 4, 13))], kind="REVIEW", by=personas.social_worker
        )
    Case.objects.get()
    conference = asked(personas, [Case.objects.get()])
    with pytest.raises(WrongState, match=conference.reference):
        services.convene_conference(cases=[Case.objects.get()], kind="INITIAL", by=personas.social_worker)


def test_more_time_needs_the_manager_the_chair_and_an_interim_plan(personas: Personas) -> None:
    conference = services.schedule_conference(
        conference=asked(personas),
        by=personas.business_support,
        chair=personas.chair,
        starts_at=at(date(2026, 6, 8)),
    )
    more = {"conference": conference, "until": date(2026, 6, 8), "reason": "Interpreter"}
    with pytest.raises(NotPermitted):
        services.propose_delay(by=personas.social_worker, interim_plan="Stays with aunt", **more)  # type: ignore[arg-type]
    with pytest.raises(DomainError, match="interim plan"):
        services.propose_delay(by=personas.team_manager, interim_plan="", **more)  # type: ignore[arg-type]
    delay = services.propose_delay(by=personas.team_manager, interim_plan="Stays with aunt", **more)  # type: ignore[arg-type]
    icpc = Clock.objects.get(code="ICPC")
    assert icpc.agreed_until is None
    services.confirm_delay(delay=delay, by=personas.chair)
    icpc.refresh_from_db()
    assert icpc.due_on == date(2026, 6, 2) and icpc.agreed_until is not None


def test_a_birth_under_protection_asks_for_a_visit_the_next_working_day(personas: Personas) -> None:
    unborn = people.create_person(by=personas.system, surname="Demochild", expected_on=date(2026, 8, 14))
    conference = scheduled(
        personas, asked(personas, [case_of(personas, person=unborn, opened=date(2026, 4, 13))])
    )
    services.record_decisions(
        conference=conference,
        by=personas.chair,
        held_on=date(2026, 5, 29),
        children=[decision(conference.children.get())],
    )
    people.correct_birth(
        person=unborn, by=personas.social_worker, born_on=date(2026, 8, 9), birth_certainty="EXACT", sex="F",
        reason="Born",
    )  # fmt: skip
    assert Clock.objects.running().get(code="CPVIS-BIRTH").due_on == date(2026, 8, 10)
