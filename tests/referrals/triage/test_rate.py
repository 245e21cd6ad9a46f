"""Ratings: a reason each time, down only by a manager, red told to all on duty."""

import pytest

from core.errors import DomainError, NotPermitted
from deadlines.models import Clock
from referrals.contacts.models import RagRating
from referrals.triage import services
from tests.personas import Personas
from tests.referrals.conftest import Log

pytestmark = pytest.mark.django_db


def _running(contact: object) -> set[str]:
    return {row.code for row in Clock.objects.of_subject(contact).running()}  # type: ignore[arg-type]


def test_every_rating_is_kept_with_its_reason_and_runs_its_clock(log: Log, personas: Personas) -> None:
    contact = log()
    services.rate(contact=contact, by=personas.duty, rag="GREEN", reason="Low level")
    assert _running(contact) == {"REF-DEC", "MASH-G"}
    services.rate(contact=contact, by=personas.duty_second, rag="RED", reason="School rang again")
    assert _running(contact) == {"REF-DEC", "MASH-R"}
    assert list(RagRating.objects.order_by("pk").values_list("before", "rag")) == [
        ("", "GREEN"),
        ("GREEN", "RED"),
    ]
    contact.refresh_from_db()
    assert contact.due_at == Clock.objects.of_subject(contact).running().order_by("due_at").first().due_at


def test_a_reason_is_needed_and_down_is_a_managers(log: Log, personas: Personas) -> None:
    contact = log()
    with pytest.raises(DomainError):
        services.rate(contact=contact, by=personas.duty, rag="RED", reason=" ")
    services.rate(contact=contact, by=personas.duty, rag="RED", reason="Weapon in the house")
    with pytest.raises(NotPermitted):
        services.rate(contact=contact, by=personas.duty, rag="AMBER", reason="Calmer")
    services.rate(contact=contact, by=personas.front_door_manager, rag="AMBER", reason="Police are there")
    contact.refresh_from_db()
    assert contact.rag == "AMBER"


def test_a_partner_may_raise(log: Log, personas: Personas) -> None:
    contact = log()
    services.rate(contact=contact, by=personas.police, rag="RED", reason="Known to carry a weapon")
    contact.refresh_from_db()
    assert (contact.rag, contact.status) == ("RED", "RECEIVED")
