"""What the referrer and the family may know (safety g, h)."""

import pytest
from django.test import Client

from core.errors import DomainError, NotPermitted
from referrals.decisions import services
from referrals.decisions.models import Feedback
from tests.personas import Personas
from tests.referrals.conftest import Log, ready
from tests.referrals.decisions.test_record_decision import decide

pytestmark = pytest.mark.django_db


def _status(client: Client, contact: object, user: object) -> str:
    client.force_login(user)  # type: ignore[arg-type]
    return client.get(f"/concerns/{contact.public_id}/").content.decode()  # type: ignore[attr-defined]


def test_a_professional_reads_what_the_decider_releases(log: Log, client: Client, personas: Personas) -> None:
    contact = ready(log(), personas)
    decide(contact, personas.duty, release="OUTCOME", release_words="The school nurse will see her")
    assert "The school nurse will see her" in _status(client, contact, personas.referrer)


def test_action_taken_says_no_more(log: Log, client: Client, personas: Personas) -> None:
    contact = ready(log(), personas)
    decide(contact, personas.duty)
    page = _status(client, contact, personas.referrer)
    assert "Action was taken" in page and "School nurse" not in page and "Tier" not in page


def test_the_public_reads_received_and_read_no_more(log: Log, client: Client, personas: Personas) -> None:
    contact = log(
        by=personas.business_support, for_another=True, channel="PHONE", referrer_name="Demo Neighbour",
        referrer_phone="01632 960 002", referrer_source="1B",
    )  # fmt: skip
    assert "Received" in _status(client, contact, personas.business_support)
    ready(contact, personas)
    decide(contact, personas.duty, release="OUTCOME", release_words="An outcome")
    page = _status(client, contact, personas.business_support)
    assert "Read" in page and "Decided" not in page and "An outcome" not in page
    assert Feedback.objects.get().release == "NOTHING_YET"


def test_close_to_the_family_only_a_manager_lets_anything_out(log: Log, personas: Personas) -> None:
    contact = ready(log(referrer_is_relative=True), personas)
    with pytest.raises(NotPermitted):
        decide(contact, personas.duty, release="OUTCOME", release_words="An outcome")
    decision = decide(contact, personas.duty)
    assert Feedback.objects.get().release == "NOTHING_YET"
    with pytest.raises(NotPermitted):
        services.release_feedback(decision=decision, by=personas.duty, release="ACTION_TAKEN", reason="asks")
    row = services.release_feedback(
        decision=decision, by=personas.front_door_manager, release="ACTION_TAKEN", reason="Aunt cares for her"
    )
    assert row.by_manager


def test_not_told_because_completes_the_step(log: Log, personas: Personas) -> None:
    contact = ready(log(), personas)
    decision = decide(contact, personas.duty)
    services.family_not_told(decision=decision, by=personas.duty, because="Forced marriage is feared")
    contact.refresh_from_db()
    assert contact.status == "CLOSED"


def test_one_addressee_after_a_safe_contact_check(log: Log, personas: Personas) -> None:
    contact = ready(log(), personas)
    decision = decide(contact, personas.duty)
    person = contact.people.get()
    with pytest.raises(DomainError):
        services.tell_family(
            decision=decision, by=personas.duty, addressee=person, how="Call", safe_contact_checked=False
        )
    services.tell_family(
        decision=decision, by=personas.duty, addressee=person, how="Call", safe_contact_checked=True
    )


def test_at_tier_4_a_manager_agrees_first(log: Log, personas: Personas) -> None:
    contact = ready(log(), personas)
    decision = decide(contact, personas.front_door_manager, tier=4, outcome="STRATEGY")
    person = contact.people.get()
    with pytest.raises(DomainError):
        services.tell_family(
            decision=decision, by=personas.duty, addressee=person, how="Visit", safe_contact_checked=True
        )
    with pytest.raises(NotPermitted):
        services.tell_family(
            decision=decision, by=personas.duty, addressee=person, how="Visit", safe_contact_checked=True,
            agreed_by_manager=True,
        )  # fmt: skip
    services.tell_family(
        decision=decision, by=personas.front_door_manager, addressee=person, how="Visit", safe_contact_checked=True,
        agreed_by_manager=True,
    )  # fmt: skip


def test_the_answer_is_changed_and_the_family_told_from_the_page(
    log: Log, client: Client, personas: Personas
) -> None:
    contact = ready(log(), personas)
    decide(contact, personas.duty)
    client.force_login(personas.duty)
    client.post(
        f"{contact.path}referrer/", {"release": "OUTCOME", "words": "She is safe", "reason": "School asks"}
    )
    assert "She is safe" in _status(client, contact, personas.referrer)
    client.force_login(personas.duty)
    client.post(f"{contact.path}family/", {"told": "NO", "not_told_because": "Not safe to tell"})
    contact.refresh_from_db()
    assert contact.status == "CLOSED"
    assert "Not safe to tell" in client.get(contact.path).content.decode()
