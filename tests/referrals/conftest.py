"""A concern as a school tells it, and the front door at work on it."""

from collections.abc import Callable
from typing import Any

import pytest

from people.enums import InvolvementKind
from people.models import Person
from people.services import create_person, involve
from referrals.contacts.models import Contact
from referrals.contacts.services import log_contact
from referrals.triage import services as triage
from tests.personas import Personas

Log = Callable[..., Contact]

CHILD = {"role": "CHILD", "forename": "Ada", "surname": "Demochild", "age_words": "about seven"}
MOTHER = {"role": "PARENT", "forename": "Eve", "surname": "Demochild", "relation_to_first": "PARENT"}


@pytest.fixture
def log(personas: Personas) -> Log:
    def make(**more: Any) -> Contact:
        values: dict[str, Any] = {
            "by": personas.referrer,
            "key": "",
            "what": "Bruises on both arms that nobody can explain to us at all today",
            "where_now": "At school until half past three",
            "people": [CHILD],
        }
        return log_contact(**(values | more))

    return make


@pytest.fixture
def worker(personas: Personas) -> Person:
    """A child with an allocated social worker."""
    person = create_person(by=personas.system, forename="Ben", surname="Demoopen")
    involve(person=person, kind=InvolvementKind.ALLOCATED, user=personas.social_worker, by=personas.system)
    return person


def ready(contact: Contact, personas: Personas, *, rag: str = "AMBER", gatherer: Any = None) -> Contact:
    """Read, rated, matched and considered: fit to be decided."""
    by = gatherer or personas.edt
    triage.mark_read(contact=contact, by=personas.duty)
    triage.rate(contact=contact, by=personas.duty, rag=rag, reason="Injury to be explained")
    for person in contact.people.all():
        triage.match_person(
            contact_person=person, by=by, decision="NEW", reason="Nobody like this is recorded"
        )
        if person.is_child:
            triage.consider_person(
                contact_person=person, by=personas.duty, note="School and health asked about"
            )
    contact.refresh_from_db()
    return contact
