"""Restrictions and warnings are looked at again: somebody is told before their day and at it, and the next day is set."""

from datetime import timedelta

import pytest

from core import clock
from deadlines.models import Clock
from deadlines.selectors import clocks
from deadlines.services import sweep_deadlines
from outbox.models import Notice
from people import services as people
from people.enums import InvolvementKind
from people.models import Person, RestrictionOrder, SafetyWarning
from tests.personas import Personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(personas: Personas) -> Person:
    return people.create_person(by=personas.system, forename="Ada", surname="Demochild")


def test_a_restriction_is_looked_at_again_by_its_day_and_only_its_director_is_told(
    personas: Personas, person: Person
) -> None:
    people.restrict(person=person, by=personas.director, restriction="RESTRICTED", reason="Staff family")
    order = RestrictionOrder.objects.get()
    (row,) = Clock.objects.of_subject(order).running()
    assert (row.code, row.due_on, row.owner) == ("RESTR-REV", order.review_on, personas.director)
    assert row.is_confidential and row.person is None
    for name in ("team_manager", "social_worker", "front_door_manager", "data_protection"):
        assert not clocks(getattr(personas, name)).filter(pk=row.pk).exists(), name
    sweep_deadlines(at=row.warn_at)
    sweep_deadlines(at=row.due_at + timedelta(minutes=1))
    told = Notice.objects.filter(kind__startswith="deadlines.")
    assert [(notice.to, notice.kind) for notice in told.order_by("pk")] == [
        (personas.director, "deadlines.warned"), (personas.director, "deadlines.overdue"),
    ]  # fmt: skip
    assert str(person) not in "".join(notice.reference + notice.path for notice in told)

    # Looked at again it stands for another six months; lifted, nothing waits any more.
    people.restrict(
        person=person, by=personas.director, restriction="RESTRICTED", reason="Still at the trust"
    )
    assert Clock.objects.running().filter(code="RESTR-REV").count() == 1
    row.refresh_from_db()
    assert row.stopped_at is not None
    people.restrict(person=person, by=personas.director, restriction="NONE", reason="Left the trust")
    assert not Clock.objects.running().filter(code="RESTR-REV").exists()


def test_a_warning_is_the_lead_workers_to_look_at_again(personas: Personas, person: Person) -> None:
    people.involve(
        person=person, kind=InvolvementKind.ALLOCATED, user=personas.social_worker, by=personas.system
    )
    day = clock.today() + timedelta(days=100)
    people.warn_staff(person=person, by=personas.duty, what="A dog that bites", review_on=day)
    warning = SafetyWarning.objects.get()
    (row,) = Clock.objects.of_subject(warning).running()
    assert (row.code, row.due_on, row.owner, row.person) == ("WARN-REV", day, personas.social_worker, person)
    later = clock.today() + timedelta(days=150)
    people.review_warning(warning=warning, by=personas.social_worker, still_holds=True, review_on=later)
    (again,) = Clock.objects.of_subject(warning).running()
    assert again.due_on == later
    sweep_deadlines(at=again.due_at + timedelta(minutes=1))
    told = Notice.objects.filter(kind="deadlines.overdue")
    assert {notice.to for notice in told} >= {personas.social_worker}
    assert told[0].path == f"/people/{person.public_id}/warnings/{warning.public_id}/"
    people.review_warning(
        warning=warning, by=personas.social_worker, still_holds=False, reason="The dog has gone"
    )
    assert not Clock.objects.of_subject(warning).running().exists()


def test_a_warning_goes_to_whoever_takes_over(personas: Personas, person: Person) -> None:
    first = people.involve(
        person=person, kind=InvolvementKind.ALLOCATED, user=personas.social_worker, by=personas.system
    )
    day = clock.today() + timedelta(days=100)
    people.warn_staff(person=person, by=personas.duty, what="A dog that bites", review_on=day)
    (row,) = Clock.objects.running().filter(code="WARN-REV")
    assert row.owner == personas.social_worker
    people.end_involvement(involvement=first, by=personas.team_manager, reason="Moves on")
    people.involve(
        person=person,
        kind=InvolvementKind.ALLOCATED,
        user=personas.social_worker_other,
        by=personas.team_manager,
    )
    row.refresh_from_db()
    assert (row.owner, row.stopped_at, row.due_on) == (personas.social_worker_other, None, day)


def test_without_a_lead_it_is_whoever_recorded_it_never_one_tied_to_the_person(
    personas: Personas, person: Person
) -> None:
    people.involve(
        person=person, kind=InvolvementKind.ALLOCATED, user=personas.social_worker, by=personas.system
    )
    people.link_staff(user=personas.social_worker, person=person, kind="FAMILY", by=personas.data_protection)
    day = clock.today() + timedelta(days=30)
    people.warn_staff(person=person, by=personas.duty, what="Threats", review_on=day)
    assert Clock.objects.get(code="WARN-REV").owner == personas.duty
