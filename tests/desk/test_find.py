"""Finding a person, by persona; what is found, listed, opened and counted is one set."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Agency, User
from outbox.models import Notice
from people import services
from people.enums import InvolvementKind, Level, Restriction
from people.models import AccessLog, Person
from people.selectors import level
from tests.personas import Personas

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]


def search(client: Client, text: str, **headers: str) -> str:
    answer = client.get(reverse("people_find"), {"q": text}, headers=headers or None)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_is_found_is_what_opens_for_every_persona(
    personas: Personas, child: Person, as_user: As
) -> None:
    address = reverse("person_detail", args=[child.public_id])
    for name, user in personas.everyone():
        client = as_user(user)
        answer = client.get(reverse("people_find"), {"q": "Demochild"})
        found = answer.status_code == 200 and "Ada Demochild" in answer.content.decode()
        assert found == (level(user, child) != Level.NONE), name
        assert found == (client.get(address).status_code == 200), name
        assert found == Person.objects.visible_to(user).filter(pk=child.pk).exists(), name


def test_a_line_says_age_lead_and_how_to_reach_them(personas: Personas, child: Person, as_user: As) -> None:
    page = search(as_user(personas.duty), "demochild ada")
    assert "7 years" in page or "6 years" in page
    assert "Demo Social Worker, Social worker" in page
    assert "01632 960 001" in page
    assert "Index card" in page


def test_an_unborn_child_is_shown_with_the_day_it_is_due(personas: Personas, as_user: As) -> None:
    from datetime import date

    services.create_person(by=personas.system, surname="Demounborn", expected_on=date(2027, 8, 14))
    assert "unborn, due 14 Aug 2027" in search(as_user(personas.duty), "Demounborn")


def test_typing_brings_the_results_alone(personas: Personas, child: Person, as_user: As) -> None:
    page = search(as_user(personas.duty), "Demochild", **{"HX-Request": "true"})
    assert "Ada Demochild" in page
    assert "<html" not in page


def test_nothing_found_says_what_to_do_and_never_hidden(
    personas: Personas, child: Person, as_user: As
) -> None:
    client = as_user(personas.social_worker_other)
    services.restrict(
        person=child, by=personas.system, restriction=Restriction.RESTRICTED, reason="staff family"
    )
    page = search(client, "Ada Demochild", **{"HX-Request": "true"})
    nobody = search(client, "Ada Nobodysname", **{"HX-Request": "true"})
    assert "Nobody found for" in page
    assert "log it now" in page
    assert "hidden" not in page.lower()
    assert page.replace("Ada Demochild", "X") == nobody.replace("Ada Nobodysname", "X")


def test_a_search_that_names_a_hidden_person_is_told_to_the_officer_once_a_day(
    personas: Personas, child: Person, as_user: As
) -> None:
    services.restrict(
        person=child, by=personas.system, restriction=Restriction.RESTRICTED, reason="staff family"
    )
    client = as_user(personas.social_worker_other)
    for _ in range(3):
        search(client, "ada demochild")
    assert AccessLog.objects.filter(person=child, act="SEARCH").count() == 1
    assert Notice.objects.filter(kind="HIDDEN_SEARCHED", to=personas.data_protection).count() == 1


def test_a_referrer_finds_the_own_roll_and_a_pharmacist_nobody(
    personas: Personas, child: Person, as_user: As
) -> None:
    services.involve(
        person=child,
        kind=InvolvementKind.UNIVERSAL,
        agency=Agency.objects.get(name="Demo Pharmacy"),
        by=personas.system,
    )
    assert "Ada Demochild" in search(as_user(personas.referrer), "Demochild")
    assert "Nobody found" in search(as_user(personas.stranger), "Demochild")
    assert "Nobody found" in search(as_user(personas.pharmacist), "Demochild")
    assert as_user(personas.administrator).get(reverse("people_find")).status_code == 403


def test_thirty_results_cost_no_more_queries_than_one(personas: Personas, child: Person, as_user: As) -> None:
    client = as_user(personas.duty)
    search(client, "Demochild")
    with CaptureQueriesContext(connection) as one:
        search(client, "Demochild")
    for number in range(30):
        services.create_person(by=personas.system, forename=f"Kid{number}", surname="Demochild")
    with CaptureQueriesContext(connection) as many:
        page = search(client, "Demochild")
    # Near spellings are asked for only where few bear the very name.
    assert len(many) <= len(one)
    assert "<strong>30+</strong>" in page
