"""Restricted records, conflicts, directors and reviews (safety p; domain.md D, Break-glass and Restricted)."""

from datetime import timedelta

import pytest

from accounts.models import User
from core import clock
from core.errors import DomainError, NotFound, NotPermitted
from deadlines.models import Clock
from outbox.models import Notice
from people import services
from people.enums import InvolvementKind, Level, StaffLinkKind
from people.models import AccessRequest, Grant, Person, RestrictionOrder, StaffLink
from people.selectors import find_people, level
from people.selectors.access_conflicts import conflict_with, directors
from tests.personas import Personas

pytestmark = pytest.mark.django_db
WHY = "A child is at the door of the police station tonight"


@pytest.fixture
def child(personas: Personas) -> Person:
    person = services.create_person(
        by=personas.system, forename="Ada", surname="Demolinked", nhs_number="9434765919",
        born_on=clock.today() - timedelta(days=3000),
    )  # fmt: skip
    services.set_lead(person=person, lead=personas.social_worker, by=personas.system, reason="arranged")
    return person


def hide(child: Person, personas: Personas) -> None:
    services.restrict(
        person=child, by=personas.data_protection, restriction="RESTRICTED", reason="Staff family"
    )


def test_a_declared_conflict_closes_the_record_whatever_opens_it(personas: Personas, child: Person) -> None:
    user = personas.social_worker
    assert level(user, child) == Level.RECORD
    services.declare_conflict(by=user, person=child, note="My nephew's classmate")
    assert level(user, child) == Level.NONE
    assert find_people("Demolinked", reader=user) == []
    assert level(personas.team_manager, child) == Level.CARD
    told = set(Notice.objects.filter(kind__startswith="CONFLICT").values_list("to__username", "kind"))
    assert told == {("data_protection", "CONFLICT_DECLARED"), ("team_manager", "CONFLICT_OF_WORKER")}


def test_a_link_that_ends_gives_the_record_back_but_nobody_ends_their_own(
    personas: Personas, child: Person
) -> None:
    link = services.declare_conflict(by=personas.social_worker, person=child, note="Neighbours once")
    with pytest.raises(NotPermitted):
        services.end_staff_link(link=link, by=personas.social_worker, reason="I want to")
    services.end_staff_link(link=link, by=personas.data_protection, reason="Moved away years ago")
    assert level(personas.social_worker, child) == Level.RECORD


def test_safety_p_conflict_by_name_family_household_and_address(personas: Personas, child: Person) -> None:
    system, user = personas.system, personas.director
    assert conflict_with(user, [child]) == ""
    own = services.create_person(by=system, forename="Demo", surname="Ownrecord")
    services.link_staff(user=user, person=own, kind=StaffLinkKind.SELF, by=personas.data_protection)
    assert conflict_with(user, [child]) == ""
    services.move_to(person=own, by=system, lines="3 Demo Row", postcode="M33 7ZZ")
    services.move_to(person=child, by=system, lines="3 demo row", postcode="M33 7ZZ")
    assert "address" in conflict_with(user, [child])
    services.move_to(person=child, by=system, kind="HOSTEL", lines="Demo Hostel", postcode="M33 7ZZ")
    assert conflict_with(user, [child]) == "", "a communal place groups nobody (safety l)"
    services.relate(person=own, other=child, kind="GRANDPARENT", by=system)
    assert "family" in conflict_with(user, [child])
    named = services.create_person(by=system, forename="Demo", surname="Director")
    assert conflict_with(user, [named]) == "named in the record"


def test_safety_p_the_conflicted_director_is_passed_over_and_finds_nothing(
    personas: Personas, child: Person
) -> None:
    hide(child, personas)
    assert directors([child])[0] == personas.director
    services.link_staff(
        user=personas.director, person=child, kind=StaffLinkKind.FAMILY, by=personas.data_protection
    )
    assert directors([child]) == [personas.data_protection]
    row = services.ask_director(by=personas.edt, reference="943 476 5919", reason=WHY)
    assert row.director == personas.data_protection
    with pytest.raises(NotFound):
        services.answer_request(request=row, by=personas.director, answer="GRANTED", reason="Urgent")
    with pytest.raises(NotFound):
        services.restrict(person=child, by=personas.director, restriction="NONE", reason="Open it")


def test_safety_p_a_director_opens_a_restricted_record_to_the_night_worker_for_a_day(
    personas: Personas, child: Person
) -> None:
    hide(child, personas)
    assert level(personas.edt, child) == Level.NONE
    row = services.ask_director(by=personas.edt, reference="9434765919", born_on=child.born_on, reason=WHY)
    assert Notice.objects.filter(to=personas.director, kind="DIRECTOR_ASKED").exists()
    services.answer_request(
        request=row, by=personas.director, answer="GRANTED", reason="Child at risk tonight"
    )
    assert level(personas.edt, child) == Level.RECORD
    grant = Grant.objects.get(person=child, user=personas.edt)
    assert grant.kind == "DIRECTOR" and grant.ends_at == grant.starts_at + timedelta(hours=24)
    assert Notice.objects.filter(to=personas.edt, kind="DIRECTOR_OPENED").exists()


