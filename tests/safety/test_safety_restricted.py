# ruff: noqa: F811 (fixtures are imported by name)
"""Restricted people and allegations against staff at the front door (safety o, p, q)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.enums import OnCallDuty
from accounts.models import OnCall, User
from core import clock
from core.errors import NotFound, NotPermitted
from core.history import SYSTEM_ACTOR, acting
from deadlines.models import Clock
from outbox import services as outbox
from outbox.models import Job, Notice
from people.enums import Restriction
from people.models import Person, StaffLink
from people.services import create_person, move_to, restrict
from referrals.allegations.models import Allegation
from referrals.contacts import services as contacts
from referrals.contacts.models import Contact, ContactHolder, RagRating
from referrals.decisions.models import Decision
from referrals.triage import services
from tests.personas import Personas
from tests.referrals.conftest import CHILD, MOTHER, Log, log, ready, worker  # noqa: F401 (fixtures)

pytestmark = pytest.mark.django_db

BORN = date(2012, 5, 6)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Stand at a moment."""

    def stand(moment: Any) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    return stand


@pytest.fixture
def hidden(personas: Personas) -> Person:
    """A colleague's daughter, restricted."""
    person = create_person(by=personas.system, forename="Etta", surname="Demohidden", born_on=BORN)
    restrict(person=person, by=personas.system, restriction=Restriction.RESTRICTED, reason="staff family")
    return person


ETTA = {"role": "CHILD", "forename": "Ettie", "surname": "demohidden", "born_on": BORN}


def test_safety_o_a_restricted_person_is_matched_blind(
    log: Log,
    hidden: Person,
    client: Client,
    personas: Personas,
) -> None:
    contact, plain = log(people=[ETTA], key="one"), log(key="two")
    holder = ContactHolder.objects.get(contact=contact)
    assert holder.user == personas.front_door_manager
    assert Notice.objects.filter(to=holder.user, kind="referrals.restricted").exists()
    assert Clock.objects.of_subject(contact).running().get(code="REF-DEC").owner == holder.user
    # The queue and the page know nothing of it, the referrer sees no difference.
    client.force_login(personas.duty)
    queue = client.get("/front-door/").content.decode()
    assert contact.reference not in queue and plain.reference in queue
    assert client.get(contact.path).status_code == 404
    client.force_login(personas.referrer)
    pages = [client.get(f"/concerns/{each.public_id}/").content.decode() for each in (contact, plain)]
    assert "match" not in pages[0] and "estricted" not in pages[0]
    assert pages[0].count("<") == pages[1].count("<")
    client.force_login(personas.front_door_manager)
    assert client.get(contact.path).status_code == 200


def test_safety_o_a_red_one_alarms_nobody_outside_its_list(
    log: Log, hidden: Person, personas: Personas
) -> None:
    log(people=[ETTA], danger_now="YES")
    told = set(Notice.objects.filter(kind="referrals.red").values_list("to", flat=True))
    assert told == {personas.front_door_manager.pk}


def test_safety_o_unanswered_it_goes_to_the_next_and_then_the_director(
    log: Log,
    hidden: Person,
    personas: Personas,
    at: Callable[..., None],
) -> None:
    start = clock.at_local(date(2026, 6, 2), 22)
    at(start)
    contact = log(people=[ETTA])
    at(start + timedelta(minutes=14))
    outbox.sweep()
    assert ContactHolder.objects.filter(contact=contact).count() == 1
    at(start + timedelta(minutes=16))
    outbox.sweep()
    assert [row.user for row in ContactHolder.objects.filter(contact=contact).order_by("pk")] == [
        personas.front_door_manager,
        personas.director,
    ]
    contacts.acknowledge(contact=contact, by=personas.director)
    waiting = Job.objects.filter(kind="referrals.escalate", done_at__isnull=True).count()
    at(start + timedelta(hours=2))
    outbox.sweep()
    assert waiting == 1 and ContactHolder.objects.filter(contact=contact).count() == 2


