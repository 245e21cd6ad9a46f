"""The advice log: no concern is made, one can be; about a restricted person it is listed to nobody else."""

from datetime import timedelta

import pytest
from django.test import Client

from core import clock
from core.errors import NotFound, NotPermitted, WrongState
from outbox.models import Notice
from people.services import create_person, restrict
from referrals.consultations import selectors, services
from referrals.consultations.models import Consultation
from referrals.contacts.models import Contact
from tests.personas import Personas

pytestmark = pytest.mark.django_db
ASKED = {
    "question": "A pupil came with a bruise: do I ring the mother first?",
    "advice": "No: send it to us now.",
}
ASKER = {"asker_name": "Demo Teacher", "asker_agency": "Demo School", "asker_phone": "01632 960 321"}


def test_advice_is_written_down_and_no_concern_is_made(client: Client, personas: Personas) -> None:
    client.force_login(personas.duty)
    page = client.post("/front-door/advice/new/", ASKED | ASKER, follow=True).content.decode()
    assert "No: send it to us now." in page and "Demo Teacher" in page and "not named" in page
    assert not Contact.objects.exists() and Consultation.objects.get().recorded_by == personas.duty
    assert "do I ring the mother" in client.get("/front-door/advice/").content.decode()


def test_it_becomes_one_concern_received_when_the_person_was_named(
    client: Client, personas: Personas
) -> None:
    earlier = clock.now() - timedelta(hours=3)
    named = services.log_consultation(
        by=personas.duty, forename="Demo", surname="Pupil", asked_at=earlier, **ASKED, **ASKER
    )
    client.force_login(personas.duty_second)
    for _ in range(2):
        client.post(f"{named.path}concern/", {"role": "CHILD", "where_now": "At school"})
    contact = Contact.objects.get()
    assert (contact.received_at, contact.channel, contact.referrer_name) == (earlier, "PHONE", "Demo Teacher")
    assert contact.people.get().full_name == "Demo Pupil" and contact.what == ASKED["question"]
    with pytest.raises(WrongState):
        services.make_concern(consultation=named, by=personas.duty, where_now="At school")
    nobody = services.log_consultation(by=personas.duty, **ASKED)
    made = services.make_concern(consultation=nobody, by=personas.duty, where_now="Not known")
    assert made.is_anonymous and made.received_at > earlier


def test_safety_o_advice_about_a_restricted_person_is_its_writers_and_a_holders(
    client: Client, personas: Personas, as_system: None
) -> None:
    born = clock.today() - timedelta(days=3000)
    hidden = create_person(by=personas.system, forename="Demo", surname="Hidden", born_on=born)
    restrict(person=hidden, by=personas.system, restriction="RESTRICTED", reason="colleague's child")
    made = services.log_consultation(
        by=personas.duty, forename="Demo", surname="Hidden", born_on=born, **ASKED
    )
    assert made.holder == personas.front_door_manager
    assert Notice.objects.filter(kind="referrals.advice_restricted", to=personas.front_door_manager).exists()
    assert selectors.consultation(made.public_id, reader=personas.duty) == made
    assert selectors.consultation(made.public_id, reader=personas.front_door_manager) == made
    with pytest.raises(NotFound):
        selectors.consultation(made.public_id, reader=personas.duty_second)


def test_only_whoever_triages_advises(personas: Personas) -> None:
    with pytest.raises(NotPermitted):
        services.log_consultation(by=personas.business_support, **ASKED)
