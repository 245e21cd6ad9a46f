"""Police and seats read the queue while a concern is undecided, and no longer (domain.md D, corrections)."""

import pytest
from django.test import Client

from referrals.contacts.models import Contact, ContactPerson
from tests.personas import Personas
from tests.referrals.conftest import Log, ready
from tests.referrals.decisions.test_record_decision import decide

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["police", "seat_health"])
def test_the_window_closes_with_the_decision(log: Log, client: Client, personas: Personas, who: str) -> None:
    user, contact = getattr(personas, who), ready(log(), personas)
    client.force_login(user)
    assert client.get(contact.path).status_code == 200
    assert "Decide</h2>" not in client.get(contact.path).content.decode()
    decide(contact, personas.duty)
    assert not Contact.objects.visible_to(user).exists()
    assert not ContactPerson.objects.visible_to(user).exists()
    assert client.get(contact.path).status_code == 404
    client.force_login(personas.duty)
    assert client.get(contact.path).status_code == 200
