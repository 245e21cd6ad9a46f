"""The call taker's page: who may, what it writes, what it never shows."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from accounts.services import save_draft
from referrals.contacts.models import Contact, TypedSafeAddress
from tests.personas import Personas

pytestmark = pytest.mark.django_db
CALL: dict[str, Any] = {
    "danger_now": "NO", "where_now": "At home", "what": "She has not been seen for a week", "kind": "SAFEGUARDING",
    "role_1": "CHILD", "forename_1": "Ada", "surname_1": "Demochild", "age_words_1": "five",
    "role_2": "PARENT", "forename_2": "Eve", "surname_2": "Demochild",
    "referrer_name": "Demo Neighbour", "referrer_phone": "01632 960 555", "referrer_source": "1D",
}  # fmt: skip


def send(client: Client, **more: Any) -> Any:
    return client.post(f"/front-door/call/{uuid4()}/", CALL | more)


def test_a_call_becomes_a_concern_of_the_caller(client: Client, personas: Personas) -> None:
    client.force_login(personas.duty)
    number = uuid4()
    save_draft(user=personas.duty, form="phone", subject=str(number), content=CALL)
    assert "She has not been seen" in client.get(f"/front-door/call/{number}/").content.decode()
    for _ in range(2):
        client.post(f"/front-door/call/{number}/", CALL)
    contact = Contact.objects.get()
    assert (contact.channel, contact.referrer, contact.referrer_source) == ("PHONE", None, "1D")
    assert [row.full_name for row in contact.people.order_by("position")] == [
        "Ada Demochild",
        "Eve Demochild",
    ]
    assert not personas.duty.drafts.filter(form="phone", binned_at__isnull=True).exists()


def test_a_professional_only_wants_advice(client: Client, personas: Personas) -> None:
    client.force_login(personas.duty)
    send(client, kind="CONSULTATION", referrer_source="2A")
    assert Contact.objects.get().kind == "CONSULTATION"


def test_a_secret_address_stands_apart(client: Client, personas: Personas) -> None:
    client.force_login(personas.duty)
    send(client, address_lines="1 Demo Refuge", postcode="M33 7ZZ", address_is_confidential="on")
    assert Contact.objects.get().people.get(position=1).address_lines == ""
    assert TypedSafeAddress.objects.get().lines == "1 Demo Refuge"


def test_a_caller_without_a_name_is_marked_so(client: Client, personas: Personas) -> None:
    client.force_login(personas.duty)
    refused = send(client, referrer_name="", referrer_phone="")
    assert "There is a problem" in refused.content.decode() and not Contact.objects.exists()
    send(client, referrer_name="", referrer_phone="", is_anonymous="on")
    assert Contact.objects.get().is_anonymous


def test_safety_o_a_restricted_call_looks_like_any_other(client: Client, personas: Personas) -> None:
    client.force_login(personas.duty)
    plain = send(client)
    hidden = send(client, is_alleged_source_2="on", forename_2="Demo", surname_2="Referrer")
    assert Contact.objects.filter(is_restricted=True).count() == 1
    assert (plain.status_code, hidden.status_code) == (302, 302)
    pages = [client.get(response.url) for response in (plain, hidden)]
    assert [page.status_code for page in pages] == [200, 200]


def test_only_the_front_door_takes_calls(client: Client, personas: Personas) -> None:
    client.force_login(personas.referrer)
    assert client.get("/front-door/call/").status_code == 403
    assert send(client).status_code == 403
