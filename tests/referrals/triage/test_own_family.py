"""Safety p: a concern about a worker's own family is not there for them; others work on it, a manager learns of it."""

import pytest
from django.urls import reverse

from documents.models import Attachment
from outbox.models import Notice
from people import services as people
from people.models import AccessLog
from referrals.contacts.models import Contact, ContactPerson
from referrals.contacts.services import add_file
from referrals.triage import services as triage
from tests.personas import Personas
from tests.referrals.conftest import CHILD, Log
from tests.referrals.contacts.test_files import photo, signed_in

pytestmark = pytest.mark.django_db


def test_safety_p_a_concern_about_ones_own_family_leaves_ones_queue(personas: Personas, log: Log) -> None:
    child = people.create_person(by=personas.system, forename="Ada", surname="Demochild")
    people.link_staff(user=personas.duty, person=child, kind="FAMILY", by=personas.data_protection)
    contact = log()
    triage.claim(contact=contact, by=personas.duty)
    named = contact.people.get()
    triage.match_person(
        contact_person=named, by=personas.duty_second, decision="SAME", person=child, reason="Known at school"
    )
    contact.refresh_from_db()
    assert contact.claimed_by is None
    theirs, others = signed_in(personas.duty), signed_in(personas.duty_second)
    nowhere = reverse("triage_contact", args=["00000000-0000-4000-8000-000000000000"])
    assert theirs.get(contact.path).content == theirs.get(nowhere).content
    assert contact.reference not in theirs.get(reverse("triage_queue")).content.decode()
    assert contact.reference in others.get(reverse("triage_queue")).content.decode()
    for model in (Contact, ContactPerson):
        assert not model.objects.visible_to(personas.duty).exists()
        assert model.objects.visible_to(personas.duty_second).exists()
    told = Notice.objects.filter(kind="referrals.not_for_them")
    assert [row.to for row in told] == [personas.front_door_manager]
    # What a worker told themselves about their own family they follow as its referrer, and work on no more than others'.
    own = log(by=personas.duty, people=[CHILD])
    ContactPerson.objects.filter(contact=own).update(person=child)
    assert theirs.get(reverse("contact_status", args=[own.public_id])).status_code == 200
    assert theirs.get(own.path).status_code == 404


def test_reading_a_file_of_a_concern_is_in_the_log_of_everybody_it_is_about(
    personas: Personas, log: Log
) -> None:
    child = people.create_person(by=personas.system, forename="Ada", surname="Demochild")
    contact = log(people=[CHILD, {**CHILD, "role": "SIBLING", "forename": "Bea"}])
    contact.people.filter(position=1).update(person=child)
    add_file(contact=contact, by=personas.referrer, filename="a.png", content=photo().read())
    row = Attachment.objects.get()
    assert signed_in(personas.duty).get(f"/files/{row.public_id}/").status_code == 200
    entry = AccessLog.objects.get(person=child, act="FILE")
    assert entry.by == personas.duty and row.public_id.hex[:8] in entry.purpose
