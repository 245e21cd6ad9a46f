"""The stepped form: any order, kept at every step, sent once, nothing lost."""

import uuid

import pytest
from django.test import Client

from accounts.models import Draft
from referrals.contacts.models import Contact
from tests.personas import Personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client: Client, personas: Personas) -> str:
    client.force_login(personas.referrer)
    return f"/concerns/new/{uuid.uuid4()}/"


def fill(client: Client, page: str) -> None:
    client.post(f"{page}steps/danger/", {"where_now": "At school", "danger_now": "NO"})
    client.post(f"{page}people/1/", {"role": "CHILD", "forename": "Ada", "surname": "Demochild"})
    client.post(f"{page}steps/concern/", {"what": "Bruises on both arms"})


def test_begin_gives_each_concern_a_number(client: Client, personas: Personas, page: str) -> None:
    first, second = client.get("/concerns/new/").url, client.get("/concerns/new/").url  # type: ignore[attr-defined]
    assert first != second
    assert client.get(first).status_code == 200


def test_three_steps_are_enough_and_it_is_sent_once(client: Client, page: str) -> None:
    fill(client, page)
    assert "Check answers and send" in client.get(page).content.decode()
    assert "Bruises on both arms" in client.get(f"{page}check/").content.decode()
    first = client.post(f"{page}check/", {"go": ""})
    assert first.status_code == 302
    contact = Contact.objects.get()
    assert contact.people.get().full_name == "Ada Demochild"
    assert not Draft.objects.filter(binned_at__isnull=True).exists()
    sent = client.get(first.url)  # type: ignore[attr-defined]
    assert contact.reference in sent.content.decode()


def test_what_was_typed_wrongly_is_kept_and_said(client: Client, page: str) -> None:
    said = client.post(
        f"{page}people/1/",
        {"role": "CHILD", "born_on_day": "31", "born_on_month": "2", "born_on_year": "2020"},
    )
    assert "There is no such day" in said.content.decode()
    assert 'value="31"' in client.get(f"{page}people/1/").content.decode()
    assert "Look again" in client.get(page).content.decode()


def test_send_now_finish_later(client: Client, page: str) -> None:
    fill(client, page)
    client.post(f"{page}check/", {"go": "now"})
    contact = Contact.objects.get()
    assert contact.is_complete is False
    client.post(f"{page}steps/voice/", {"child_words": "I fell, she said, looking at her mother"})
    client.post(f"{page}people/2/", {"role": "PARENT", "forename": "Eve"})
    client.post(f"{page}check/", {"go": ""})
    contact.refresh_from_db()
    assert (contact.is_complete, contact.people.count(), Contact.objects.count()) == (True, 2, 1)
    assert contact.child_words.startswith("I fell")
    assert contact.what == "Bruises on both arms"


def test_drafts_are_their_owners_alone(client: Client, personas: Personas, page: str) -> None:
    fill(client, page)
    client.force_login(personas.referrer_colleague)
    assert "Ada" not in client.get(f"{page}people/").content.decode()


def test_when_not_to_ask_stands_before_the_consent_question(client: Client, page: str) -> None:
    shown = client.get(f"{page}steps/consent/").content.decode()
    assert 0 < shown.index("forced marriage") < shown.index("consent_asked")


def test_anothers_concern_is_the_same_page_as_none(client: Client, personas: Personas, page: str) -> None:
    fill(client, page)
    client.post(f"{page}check/", {"go": ""})
    contact = Contact.objects.get()
    client.force_login(personas.stranger)
    hidden, missing = client.get(f"/concerns/{contact.public_id}/"), client.get(f"/concerns/{uuid.uuid4()}/")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.content == missing.content


def test_additions_and_the_list(client: Client, page: str) -> None:
    fill(client, page)
    client.post(f"{page}check/", {"go": ""})
    contact = Contact.objects.get()
    client.post(f"/concerns/{contact.public_id}/add/", {"text": "He was absent again"})
    assert contact.additions.get().text == "He was absent again"
    assert contact.reference in client.get("/concerns/").content.decode()


def test_typing_for_somebody_else_is_offered_to_the_front_door_alone(
    client: Client, personas: Personas, page: str
) -> None:
    assert "received_at" not in client.get(f"{page}steps/you/").content.decode()
    client.force_login(personas.business_support)
    assert "received_at" in client.get(f"{page}steps/you/").content.decode()
