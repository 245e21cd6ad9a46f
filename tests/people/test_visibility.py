"""Who sees nothing, the index card, or the record."""

from datetime import timedelta

import pytest

from accounts.models import Agency, Team
from core import clock
from core.data_classes import DataClass
from core.errors import DomainError, NotFound
from core.history import acting
from people import services, visibility
from people.enums import InvolvementKind, Level, Restriction
from people.models import AccessLog, Address, Involvement, Person, SafeAddress
from people.selectors import card_for, find_people, level
from tests.personas import Personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(personas: Personas) -> Person:
    person = services.create_person(by=personas.system, forename="Ada", surname="Demochild")
    team = Team.objects.get(name="Family Support North")
    services.involve(person=person, kind=InvolvementKind.TEAM_AROUND, team=team, by=personas.system)
    school = Agency.objects.get(name="Demo School")
    services.involve(person=person, kind=InvolvementKind.UNIVERSAL, agency=school, by=personas.system)
    services.move_to(person=person, by=personas.system, lines="1 Demo Street", postcode="M33 7ZZ")
    return person


EXPECTED = {
    "referrer": Level.CARD,  # own roll, flag only
    "referrer_colleague": Level.CARD,
    "stranger": Level.NONE,
    "gp": Level.NONE,
    "pharmacist": Level.NONE,
    "duty": Level.CARD,
    "front_door_manager": Level.CARD,
    "social_worker": Level.RECORD,
    "social_worker_other": Level.CARD,
    "team_manager": Level.RECORD,
    "lead_professional": Level.NONE,
    "health_visitor": Level.NONE,
    "police": Level.CARD,
    "commissioner": Level.NONE,
    "board_member": Level.NONE,
    "administrator": Level.NONE,
    "director": Level.NONE,
    "lado": Level.NONE,
    "edt": Level.CARD,
}


@pytest.mark.parametrize(("name", "expected"), EXPECTED.items())
def test_each_persona_sees_as_much_as_the_table_says(
    personas: Personas, child: Person, name: str, expected: Level
) -> None:
    user = getattr(personas, name)
    assert level(user, child) == expected
    assert Person.objects.visible_to(user).filter(pk=child.pk).exists() == (expected != Level.NONE)
    assert Address.objects.visible_to(user).exists() == (expected == Level.RECORD)
    assert bool(find_people("Demochild", reader=user)) == (expected != Level.NONE)


def test_an_ended_involvement_closes_the_record_at_once(personas: Personas, child: Person) -> None:
    row = Involvement.objects.get(team__isnull=False)
    services.end_involvement(involvement=row, by=personas.system, reason="transferred")
    assert level(personas.social_worker, child) == Level.CARD
    assert not Address.objects.visible_to(personas.social_worker).exists()


def test_an_inactive_user_sees_nothing(personas: Personas, child: Person) -> None:
    with acting(by="SYSTEM"):
        personas.social_worker.is_active = False
        personas.social_worker.save()
    assert level(personas.social_worker, child) == Level.NONE


def test_a_restricted_record_is_nobodys_but_the_named_lists(personas: Personas, child: Person) -> None:
    services.restrict(
        person=child, by=personas.system, restriction=Restriction.RESTRICTED, reason="staff family"
    )
    for name, user in personas.everyone():
        assert level(user, child) == Level.NONE, name
        assert not Address.objects.visible_to(user).exists(), name
    services.name_on_list(
        by=personas.director, user=personas.social_worker_other, person=child, reason="allocated"
    )
    assert level(personas.social_worker_other, child) == Level.RECORD
    assert level(personas.social_worker, child) == Level.NONE


def test_opening_by_purpose_is_logged_and_ends(personas: Personas, child: Person) -> None:
    with pytest.raises(NotFound):
        services.open_record(by=personas.duty, person=child, purpose="triage")
    grant = services.open_by_purpose(by=personas.duty, person=child, reason="Triage of a concern")
    services.open_record(by=personas.duty, person=child, purpose="triage")
    log = AccessLog.objects.get(by=personas.duty, act="OPEN")
    assert (log.person, log.grant) == (child, grant)
    with acting(by="SYSTEM"):
        grant.ends_at = clock.now() - timedelta(seconds=1)
        grant.starts_at = clock.now() - timedelta(hours=1)
        grant.save()
    with pytest.raises(NotFound):
        services.open_record(by=personas.duty, person=child, purpose="triage")


def test_break_glass_needs_a_reason_and_never_opens_a_restricted_record(
    personas: Personas, child: Person
) -> None:
    with pytest.raises(DomainError, match="20 characters"):
        services.break_glass(by=personas.director, person=child, reason_code="LEGAL", reason="short")
    reason = "A letter before claim needs an answer today"
    services.break_glass(by=personas.director, person=child, reason_code="LEGAL", reason=reason)
    assert level(personas.director, child) == Level.RECORD
    services.restrict(
        person=child, by=personas.system, restriction=Restriction.RESTRICTED, reason="staff family"
    )
    assert level(personas.director, child) == Level.NONE
    with pytest.raises(NotFound):
        services.break_glass(by=personas.director, person=child, reason_code="LEGAL", reason=reason)


def test_sensitive_services_never_stand_on_the_card(personas: Personas, child: Person) -> None:
    camhs = Team.objects.get(name="CAMHS")
    services.involve(person=child, kind=InvolvementKind.TEAM_AROUND, team=camhs, by=personas.system)
    card = card_for(child, reader=personas.duty)
    assert card is not None
    assert "CAMHS" not in [worker.name for worker in card.workers]
    assert not Involvement.objects.visible_to(personas.duty).filter(is_sensitive=True).exists()
    assert level(personas.camhs_nurse, child) == Level.RECORD


def test_a_safe_address_reaches_neither_search_nor_roles_without_the_class(
    personas: Personas, child: Person
) -> None:
    services.add_safe_address(
        person=child, by=personas.system, lines="Refuge", postcode="M41 9ZZ", reason="refuge"
    )
    services.open_by_purpose(by=personas.duty, person=child, reason="Triage of a concern")
    assert find_people("M41 9ZZ", reader=personas.social_worker) == []
    assert SafeAddress.objects.visible_to(personas.social_worker).exists()
    assert not SafeAddress.objects.visible_to(personas.camhs_nurse).exists()
    assert not visibility.may_read(personas.business_support, DataClass.SAFE_ADDRESS)


def test_the_page_can_say_why(personas: Personas, child: Person) -> None:
    assert "Family Support North" in visibility.why(personas.social_worker, child)[0]
