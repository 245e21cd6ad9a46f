"""One lane a person, children and adults; nobody whose record is closed to the reader leaves one."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core import clock
from desk.presenters import household as charted
from desk.selectors.household import Kind, Mark, Span
from people import services
from people.enums import InvolvementKind, Restriction
from people.models import AccessLog, Person
from tests.people.merging import merge, open_to_manager
from tests.personas import Personas

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]


def _member(personas: Personas, child: Person, forename: str, *, opened: bool = True) -> Person:
    person = services.create_person(
        by=personas.system, forename=forename, surname="Demokin", born_on=date(1985, 5, 1), sex="F"
    )
    if opened:
        services.involve(
            person=person, kind=InvolvementKind.CO_WORKER, user=personas.social_worker, by=personas.system
        )
    home = child.household_memberships.first()
    services.set_household(
        people=[child, person], by=personas.system, confirmed=True, household=home.household if home else None
    )
    return person


def _page(client: Client, child: Person, **asked: str) -> str:
    answer = client.get(reverse("household_timeline", args=[child.public_id]), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def _seen(personas: Personas, person: Person, days: int) -> None:
    services.record_sighting(
        person=person, seen_at=clock.now() - timedelta(days=days), seen_by=personas.social_worker, alone=True,
        by=personas.system,
    )  # fmt: skip


def test_children_and_adults_have_a_lane_each(personas: Personas, child: Person, as_user: As) -> None:
    mother = _member(personas, child, "Mona")
    _seen(personas, child, 10)
    services.move_to(person=mother, by=personas.system, lines="9 Demo Row", starts_on=clock.today())
    page = _page(as_user(personas.social_worker), child)
    drawing = page.split("</svg>")[0]
    assert child.full_name in drawing and "Mona Demokin" in drawing
    assert "Seen alone" in drawing and "Moved: home" in drawing
    assert "Child in need" in drawing
    assert "9 Demo Row" in page  # the list says the rest


def test_a_closed_record_leaves_no_lane(personas: Personas, child: Person, as_user: As) -> None:
    _member(personas, child, "Ottilie", opened=False)
    hidden = _member(personas, child, "Hedda")
    services.restrict(person=hidden, by=personas.system, restriction=Restriction.RESTRICTED, reason="Refuge")
    page = _page(as_user(personas.social_worker), child)
    assert "Ottilie" not in page and "Hedda" not in page
    assert "1 person" in page


def test_each_lane_is_logged_as_read(personas: Personas, child: Person, as_user: As) -> None:
    mother = _member(personas, child, "Mona")
    _page(as_user(personas.social_worker), child)
    read = AccessLog.objects.filter(purpose="Timeline of the household", by=personas.social_worker)
    assert set(read.values_list("person_id", flat=True)) == {child.pk, mother.pk}


def test_a_confidential_place_takes_the_lines_off_every_move(
    personas: Personas, child: Person, as_user: As
) -> None:
    mother = _member(personas, child, "Mona")
    services.move_to(person=mother, by=personas.system, lines="9 Demo Row", starts_on=clock.today())
    services.add_safe_address(
        person=mother, by=personas.system, lines="Demo Refuge", reason="Violence at home"
    )
    page = _page(as_user(personas.social_worker), child)
    assert "9 Demo Row" not in page and "Demo Refuge" not in page


def test_narrowed_to_a_kind_and_to_days(personas: Personas, child: Person, as_user: As) -> None:
    _seen(personas, child, 10)
    client = as_user(personas.social_worker)
    assert "Seen alone" in _page(client, child, kinds="VISIT")
    assert "Seen alone" not in _page(client, child, kinds="MOVE")
    until = (clock.today() - timedelta(days=20)).isoformat()
    assert "Seen alone" not in _page(client, child, last=until)


def test_a_merged_persons_rows_stand_in_one_lane(personas: Personas, child: Person, as_user: As) -> None:
    double = services.create_person(by=personas.system, forename="Adah", surname="Demochild")
    for each in (child, double):
        open_to_manager(personas, each)
    _seen(personas, double, 5)
    client = as_user(personas.social_worker)
    assert "Seen alone" not in _page(client, child)
    merge(personas, child, double)
    page = _page(client, child)
    assert "Seen alone" in page and "1 person" in page


def test_at_card_level_there_is_nothing_here(personas: Personas, child: Person, as_user: As) -> None:
    answer = as_user(personas.duty).get(reverse("household_timeline", args=[child.public_id]))
    assert answer.status_code == 404


def test_six_lanes_cost_as_many_questions_as_two(personas: Personas, child: Person, as_user: As) -> None:
    client = as_user(personas.social_worker)
    _member(personas, child, "Mona")
    _page(client, child)
    with CaptureQueriesContext(connection) as few:
        _page(client, child)
    for number in range(4):
        _seen(personas, _member(personas, child, f"Sib{number}"), number)
    with CaptureQueriesContext(connection) as many:
        _page(client, child)
    assert len(many) <= len(few)


def test_marks_that_would_cover_each_other_become_one_with_a_number() -> None:
    person = Person(pk=1, forename="Ada", surname="Demochild")
    on = date(2026, 3, 3)
    marks = [Mark(1, Kind.VISIT, clock.at_local(on, hour), f"Seen {hour}") for hour in (9, 15)]
    marks.append(Mark(1, Kind.MISSING, clock.at_local(on, 20), "Missing"))
    span = Span(1, "Child in need", date(2025, 1, 1), None)
    drawn = charted.chart([person], marks, [span], first=date(2026, 1, 1), last=date(2026, 12, 31))
    assert sorted(spot.count for spot in drawn.lanes[0].spots) == [1, 2]
    (bar,) = drawn.lanes[0].bars
    assert (bar.x, bar.x + bar.width) == (charted.LEFT, charted.LEFT + charted.SPREAD)
    assert len(drawn.ticks) == 12
