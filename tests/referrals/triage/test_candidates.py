"""Who of the index is offered for somebody named in a concern, to whom, and with what evidence."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from people.enums import Restriction
from people.matching import candidates_for, hidden_people, told
from people.models import Person
from people.services import create_person, move_to, restrict
from referrals.contacts.selectors import described
from referrals.triage import services
from tests.personas import Personas
from tests.referrals.conftest import CHILD, Log

pytestmark = pytest.mark.django_db
BORN = date(2016, 5, 4)


@pytest.fixture
def ada(personas: Personas) -> Person:
    person = create_person(by=personas.system, forename="Ada", surname="Demochild", born_on=BORN, sex="F")
    move_to(person=person, by=personas.system, lines="3 Demo Street, Sale", postcode="M33 3AA")
    return person


def test_a_misspelt_name_with_the_birth_date_is_offered_with_its_evidence(
    ada: Person, personas: Personas
) -> None:
    found = candidates_for(
        told(forename="Adah", surname="Demochilde", born_on=BORN, postcode="M33 3AA"), reader=personas.duty
    )
    assert [each.person for each in found] == [ada]
    assert "born the same day" in found[0].likeness.because
    assert "the same postcode" in found[0].likeness.because


def test_safety_o_a_restricted_person_is_offered_to_nobody_who_may_not_know(
    ada: Person, personas: Personas
) -> None:
    restrict(person=ada, by=personas.system, restriction=Restriction.RESTRICTED, reason="staff family")
    described_as = told(forename="Ada", surname="Demochild", born_on=BORN)
    assert candidates_for(described_as, reader=personas.duty) == []
    assert hidden_people(described_as) == [ada]


def test_safety_o_a_slip_in_a_restricted_name_still_goes_to_its_holder(
    ada: Person, personas: Personas, log: Log
) -> None:
    restrict(person=ada, by=personas.system, restriction=Restriction.RESTRICTED, reason="staff family")
    contact = log(
        people=[CHILD | {"forename": "Adda", "surname": "Demochilds", "born_on": BORN, "postcode": "M33 3AA"}]
    )
    contact.refresh_from_db()
    assert contact.is_restricted
    assert contact.people.get().blind_match == ada


def test_a_brother_is_offered_as_possible_and_never_restricts(
    ada: Person, personas: Personas, log: Log
) -> None:
    restrict(person=ada, by=personas.system, restriction=Restriction.RESTRICTED, reason="staff family")
    contact = log(people=[CHILD | {"forename": "Noah", "surname": "Demochild", "born_on": date(2019, 1, 2)}])
    contact.refresh_from_db()
    assert not contact.is_restricted


def test_the_form_shows_each_candidate_with_why(ada: Person, personas: Personas, log: Log) -> None:
    contact = log(people=[CHILD | {"forename": "Ada", "surname": "Demochild", "born_on": BORN}])
    browser = Client()
    browser.force_login(personas.duty, backend="accounts.backends.StaffBackend")
    row = contact.people.get()
    page = browser.get(reverse("triage_match", args=[contact.public_id, row.public_id]))
    assert "the same given name; the same surname; born the same day" in page.content.decode()


def test_not_sure_waits_in_the_review_queue_until_somebody_settles_it(
    ada: Person, personas: Personas, log: Log
) -> None:
    contact = log(people=[CHILD | {"forename": "Ada", "surname": "Demochild"}])
    row = contact.people.get()
    services.match_person(
        contact_person=row, by=personas.duty, decision="UNSURE", reason="Two girls so called"
    )
    browser = Client()
    browser.force_login(personas.duty, backend="accounts.backends.StaffBackend")
    assert "Two girls so called" in browser.get(reverse("triage_unsettled")).content.decode()
    services.match_person(
        contact_person=row, by=personas.duty, decision="SAME", person=ada, reason="School knows her date"
    )
    assert "Two girls so called" not in browser.get(reverse("triage_unsettled")).content.decode()
    assert described(row).row.surname == "demochild"
