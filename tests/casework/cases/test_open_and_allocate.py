"""One open case a person, one worker, one lead; what is written down for the floors below."""

from datetime import date

import pytest

from casework.cases import selectors, services
from casework.cases.exceptions import CaseOpenAlready
from casework.cases.models import Allocation, Case, CaseKindPeriod
from core.errors import DomainError, NotFound, NotPermitted, StaleVersion, WrongState
from deadlines.models import Clock
from outbox.models import Notice
from people import services as people
from people.enums import Level, StatusKind
from people.models import Involvement, Reference
from people.selectors import level
from tests.casework.arrange import at, case_of, child, north
from tests.personas import Personas

pytestmark = pytest.mark.django_db


def test_opening_starts_the_allocation_clock_and_writes_the_facts_down(personas: Personas) -> None:
    person = child(personas)
    case = services.open_case(
        person=person, by=personas.team_manager, kind="CIN", team=north(), at=at(date(2026, 4, 2))
    )
    assert case.reference.startswith("CS-26-")
    clock = Clock.objects.get(code="ALLOC", person=person)
    assert clock.due_on == date(2026, 4, 7)  # Good Friday and Easter Monday lie between
    assert person.statuses.get().kind == StatusKind.IN_NEED
    assert Reference.objects.get(person=person).reference == case.reference
    assert person.episodes.get().stage == "CASE_MANAGEMENT"
    assert level(personas.social_worker, person) == Level.RECORD
    assert level(personas.social_worker_other, person) == Level.CARD


def test_a_second_open_case_is_refused(personas: Personas) -> None:
    case = case_of(personas)
    with pytest.raises(CaseOpenAlready):
        services.open_case(person=case.person, by=personas.team_manager, kind="CIN", team=north())


def test_the_same_form_sent_twice_opens_one_case(personas: Personas) -> None:
    person = child(personas)
    first, second = (
        services.open_case(person=person, by=personas.team_manager, kind="CIN", team=north(), key="k1")
        for _ in range(2)
    )
    assert first == second and Case.objects.filter(person=person).count() == 1


def test_allocating_stops_the_clock_and_tells_the_worker(personas: Personas) -> None:
    case = case_of(personas)
    assert case.status == "ALLOCATED" and case.unallocated_since is None
    assert Clock.objects.get(code="ALLOC").stopped_at is not None
    assert Notice.objects.filter(to=personas.social_worker, kind="CASE_ALLOCATED").count() == 1


def test_a_new_worker_takes_over_without_gap_or_overlap(personas: Personas) -> None:
    case = case_of(personas, opened=date(2026, 5, 1))
    moment = at(date(2026, 6, 1))
    services.allocate(case=case, worker=personas.social_worker_colleague, by=personas.team_manager, at=moment)
    old, new = Allocation.objects.filter(case=case).order_by("started_at")
    assert old.ended_at == new.started_at == moment
    kinds = Involvement.objects.filter(person=case.person, kind="ALLOCATED", ended_at__isnull=True)
    assert [row.user for row in kinds] == [personas.social_worker_colleague]


def test_a_social_worker_may_not_allocate_and_a_stranger_finds_nothing(personas: Personas) -> None:
    case = case_of(personas)
    with pytest.raises(NotPermitted):
        services.allocate(case=case, worker=personas.social_worker_colleague, by=personas.social_worker)
    with pytest.raises(NotFound):
        services.allocate(case=case, worker=personas.social_worker, by=personas.team_manager_other)
    assert list(selectors.cases(personas.team_manager_other)) == []


def test_a_stale_form_is_noticed(personas: Personas) -> None:
    case = case_of(personas)
    with pytest.raises(StaleVersion):
        services.allocate(
            case=case,
            worker=personas.social_worker_colleague,
            by=personas.team_manager,
            version=case.version - 1,
        )


def test_unallocating_starts_the_wait_again(personas: Personas) -> None:
    case = case_of(personas)
    services.unallocate(case=case, by=personas.team_manager, reason="Left the council")
    assert list(selectors.unallocated(personas.team_manager)) == [case]
    assert Clock.objects.filter(code="ALLOC", stopped_at__isnull=True).count() == 1
    assert Notice.objects.filter(to=personas.team_manager, kind="CASE_UNALLOCATED").exists()


def test_the_lead_is_one_and_dated_and_its_absence_is_an_alarm(personas: Personas) -> None:
    person = child(personas)
    case = services.open_case(person=person, by=personas.team_manager, kind="CIN", team=north())
    assert list(selectors.without_lead(personas.team_manager)) == [case]
    services.assign_lead(
        case=case, lead=personas.lead_professional, by=personas.team_manager, reason="School nurse knows her"
    )
    services.assign_lead(
        case=case, lead=personas.social_worker, by=personas.team_manager, reason="More worried"
    )
    assert list(selectors.without_lead(personas.team_manager)) == []
    leads = Involvement.objects.filter(person=person, kind="LEAD").order_by("started_at")
    assert [row.user for row in leads] == [personas.lead_professional, personas.social_worker]
    assert leads[0].ended_at == leads[1].started_at
    with pytest.raises(DomainError):
        services.assign_lead(case=case, lead=personas.lead_professional, by=personas.team_manager, reason=" ")


@pytest.mark.parametrize("status", [StatusKind.PROTECTION, StatusKind.IN_CARE])
def test_safety_s_only_a_delegated_social_worker_leads_under_protection_or_in_care(
    personas: Personas, status: StatusKind
) -> None:
    case = case_of(personas)
    people.set_status(person=case.person, kind=status, by=personas.system, started_on=date(2026, 5, 29))
    for refused in (personas.lead_professional, personas.health_visitor, personas.social_worker_colleague):
        with pytest.raises(WrongState, match="qualified social worker"):
            services.assign_lead(case=case, lead=refused, by=personas.team_manager, reason="Would like to")
    services.assign_lead(case=case, lead=personas.team_manager, by=personas.team_manager, reason="Stands in")
    assert selectors.lead_of(case) == personas.team_manager


def test_the_team_around_a_child_opens_and_closes_the_record(personas: Personas) -> None:
    case = case_of(personas)
    assert level(personas.health_visitor, case.person) == Level.NONE
    row = services.join_team(
        case=case, by=personas.social_worker, user=personas.health_visitor, what="Health visitor"
    )
    assert level(personas.health_visitor, case.person) == Level.RECORD
    services.leave_team(
        case=case, involvement=row, by=personas.social_worker, reason="Child is at school now"
    )
    assert level(personas.health_visitor, case.person) == Level.NONE


def test_brothers_and_sisters_are_worked_together_each_with_a_record_of_their_own(personas: Personas) -> None:
    first = case_of(personas)
    second = services.open_case(
        person=child(personas, "Ben"), by=personas.team_manager, kind="CIN", team=north(), family_of=first
    )
    assert selectors.family_of(second, reader=personas.social_worker) == [first]
    assert CaseKindPeriod.objects.filter(ended_at__isnull=True).count() == 2
