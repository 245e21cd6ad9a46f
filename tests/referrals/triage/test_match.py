"""Who the people of a concern are: decided by a worker."""

import pytest

from core.errors import DomainError, NotFound
from people.enums import Restriction
from people.models import Address, Episode, Person, Reference, Relationship, SafeAddress
from people.services import create_person, move_to, restrict
from referrals.triage import services
from tests.personas import Personas
from tests.referrals.conftest import CHILD, MOTHER, Log

pytestmark = pytest.mark.django_db


def test_somebody_new_is_recorded_with_what_was_told(log: Log, personas: Personas) -> None:
    contact = log(people=[CHILD | {"address_kind": "REFUGE", "address_lines": "Secret House"}])
    row = services.match_person(
        contact_person=contact.people.get(), by=personas.duty, decision="NEW", reason="No one like her"
    )
    assert row.person is not None and row.person.forename == "Ada"
    assert SafeAddress.objects.get(person=row.person).lines == "Secret House"
    assert not row.person.addresses.exists()
    assert Reference.objects.filter(person=row.person, reference=contact.reference).exists()
    assert Episode.objects.get(person=row.person).reference == contact.reference


def test_the_same_must_be_somebody_the_worker_may_see(log: Log, personas: Personas) -> None:
    hidden = create_person(by=personas.system, forename="Ada", surname="Demochild")
    restrict(person=hidden, by=personas.system, restriction=Restriction.RESTRICTED, reason="staff family")
    contact = log()
    with pytest.raises(NotFound):
        services.match_person(
            contact_person=contact.people.get(),
            by=personas.duty,
            decision="SAME",
            person=hidden,
            reason="same",
        )
    with pytest.raises(DomainError):
        services.match_person(
            contact_person=contact.people.get(), by=personas.duty, decision="SAME", reason="same"
        )


def test_unsure_makes_nobody(log: Log, personas: Personas) -> None:
    contact = log()
    before = Person.objects.count()
    row = services.match_person(
        contact_person=contact.people.get(),
        by=personas.duty,
        decision="UNSURE",
        reason="Two girls of this name",
    )
    assert (row.person, Person.objects.count()) == (None, before)


def test_concerns_about_one_person_stand_in_one_line(log: Log, personas: Personas) -> None:
    person = create_person(by=personas.system, forename="Ada", surname="Demochild")
    first, second = log(), log()
    for contact in (first, second):
        services.match_person(
            contact_person=contact.people.get(),
            by=personas.duty,
            decision="SAME",
            person=person,
            reason="same",
        )
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.family_key == second.family_key


def test_a_household_is_confirmed_by_a_person(log: Log, personas: Personas) -> None:
    contact = log(people=[CHILD, MOTHER])
    for row in contact.people.all():
        services.match_person(contact_person=row, by=personas.duty, decision="NEW", reason="new")
    assert not Relationship.objects.exists()
    services.confirm_household(contact=contact, by=personas.duty, members=list(contact.people.all()))
    assert Relationship.objects.get().kind == "PARENT"


def test_whoever_lives_with_them_lives_at_their_home(log: Log, personas: Personas) -> None:
    home = {"address_kind": "HOME", "address_lines": "4 Demo Close", "postcode": "M32 0AA"}
    contact = log(people=[CHILD | home, MOTHER])
    for row in contact.people.all():
        services.match_person(contact_person=row, by=personas.duty, decision="NEW", reason="new")
    services.confirm_household(contact=contact, by=personas.duty, members=list(contact.people.all()))
    lives = Address.objects.order_by("pk")
    assert [(row.person.forename, row.lines, str(row.locality)) for row in lives] == [
        ("Ada", "4 Demo Close", "North"), ("Eve", "4 Demo Close", "North"),
    ]  # fmt: skip


def test_safety_l_a_household_never_spreads_an_address_where_one_is_confidential(
    log: Log, personas: Personas
) -> None:
    home = {"address_kind": "HOME", "address_lines": "4 Demo Close", "postcode": "M32 0AA"}
    safe = {"address_kind": "REFUGE", "address_lines": "9 Demo Row", "address_is_confidential": True}
    contact = log(people=[CHILD | home, MOTHER | safe, {"role": "SIBLING", "forename": "Ben"}])
    for row in contact.people.all():
        services.match_person(contact_person=row, by=personas.duty, decision="NEW", reason="new")
    services.confirm_household(contact=contact, by=personas.duty, members=list(contact.people.all()))
    assert [row.person.forename for row in Address.objects.all()] == ["Ada"]


def test_without_a_fixed_abode_the_last_settled_home_places_them(log: Log, personas: Personas) -> None:
    told = CHILD | {"address_kind": "NFA", "address_lines": "Sofas of friends"}
    # Given somebody new, told with the postcode of the home that they lost
    contact = log(people=[told | {"postcode": "M33 3AA"}])
    row = services.match_person(
        contact_person=contact.people.get(), by=personas.duty, decision="NEW", reason="New"
    )
    here = Address.objects.get(person=row.person)
    assert (here.kind, here.postcode, str(here.locality)) == ("NFA", "", "Central")
    assert here.locality_reason == "No fixed abode: locality of the last settled address"
    # And somebody known, told with no postcode at all
    known = create_person(by=personas.system, forename="Ada", surname="Demosofa")
    move_to(person=known, by=personas.system, lines="3 Demo Street", postcode="M33 3AA")
    move_to(person=known, by=personas.system, kind="NFA")
    contact = log(people=[told])
    assert contact.locality is None
    services.match_person(
        contact_person=contact.people.get(),
        by=personas.duty,
        decision="SAME",
        person=known,
        reason="The date",
    )
    contact.refresh_from_db()
    assert str(contact.locality) == "Central"
