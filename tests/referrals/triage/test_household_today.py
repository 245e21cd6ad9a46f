"""Concerns about one household today stand together; what was decided of the year's is counted (safety b, l)."""

from typing import Any

import pytest
from django.test import Client

from core import clock
from people.models import Person
from people.services import create_person, set_household
from referrals.contacts.models import Contact
from referrals.triage import presenters, selectors, services
from tests.personas import Personas
from tests.referrals.conftest import Log, ready
from tests.referrals.decisions.test_record_decision import decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def siblings(personas: Personas, as_system: None) -> tuple[Person, Person]:
    first, second = (
        create_person(by=personas.system, forename=name, surname="Demohome") for name in ("Ada", "Ben")
    )
    return first, second


def told(log: Log, personas: Personas, person: Person, **more: Any) -> Contact:
    contact = log(people=[{"role": "CHILD", "forename": person.forename, "surname": person.surname}], **more)
    services.match_person(
        contact_person=contact.people.get(), by=personas.duty, decision="SAME", person=person, reason="Known"
    )
    contact.refresh_from_db()
    return contact


def lines(personas: Personas) -> list[presenters.Line]:
    now = clock.now()
    keys = [family.key for family in selectors.families(personas.duty, now=now)]
    return presenters.lines(selectors.rows_for(keys, reader=personas.duty, now=now), keys, now=now)


def test_safety_l_only_a_confirmed_household_is_one_line(
    log: Log, personas: Personas, siblings: tuple[Person, Person]
) -> None:
    set_household(people=list(siblings), by=personas.system, confirmed=False)
    one, two = (told(log, personas, person) for person in siblings)
    assert len(lines(personas)) == 2
    assert not selectors.concern_of(one, reader=personas.duty, now=clock.now(), works=False).earlier
    services.confirm_household(contact=two, by=personas.duty, members=list(two.people.all()))
    set_household(people=list(siblings), by=personas.system, confirmed=True)
    three = told(log, personas, siblings[0], danger_now="YES")
    (line,) = lines(personas)
    assert (line.rag, line.today, line.is_unread, line.reference) == ("RED", 3, True, three.reference)
    assert line.due.words == presenters.due_words(three.due_at, now=clock.now()).words


def test_the_page_shows_todays_and_counts_what_was_decided(
    log: Log, client: Client, personas: Personas, siblings: tuple[Person, Person]
) -> None:
    set_household(people=list(siblings), by=personas.system, confirmed=True)
    first = told(log, personas, siblings[0])
    ready_one = ready(log(people=[{"role": "CHILD", "forename": "Ben", "surname": "Other"}]), personas)
    decide(ready_one, personas.duty)
    Contact.objects.filter(pk=ready_one.pk).update(family_key=first.family_key)
    second = told(log, personas, siblings[1])
    services.claim(contact=first, by=personas.duty_second)
    client.force_login(personas.duty)
    page = client.get(second.path).content.decode()
    assert "Also today about this household" in page and first.reference in page
    assert f"On it: {personas.duty_second}" in page
    assert "Not decided yet: 1" in page and ": 1, Not decided yet: 1" in page
    queue = client.get("/front-door/").content.decode()
    assert "3 today" in queue and f"{ready_one.reference} decided" in queue