def test_asking_tells_nothing_of_whether_there_is_a_record(personas: Personas, child: Person) -> None:
    hide(child, personas)
    real = services.ask_director(by=personas.duty, reference="9434765919", reason=WHY)
    none = services.ask_director(by=personas.duty, reference="9999999999", reason=WHY)
    assert real.person == child and none.person is None
    assert real.director == none.director
    for row in (real, none):
        services.answer_request(request=row, by=personas.director, answer="REFUSED", reason="No need shown")
    told = Notice.objects.filter(to=personas.duty).values_list("kind", "path").distinct()
    assert set(told) == {("DIRECTOR_ANSWERED", "/access/ask/")}
    with pytest.raises(DomainError):
        again = services.ask_director(by=personas.duty, reference="9999999999", reason=WHY)
        services.answer_request(request=again, by=personas.director, answer="GRANTED", reason="Whoever it is")
    assert AccessRequest.objects.count() == 3


def test_a_restriction_has_a_reason_and_is_looked_at_within_six_months(
    personas: Personas, child: Person
) -> None:
    with pytest.raises(DomainError):
        services.restrict(
            person=child, by=personas.data_protection, restriction="RESTRICTED", reason="Staff family",
            review_on=clock.today() + timedelta(days=400),
        )  # fmt: skip
    hide(child, personas)
    order = RestrictionOrder.objects.current().get(person=child)
    assert order.reason == "Staff family" and order.review_on <= clock.today() + timedelta(days=184)
    services.restrict(
        person=child, by=personas.data_protection, restriction="NONE", reason="No longer needed"
    )
    assert not RestrictionOrder.objects.current().filter(person=child).exists()
    assert level(personas.social_worker, child) == Level.RECORD


def test_nobody_linked_to_the_family_is_named_on_its_list(personas: Personas, child: Person) -> None:
    hide(child, personas)
    StaffLink.objects.create(
        user=personas.social_worker_other, person=child, kind="FAMILY", recorded_at=clock.now(),
        recorded_by=personas.system,
    )  # fmt: skip
    with pytest.raises(DomainError) as refused:
        services.name_on_list(
            by=personas.data_protection, user=personas.social_worker_other, person=child, reason="Works South"
        )
    assert refused.value.field == "user"
    services.name_on_list(by=personas.data_protection, user=personas.duty, person=child, reason="Duty today")
    assert level(personas.duty, child) == Level.RECORD


@pytest.fixture
def opened(personas: Personas, child: Person) -> Grant:
    return services.break_glass(
        by=personas.social_worker_other,
        person=child,
        reason_code="COVER",
        reason="Covering for the North today",
    )


def test_break_glass_is_reviewed_within_a_working_day_by_the_owners_manager(
    personas: Personas, child: Person, opened: Grant
) -> None:
    running = Clock.objects.get(code="ACCESS-REV")
    assert running.owner == personas.team_manager and running.person is None and running.is_running
    told = set(Notice.objects.filter(kind="BREAK_GLASS").values_list("to__username", flat=True))
    assert told == {"team_manager", "data_protection"}
    services.review_grant(grant=opened, by=personas.team_manager)
    running.refresh_from_db()
    assert not running.is_running and running.outcome == "RIGHT"


def test_an_opening_that_was_wrong_closes_at_once_and_the_officer_is_told(
    personas: Personas, child: Person, opened: Grant
) -> None:
    user: User = personas.social_worker_other
    assert level(user, child) == Level.RECORD
    with pytest.raises(NotPermitted):
        services.review_grant(grant=opened, by=user)
    with pytest.raises(DomainError):
        services.review_grant(grant=opened, by=personas.team_manager, outcome="WRONG")
    services.review_grant(
        grant=opened,
        by=personas.team_manager,
        outcome="WRONG",
        note="No cover was asked for; spoken to today",
    )
    assert level(user, child) == Level.CARD
    assert Notice.objects.filter(to=personas.data_protection, kind="BREAK_GLASS_WRONG").exists()


def test_work_with_somebody_does_not_open_their_restricted_record(personas: Personas, child: Person) -> None:
    services.involve(person=child, kind=InvolvementKind.CO_WORKER, user=personas.duty, by=personas.system)
    hide(child, personas)
    for user in (personas.social_worker, personas.duty, personas.team_manager):
        assert level(user, child) == Level.NONE
    with pytest.raises(NotFound):
        services.break_glass(by=personas.social_worker, person=child, reason_code="COVER", reason=WHY)
