"""Putting right what is known of a person."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core import clock
from people import services
from people.models import ContactPoint, Person, Relationship, SafetyWarning
from people.search import search
from tests.personas import Personas

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
KEY = "8a7b1c7e-1111-4222-8333-123456789abc"


def send(client: Client, name: str, person: Person, **answers: object) -> int:
    return client.post(reverse(name, args=[person.public_id]), answers).status_code


def test_details_change_and_a_stale_form_keeps_both_texts(
    personas: Personas, child: Person, as_user: As
) -> None:
    client = as_user(personas.social_worker)
    old = child.version
    answers = {"forename": "Ada", "surname": "Demochild", "sex": "F", "version": old}
    assert send(client, "person_edit", child, **answers, pronouns="she/her") == 302
    child.refresh_from_db()
    assert child.pronouns == "she/her"
    assert send(client, "person_edit", child, **answers, pronouns="they/them") == 409
    child.refresh_from_db()
    assert child.pronouns == "she/her"


def test_a_wrong_nhs_number_is_refused_beside_its_field(
    personas: Personas, child: Person, as_user: As
) -> None:
    client = as_user(personas.social_worker)
    address = reverse("person_edit", args=[child.public_id])
    answer = client.post(address, {"sex": "F", "nhs_number": "9434765910", "version": child.version})
    assert answer.status_code == 200
    assert "check digit" in answer.content.decode()


def test_sending_a_form_twice_does_its_work_once(personas: Personas, child: Person, as_user: As) -> None:
    client = as_user(personas.social_worker)
    for _ in range(2):
        send(
            client, "person_contact_point_add", child, kind="PHONE", value="01632 960 111", safe="call",
            idempotency_key=KEY,
        )  # fmt: skip
    point = ContactPoint.objects.get(person=child)
    assert (point.safe_to_call, point.safe_to_text) == (True, False)


def test_an_exact_date_of_birth_is_a_managers_to_change(
    personas: Personas, child: Person, as_user: As
) -> None:
    answers = {
        "what": "BORN", "born_on": "2018-05-04", "birth_certainty": "EXACT", "sex": "F", "reason": "seen",
    }  # fmt: skip
    assert send(as_user(personas.social_worker), "person_birth", child, **answers) == 403
    assert send(as_user(personas.team_manager), "person_birth", child, **answers) == 302
    child.refresh_from_db()
    assert child.born_on.isoformat() == "2018-05-04"


def test_a_birth_is_recorded_on_the_same_record_by_its_worker(
    personas: Personas, child: Person, as_user: As
) -> None:
    from people.enums import InvolvementKind

    unborn = services.create_person(
        by=personas.system, surname="Demounborn", expected_on=clock.today() + timedelta(days=30)
    )
    services.involve(
        person=unborn, kind=InvolvementKind.ALLOCATED, user=personas.social_worker, by=personas.system
    )
    answers = {
        "what": "BORN", "born_on": clock.today().isoformat(), "birth_certainty": "EXACT", "sex": "F",
        "reason": "told",
    }  # fmt: skip
    assert send(as_user(personas.social_worker), "person_birth", unborn, **answers) == 302
    unborn.refresh_from_db()
    assert (unborn.born_on, unborn.expected_on, unborn.sex) == (clock.today(), None, "F")


def test_a_relationship_with_somebody_new_or_known(personas: Personas, child: Person, as_user: As) -> None:
    client = as_user(personas.social_worker)
    new = {
        "other_is": "PARENT",
        "which": "NEW",
        "forename": "Mum",
        "surname": "Demochild",
        "responsibility": "YES",
    }
    assert send(client, "person_relationship_add", child, **new, no_contact="NO") == 302
    row = Relationship.objects.get(other=child)
    assert (row.kind, row.person.forename, row.has_parental_responsibility) == ("PARENT", "Mum", True)
    page = client.get(reverse("person_family", args=[child.public_id])).content.decode()
    assert "Mum Demochild" in page
    assert "Parent, parental responsibility" in page
    unclear = {"other_is": "SIBLING", "which": "KNOWN", "find": "Demochild", "no_contact": "YES"}
    answer = client.post(reverse("person_relationship_add", args=[child.public_id]), unclear)
    assert "More than one person fits" in answer.content.decode()
    end = reverse("person_relationship_end", args=[child.public_id, row.public_id])
    assert client.post(end, {"ends_on": clock.today().isoformat()}).status_code == 302
    assert (
        "Mum Demochild" not in client.get(reverse("person_family", args=[child.public_id])).content.decode()
    )


def test_no_contact_is_told_on_the_overview(personas: Personas, child: Person, as_user: As) -> None:
    father = services.create_person(by=personas.system, forename="Dad", surname="Demochild")
    services.relate(person=father, other=child, kind="PARENT", by=personas.system, no_contact=True)
    page = (
        as_user(personas.social_worker).get(reverse("person_detail", args=[child.public_id])).content.decode()
    )
    assert "may have no contact" in page


def test_a_warning_is_reviewed_within_six_months(personas: Personas, child: Person, as_user: As) -> None:
    client = as_user(personas.social_worker)
    answers = {"what": "Threats to a visitor in May", "ring_duty_first": "YES"}
    far = (clock.today() + timedelta(days=300)).isoformat()
    assert send(client, "person_warning_add", child, **answers, review_on=far) == 200
    soon = (clock.today() + timedelta(days=60)).isoformat()
    assert send(client, "person_warning_add", child, **answers, review_on=soon) == 302
    assert SafetyWarning.objects.get(person=child).ring_duty_first


def test_whoever_reads_and_may_not_write_is_refused(personas: Personas, child: Person, as_user: As) -> None:
    from people.enums import InvolvementKind

    services.involve(
        person=child, kind=InvolvementKind.TEAM_AROUND, user=personas.health_visitor, by=personas.system
    )
    client = as_user(personas.health_visitor)
    assert client.get(reverse("person_detail", args=[child.public_id])).status_code == 200
    assert client.get(reverse("person_edit", args=[child.public_id])).status_code == 403
    assert send(client, "person_story", child, story="x", version=child.version) == 403
    assert client.get(reverse("person_safe_address", args=[child.public_id])).status_code == 404


def test_a_number_that_is_no_longer_theirs_is_kept_and_finds_nobody(
    personas: Personas, child: Person, as_user: As
) -> None:
    point = services.add_contact_point(
        person=child, by=personas.system, kind="PHONE", value="01632 960 555", safe_to_call=True
    )
    client = as_user(personas.social_worker)
    here = reverse("person_detail", args=[child.public_id])
    away = reverse("person_contact_point_end", args=[child.public_id, point.public_id])
    assert away in client.get(here).content.decode()
    assert [hit.person for hit in search("01632960555", reader=personas.social_worker)] == [child]
    assert client.post(away, {"reason": "Somebody else answered"}).status_code == 302
    assert "01632 960 555" not in client.get(here).content.decode()
    assert search("01632960555", reader=personas.social_worker) == []
    point.refresh_from_db()
    assert (point.ended_by, point.end_reason) == (personas.social_worker, "Somebody else answered")
    # Sent again: it has ended, and says so.
    assert client.post(away, {"reason": "Somebody else answered"}).status_code == 200
