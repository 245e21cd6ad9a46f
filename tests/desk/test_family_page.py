"""The family page: drawn and in words, on any day, as far as the reader may see."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core import clock
from people import services
from people.enums import InvolvementKind, Restriction
from people.models import Person
from tests.people.merging import merge, open_to_manager
from tests.personas import Personas

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]


def _kin(personas: Personas, forename: str, born: date | None = None, *, opened: bool = True) -> Person:
    person = services.create_person(
        by=personas.system, forename=forename, surname="Demokin", born_on=born, sex="F"
    )
    if opened:
        services.involve(
            person=person, kind=InvolvementKind.CO_WORKER, user=personas.social_worker, by=personas.system
        )
    return person


def _page(client: Client, child: Person, **asked: str) -> str:
    answer = client.get(reverse("person_family", args=[child.public_id]), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_drawing_and_the_list_hold_the_same_people(
    personas: Personas, child: Person, as_user: As
) -> None:
    mother = _kin(personas, "Mona", date(1988, 3, 1))
    grandmother = _kin(personas, "Gwen", date(1960, 3, 1))
    services.relate(
        person=mother, other=child, kind="PARENT", by=personas.system, has_parental_responsibility=True,
        responsibility_basis="mother", no_contact=True,
    )  # fmt: skip
    services.relate(person=grandmother, other=mother, kind="PARENT", by=personas.system)
    page = _page(as_user(personas.social_worker), child)
    for person in (mother, grandmother, child):
        assert page.count(reverse("person_detail", args=[person.public_id])) >= 2
    assert f"Genogram of {child.full_name}" in page and "3 people" in page
    assert "parental responsibility (mother), no contact" in page


def test_a_restricted_relative_leaves_no_trace_and_another_hidden_one_says_ask(
    personas: Personas, child: Person, as_user: As
) -> None:
    aunt = _kin(personas, "Ottilie", opened=False)
    services.relate(person=aunt, other=child, kind="OTHER_FAMILY", by=personas.system)
    client = as_user(personas.health_visitor)
    services.involve(
        person=child, kind=InvolvementKind.CO_WORKER, user=personas.health_visitor, by=personas.system
    )
    plain = _page(client, child)
    assert "Ottilie" not in plain and "Somebody else belongs to this family" in plain
    services.restrict(person=aunt, by=personas.system, restriction=Restriction.RESTRICTED, reason="Refuge")
    hidden = _page(client, child)
    assert "Ottilie" not in hidden and "Somebody else belongs" not in hidden


def test_a_relative_at_card_level_is_drawn_and_their_own_family_is_not(
    personas: Personas, child: Person, as_user: As
) -> None:
    father, his_mother = _kin(personas, "Frank", opened=False), _kin(personas, "Greta", opened=False)
    services.relate(person=father, other=child, kind="PARENT", by=personas.system)
    services.relate(person=his_mother, other=father, kind="PARENT", by=personas.system)
    page = _page(as_user(personas.social_worker), child)
    assert "Frank Demokin" in page and "Greta" not in page


def test_the_slider_shows_the_family_before_a_birth(personas: Personas, child: Person, as_user: As) -> None:
    mother = _kin(personas, "Mona", date(1988, 3, 1))
    baby = _kin(personas, "Bea", clock.today() - timedelta(days=30))
    for each in (child, baby):
        services.relate(person=mother, other=each, kind="PARENT", by=personas.system)
    client = as_user(personas.social_worker)
    assert "Bea Demokin" in _page(client, child)
    before = _page(client, child, step="0")
    assert "The family on Tue 1 March 1988" in before
    assert "Bea Demokin, " not in before.split("</svg>")[0]


def test_who_lived_here_on_a_day(personas: Personas, child: Person, as_user: As) -> None:
    lodger = _kin(personas, "Lou")
    patient = _kin(personas, "Pat")
    day = clock.today()
    services.move_to(person=lodger, by=personas.system, lines="1 demo street", postcode="M33 7ZZ")
    services.move_to(
        person=patient, by=personas.system, lines="1 Demo Street", postcode="M33 7ZZ", kind="HOSTEL"
    )
    client = as_user(personas.social_worker)
    page = _page(client, child, on=day.isoformat())
    assert "Lou Demokin" in page and "had the same address" in page
    assert "Pat Demokin" not in page  # safety l: never through a hostel
    before = _page(client, child, on=(day - timedelta(days=3)).isoformat())
    assert "Lou Demokin" not in before
    services.add_safe_address(
        person=lodger, by=personas.system, lines="Demo Refuge", reason="Violence at home"
    )
    assert "Lou Demokin" not in _page(client, child, on=day.isoformat())


def test_two_records_of_one_father_are_one_symbol(personas: Personas, child: Person, as_user: As) -> None:
    one, two = _kin(personas, "Fred"), _kin(personas, "Freddy")
    for each in (one, two):
        open_to_manager(personas, each)
        services.relate(person=each, other=child, kind="PARENT", by=personas.system)
    client = as_user(personas.social_worker)
    assert "3 people" in _page(client, child)
    merge(personas, one, two)
    page = _page(client, child)
    assert "2 people" in page and "Freddy" not in page


def test_a_large_family_costs_as_many_questions_as_a_small_one(
    personas: Personas, child: Person, as_user: As
) -> None:
    client = as_user(personas.social_worker)
    mother = _kin(personas, "Mona", date(1988, 3, 1))
    services.relate(person=mother, other=child, kind="PARENT", by=personas.system)
    services.set_household(people=[mother, child], by=personas.system, confirmed=True)
    aunt = _kin(personas, "Aida")
    services.relate(person=mother, other=aunt, kind="SIBLING", by=personas.system)
    _page(client, child)
    with CaptureQueriesContext(connection) as few:
        _page(client, child)
    for number in range(12):
        sibling = _kin(personas, f"Sib{number}", date(2010, 1, 1 + number))
        services.relate(person=mother, other=sibling, kind="PARENT", by=personas.system)
    with CaptureQueriesContext(connection) as many:
        _page(client, child)
    assert len(many) <= len(few)
