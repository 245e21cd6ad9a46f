"""Two records of one person are read as one, at once and in one step back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core import clock
from core.errors import DomainError, NotFound, NotPermitted, WrongState
from core.history import acting
from outbox.models import Notice
from people import services
from people.enums import GrantKind, InvolvementKind, Level, RelationshipKind, Restriction, StatusKind
from people.models import Address, Merge, Person, PersonName, SafeAddress, StaffLink
from people.selectors import (
    current_address,
    evidence_for,
    get_merge,
    get_person,
    identities,
    level,
    recorded_meanwhile,
    related_to,
    workers_with,
)
from people.visibility import why
from tests.access import independent
from tests.people.merging import Pair, merge, open_to_manager, pair, undo
from tests.personas import Personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(personas: Personas) -> Pair:
    return pair(personas)


def _again(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def test_whoever_may_open_one_record_opens_both_while_they_are_one(personas: Personas, two: Pair) -> None:
    services.add_name(person=two.double, by=personas.system, forename="Addie", surname="Demochild")
    assert level(personas.social_worker, two.double) == Level.CARD
    row = merge(personas, two.kept, two.double)
    for user in (personas.social_worker, personas.social_worker_other):
        assert level(user, two.kept) == level(user, two.double) == Level.RECORD
        assert PersonName.objects.visible_to(user).count() == 1
    assert level(personas.referrer, two.kept) == Level.CARD  # the roll of the double
    undo(personas, row)
    assert level(personas.social_worker, two.double) == Level.CARD
    assert level(personas.referrer, two.kept) == Level.NONE
    assert not PersonName.objects.visible_to(personas.social_worker).exists()


def test_the_page_of_the_survivor_shows_the_rows_of_both(personas: Personas, two: Pair) -> None:
    services.move_to(person=two.double, by=personas.system, lines="2 Demo Street", postcode="M33 7ZZ")
    merge(personas, two.kept, two.double)
    kept, reader = _again(two.kept), personas.social_worker
    assert identities(kept) == sorted([two.kept.pk, two.double.pk])
    shown = current_address(kept, reader=reader)
    assert shown is not None and shown.lines == "2 Demo Street" and shown.person_id == two.double.pk
    assert {row.person_id for row in workers_with(kept, reader=reader)} == set(identities(kept))
    assert any("Family Support South" in text for text in why(personas.social_worker_other, kept))


def test_the_address_of_a_merged_record_leads_to_the_survivor(personas: Personas, two: Pair) -> None:
    merge(personas, two.kept, two.double)
    assert get_person(two.double.public_id, reader=personas.social_worker) == two.kept
    with pytest.raises(NotFound):
        get_person(two.double.public_id, reader=personas.stranger)


def test_a_relative_of_either_is_a_relative_of_the_one_once(personas: Personas, two: Pair) -> None:
    mother = services.create_person(by=personas.system, forename="Mo", surname="Demochild")
    open_to_manager(personas, mother)
    for child in (two.kept, two.double):
        services.relate(person=mother, other=child, kind=RelationshipKind.PARENT, by=personas.system)
    merge(personas, two.kept, two.double)
    reader = personas.front_door_manager
    assert [other for _, other, _ in related_to(_again(two.kept), reader=reader)] == [mother]
    assert [other for _, other, _ in related_to(mother, reader=reader)] == [two.kept]


def test_safety_r_a_merge_takes_the_strictest_restriction(personas: Personas, two: Pair) -> None:
    services.restrict(
        person=two.double, by=personas.system, restriction="RESTRICTED", reason="A colleague's child"
    )
    services.name_on_list(
        by=personas.system,
        user=personas.front_door_manager,
        person=two.double,
        reason="On duty at the front door",
    )
    row = merge(personas, two.kept, _again(two.double))
    for person in (two.kept, two.double):
        assert _again(person).restriction == Restriction.RESTRICTED
        assert level(personas.social_worker, person) == Level.NONE
        assert level(personas.front_door_manager, person) == Level.RECORD
    undo(personas, row)
    assert _again(two.kept).restriction == Restriction.NONE
    assert _again(two.double).restriction == Restriction.RESTRICTED
    assert level(personas.social_worker, two.kept) == Level.RECORD
    assert level(personas.social_worker_other, two.double) == Level.NONE


def test_of_two_restricted_records_only_those_named_for_both_may_know(personas: Personas, two: Pair) -> None:
    for person, other in ((two.kept, personas.social_worker), (two.double, personas.social_worker_other)):
        services.restrict(person=person, by=personas.system, restriction="RESTRICTED", reason="Refuge")
        for user in (personas.front_door_manager, other):
            services.name_on_list(
                by=personas.system, user=user, person=person, reason="Works with this child"
            )
    assert level(personas.social_worker, two.kept) == Level.RECORD
    merge(personas, _again(two.kept), _again(two.double))
    assert level(personas.front_door_manager, two.kept) == Level.RECORD
    assert level(personas.social_worker, two.kept) == Level.NONE
    assert level(personas.social_worker_other, two.kept) == Level.NONE


def test_a_restriction_set_while_merged_hides_both_at_once(personas: Personas, two: Pair) -> None:
    row = merge(personas, two.kept, two.double)
    services.restrict(
        person=_again(two.kept), by=personas.system, restriction="RESTRICTED", reason="Threat made"
    )
    assert level(personas.social_worker_other, two.double) == Level.NONE
    services.name_on_list(
        by=personas.system,
        user=personas.front_door_manager,
        person=two.kept,
        reason="On duty at the front door",
    )
    undo(personas, row)
    assert _again(two.kept).restriction == Restriction.RESTRICTED
    assert _again(two.double).restriction == Restriction.NONE


def test_safety_r_a_safe_address_stays_unreadable_to_the_other_records_readers(
    personas: Personas, two: Pair
) -> None:
    services.add_safe_address(
        person=two.double, by=personas.system, lines="Demo Refuge", reason="Violence at home"
    )
    merge(personas, two.kept, two.double)
    assert SafeAddress.objects.visible_to(personas.social_worker_other).exists()
    assert level(personas.social_worker, two.double) == Level.RECORD
    assert not SafeAddress.objects.visible_to(personas.social_worker).exists()


def test_a_worker_linked_in_private_to_one_record_sees_neither(personas: Personas, two: Pair) -> None:
    with acting(by="SYSTEM"):
        StaffLink.objects.create(
            user=personas.social_worker, person=two.double, kind="FAMILY",
            recorded_at=clock.now(), recorded_by=personas.system,
        )  # fmt: skip
    assert level(personas.social_worker, two.kept) == Level.RECORD
    merge(personas, two.kept, two.double)
    assert level(personas.social_worker, two.kept) == Level.NONE


def test_two_open_statutory_episodes_are_a_plain_refusal(personas: Personas, two: Pair) -> None:
    for person in (two.kept, two.double):
        services.set_status(
            person=person, kind=StatusKind.PROTECTION, by=personas.system, started_on=clock.today()
        )
    with pytest.raises(WrongState, match="Child-protection plan is open on both records"):
        merge(personas, two.kept, two.double)
    assert not Merge.objects.exists()


def test_two_leads_are_a_plain_refusal(personas: Personas, two: Pair) -> None:
    services.set_lead(person=two.kept, lead=personas.social_worker, by=personas.system, reason="allocated")
    services.set_lead(
        person=two.double, lead=personas.social_worker_other, by=personas.system, reason="allocated"
    )
    with pytest.raises(WrongState, match="Both records have a lead professional"):
        merge(personas, two.kept, two.double)


def test_one_lead_of_two_records_is_followed_by_one(personas: Personas, two: Pair) -> None:
    services.set_lead(
        person=two.double, lead=personas.social_worker_other, by=personas.system, reason="allocated"
    )
    merge(personas, two.kept, two.double)
    services.set_lead(
        person=_again(two.kept), lead=personas.social_worker, by=personas.system, reason="moved"
    )
    leads = workers_with(_again(two.kept), reader=personas.system).filter(kind=InvolvementKind.LEAD)
    assert [row.user for row in leads] == [personas.social_worker]


@pytest.mark.parametrize("name", ["duty", "social_worker", "business_support", "administrator"])
def test_only_managers_merge(personas: Personas, two: Pair, name: str) -> None:
    with pytest.raises(NotPermitted):
        services.merge_people(
            survivor=two.kept, merged=two.double, by=getattr(personas, name), reason="Same child, seen"
        )


def test_nobody_merges_a_record_that_is_not_open_to_them(personas: Personas, two: Pair) -> None:
    with pytest.raises(NotFound):
        services.merge_people(
            survivor=two.kept, merged=two.double, by=personas.team_manager, reason="Same child, seen"
        )


def test_a_record_is_merged_once(personas: Personas, two: Pair) -> None:
    row = merge(personas, two.kept, two.double)
    with pytest.raises(WrongState):
        merge(personas, two.kept, two.double)
    undo(personas, row)
    with pytest.raises(WrongState):
        undo(personas, row)


def test_a_chain_is_undone_link_by_link_in_any_order(personas: Personas, two: Pair) -> None:
    third = services.create_person(by=personas.system, forename="Eda", surname="Demochild")
    open_to_manager(personas, third)
    first = merge(personas, two.kept, two.double)
    second = merge(personas, third, _again(two.kept))
    assert get_person(two.double.public_id, reader=personas.front_door_manager) == third
    undo(personas, first)
    assert identities(_again(two.double)) == [two.double.pk]
    assert identities(_again(two.kept)) == sorted([two.kept.pk, third.pk])
    undo(personas, second)
    assert {_again(row).survivor_id for row in (two.kept, two.double, third)} == {None}


def test_a_number_taken_over_goes_back_when_the_merge_is_undone(personas: Personas, two: Pair) -> None:
    double = services.update_person(
        person=two.double, by=personas.system, version=two.double.version, nhs_number="9990000034"
    )
    row = merge(personas, two.kept, double)
    kept = _again(two.kept)
    services.update_person(person=kept, by=personas.system, version=kept.version, nhs_number="9990000034")
    undo(personas, row)
    assert (_again(two.kept).nhs_number, _again(two.double).nhs_number) == ("", "9990000034")


def test_nobody_else_can_take_the_number_of_a_merged_record(personas: Personas, two: Pair) -> None:
    double = services.update_person(
        person=two.double, by=personas.system, version=two.double.version, nhs_number="9990000034"
    )
    merge(personas, two.kept, double)
    with pytest.raises(DomainError):
        services.create_person(by=personas.system, surname="Other", nhs_number="9990000034")


def test_the_evidence_stands_side_by_side_without_confidential_places(personas: Personas, two: Pair) -> None:
    services.move_to(person=two.kept, by=personas.system, lines="1 Demo Street", postcode="M33 7ZZ")
    services.add_safe_address(person=two.double, by=personas.system, lines="Demo Refuge", reason="Violence")
    lines = {
        line.field: line for line in evidence_for(two.kept, two.double, reader=personas.front_door_manager)
    }
    assert lines["Surname"].verdict == "same"
    assert lines["First name"][1:] == ("Ada", "Adah", "different")
    assert lines["Addresses"].verdict == "on one only"
    assert "Refuge" not in str(lines)


def test_later_work_stays_with_the_survivor_and_is_listed_for_review(personas: Personas, two: Pair) -> None:
    reader = personas.front_door_manager
    row = merge(personas, two.kept, two.double)
    services.add_name(
        person=get_person(two.double.public_id, reader=reader), by=reader, forename="X", surname="Y"
    )
    row = undo(personas, row)
    assert PersonName.objects.get().person_id == two.kept.pk
    listed = {later.what: later.rows for later in recorded_meanwhile(row, reader=reader)}
    assert [who for _, who in listed["Person name"]] == [reader.display_name]
    services.review_merge(merge=row, by=reader)
    assert get_merge(row.public_id, reader=reader).reviewed_by == reader


def test_a_merge_is_nobodys_who_may_not_open_both_records(personas: Personas, two: Pair) -> None:
    row = merge(personas, two.kept, two.double)
    assert get_merge(row.public_id, reader=personas.social_worker) == row
    undo(personas, row)
    with pytest.raises(NotFound):
        get_merge(row.public_id, reader=personas.social_worker)


def test_workers_of_both_are_told_without_a_name(personas: Personas, two: Pair) -> None:
    services.involve(
        person=two.double,
        kind=InvolvementKind.ALLOCATED,
        user=personas.social_worker_other,
        by=personas.system,
    )
    merge(personas, two.kept, two.double)
    notice = Notice.objects.get(kind="RECORDS_MERGED")
    assert notice.to == personas.social_worker_other
    assert "Demochild" not in str(notice.__dict__)


def test_the_policy_agrees_with_its_second_writing_on_merged_people(personas: Personas, two: Pair) -> None:
    third = services.create_person(by=personas.system, surname="Demothird")
    open_to_manager(personas, third)
    services.restrict(
        person=third, by=personas.system, restriction="RESTRICTED", reason="A colleague's child"
    )
    services.name_on_list(
        by=personas.system, user=personas.front_door_manager, person=third, reason="On duty at the front door"
    )
    merge(personas, two.kept, two.double)
    _agrees(personas)
    merge(personas, _again(two.kept), _again(third))
    _agrees(personas)


def _agrees(personas: Personas) -> None:
    for name, user in personas.everyone():
        fresh = User.objects.get(pk=user.pk)
        seen = set(Person.objects.visible_to(fresh).values_list("pk", flat=True))
        assert seen == independent.cards(user.pk), name
        opened = {person.pk for person in Person.objects.all() if level(fresh, person) == Level.RECORD}
        assert opened == independent.records(user.pk), name


def test_a_merged_person_costs_no_more_questions_of_the_policy(personas: Personas, two: Pair) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            list(Address.objects.visible_to(personas.social_worker))
            level(personas.social_worker, two.kept)
        return len(caught)

    asked()  # what the reader holds is read once
    before = asked()
    merge(personas, two.kept, two.double)
    assert asked() == before


def test_a_grant_on_one_record_opens_the_other_while_merged(personas: Personas, two: Pair) -> None:
    services.open_by_purpose(by=personas.duty, person=two.kept, reason="Triage of a concern")
    assert level(personas.duty, two.double) == Level.CARD
    merge(personas, two.kept, two.double)
    assert level(personas.duty, two.double) == Level.RECORD
    assert GrantKind.PURPOSE.label in why(personas.duty, _again(two.double))[0]
