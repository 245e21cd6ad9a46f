"""The tracking board: stages, alarms, filters in the address."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Team, User
from casework.cases.services import open_case
from core import clock
from deadlines.services import start_clock
from people import services
from people.enums import Restriction, Stage
from people.models import Person
from people.visibility import record_visible
from tests.personas import Personas

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]


def one(personas: Personas, number: int, *, team: str = "Family Support North") -> Person:
    person = services.create_person(by=personas.system, forename=f"Kid{number}", surname="Demoboard")
    open_case(person=person, by=personas.system, team=Team.objects.get(name=team), kind="CIN")
    return person


def board(client: Client, **query: str) -> str:
    answer = client.get(reverse("tracking_board"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_people_stand_at_their_stage_and_nobody_else_does(personas: Personas, as_user: As) -> None:
    person = one(personas, 1)
    one(personas, 2, team="Family Support South")
    services.enter_stage(person=person, stage=Stage.REVIEW, by=personas.system)
    page = board(as_user(personas.social_worker))
    assert page.index("Tracking and review") < page.index("Kid1 Demoboard")
    assert "Kid2" not in page
    for _, user in personas.everyone():
        answer = as_user(user).get(reverse("tracking_board"))
        shown = answer.status_code == 200 and "Kid1 Demoboard" in answer.content.decode()
        may = answer.status_code == 200
        assert shown == (may and record_visible(user).filter(pk=person.pk).exists()), user.username


def test_drift_is_said_in_words(personas: Personas, as_user: As) -> None:
    person = one(personas, 1)
    for number in range(3):
        services.record_reference(
            person=person, kind="CONTACT", reference=f"CN-26-0000{number}", by=personas.system
        )
    for code in ("CINVIS", "CIN-REV"):
        start_clock(
            code=code,
            subject=person,
            person=person,
            by=personas.system,
            triggered_at=clock.now() - timedelta(days=200),
            reference="CS-26-00001",
        )
    page = board(as_user(personas.social_worker))
    for alarm in ("Nobody leads", "Visit overdue", "Review overdue", "3 concerns in twelve months"):
        assert alarm in page
    services.set_lead(person=person, lead=personas.social_worker, by=personas.system, reason="named")
    page = board(as_user(personas.social_worker))
    assert "Demo Social Worker, Social worker" in page
    assert "Nobody leads</li>" not in page


def test_filters_stay_in_the_address(personas: Personas, as_user: As) -> None:
    person = one(personas, 1)
    one(personas, 2)
    services.set_lead(person=person, lead=personas.social_worker, by=personas.system, reason="named")
    client = as_user(personas.social_worker)
    page = board(client, worker="social_worker")
    assert "Kid1" in page
    assert "Kid2" not in page
    page = board(client, drifting="lead")
    assert "Kid1" not in page
    assert "Kid2" in page
    assert "Kid1" not in board(client, locality="S")
    assert "Kid1" in board(client, worker="nonsense")


def test_a_restricted_person_leaves_the_board(personas: Personas, as_user: As) -> None:
    person = one(personas, 1)
    services.restrict(
        person=person, by=personas.system, restriction=Restriction.RESTRICTED, reason="staff family"
    )
    assert "Demoboard" not in board(as_user(personas.social_worker))


def test_twenty_cards_cost_no_more_than_one_and_no_more_than_twelve(personas: Personas, as_user: As) -> None:
    one(personas, 0)
    client = as_user(personas.social_worker)
    board(client)
    with CaptureQueriesContext(connection) as few:
        board(client)
    for number in range(1, 25):
        one(personas, number)
    with CaptureQueriesContext(connection) as many:
        page = board(client)
    assert len(many) == len(few) <= 12, [row["sql"][:90] for row in many.captured_queries]
    assert "5 more" in page