def test_safety_p_the_conflicted_are_passed_over_and_the_director_names_another(
    log: Log,
    hidden: Person,
    personas: Personas,
) -> None:
    with acting(by=SYSTEM_ACTOR, reason="declared"):
        StaffLink.objects.create(
            user=personas.front_door_manager, person=hidden, kind="FAMILY", recorded_at=clock.now(),
            recorded_by=personas.system,
        )  # fmt: skip
    contact = log(people=[ETTA])
    assert ContactHolder.objects.get(contact=contact).user == personas.director
    with pytest.raises(NotPermitted):
        contacts.name_holder(
            contact=contact,
            user=personas.front_door_manager,
            by=personas.director,
            reason="Manager of the door",
        )
    contacts.name_holder(
        contact=contact, user=personas.edt, by=personas.director, reason="Works tonight, knows nobody"
    )
    assert Contact.objects.for_triage(personas.edt).get() == contact
    services.rate(contact=contact, by=personas.edt, rag="AMBER", reason="Seen safe tonight")
    with pytest.raises(NotFound):
        services.claim(contact=contact, by=personas.duty)


def test_safety_q_an_allegation_against_staff_never_meets_the_queue(
    log: Log,
    client: Client,
    personas: Personas,
) -> None:
    accused = {"role": "ELSEWHERE", "forename": "Demo", "surname": "Coach", "is_alleged_source": True,
               "works_with_vulnerable": "YES", "works_where": "Swimming club"}  # fmt: skip
    contact = log(people=[CHILD, accused])
    assert ContactHolder.objects.get(contact=contact).user == personas.lado
    assert Allegation.objects.visible_to(personas.lado).get().employer == "Swimming club"
    for user in (
        personas.duty,
        personas.front_door_manager,
        personas.director,
        personas.referrer,
        personas.police,
    ):
        assert not Allegation.objects.visible_to(user).exists()
        assert not Contact.objects.for_triage(user).exists()
    client.force_login(personas.lado)
    assert client.get("/allegations/").status_code == 200
    assert client.get(contact.path).status_code == 200
    client.force_login(personas.referrer)
    page = client.get(f"/concerns/{contact.public_id}/").content.decode()
    assert "llegation" not in page and "fficer" not in page.replace("Police officer", "")


def test_safety_q_a_worker_named_as_source_is_known_by_the_staff_list(log: Log, personas: Personas) -> None:
    worker: User = personas.social_worker
    first, _, last = worker.display_name.partition(" ")
    contact = log(
        people=[CHILD, {"role": "ELSEWHERE", "forename": first, "surname": last, "is_alleged_source": True}]
    )
    assert contact.restriction_kind == "STAFF"
    assert not Contact.objects.for_triage(personas.duty).exists()


def test_safety_q_by_nhs_number_too_and_found_when_it_is_finished(
    log: Log,
    personas: Personas,
) -> None:
    person = create_person(by=personas.system, forename="Nia", surname="Demoother", nhs_number="9434765919")
    restrict(person=person, by=personas.system, restriction=Restriction.RESTRICTED, reason="protection")
    contact = log(is_complete=False)
    assert Contact.objects.for_triage(personas.duty).exists()
    contacts.finish_contact(
        contact=contact,
        by=personas.referrer,
        key="",
        people=[{"role": "SIBLING", "nhs_number": "943 476 5919"}],
    )
    assert not Contact.objects.for_triage(personas.duty).exists()
    assert ContactHolder.objects.filter(contact=contact).exists()


def test_the_on_call_list_is_asked_at_the_moment(log: Log, hidden: Person, personas: Personas) -> None:
    with acting(by=SYSTEM_ACTOR, reason="rota"):
        OnCall.objects.filter(duty=OnCallDuty.RESTRICTED_HOLDER).update(
            ends_at=clock.now() - timedelta(hours=1)
        )
    assert ContactHolder.objects.get(contact=log(people=[ETTA])).user == personas.director


def test_a_place_is_found_from_an_ordinary_address_only(log: Log, personas: Personas) -> None:
    open_one = log(people=[CHILD | {"postcode": "M33 7ZZ"}])
    assert open_one.postcode == "M33 7ZZ"
    refuge = log(people=[CHILD | {"postcode": "M33 7ZZ", "address_kind": "REFUGE"}])
    assert (refuge.postcode, refuge.locality) == ("", None)
    move_to(person=create_person(by=personas.system, surname="Demo"), by=personas.system, postcode="M33 7ZZ")
    assert RagRating.objects.count() == 0 and Decision.objects.count() == 0
