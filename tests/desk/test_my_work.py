"""The first page of everybody."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Draft, Team, User
from accounts.services import record_absence, save_draft
from core import clock
from deadlines.models import Clock
from deadlines.services import start_clock, sweep_deadlines
from outbox.models import Notice
from people import services
from people.enums import InvolvementKind, Restriction
from people.models import Person
from tests.personas import Personas

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]


def overdue(person: Person, owner: User, by: User, *, code: str = "CINVIS") -> None:
    start_clock(
        code=code,
        subject=person,
        person=person,
        owner=owner,
        by=by,
        triggered_at=clock.now() - timedelta(days=90),
        reference="CS-26-00001",
        path="/cases/",
    )


def page(client: Client) -> str:
    answer = client.get(reverse("my_work"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_opens_for_every_role_and_says_what_would_appear(personas: Personas, as_user: As) -> None:
    for name, user in personas.everyone():
        assert "Nothing is due today" in page(as_user(user)), name


def test_what_is_due_stands_under_its_family(personas: Personas, child: Person, as_user: As) -> None:
    sibling = services.create_person(by=personas.system, forename="Ben", surname="Demochild")
    team = Team.objects.get(name="Family Support North")
    services.involve(person=sibling, kind=InvolvementKind.TEAM_AROUND, team=team, by=personas.system)
    services.set_household(people=[child, sibling], by=personas.system, confirmed=True)
    for person in (child, sibling):
        overdue(person, personas.social_worker, personas.system)
    found = page(as_user(personas.social_worker))
    assert "working days over" in found
    assert found.count('class="app-family"') == 1
    assert "Ada Demochild" in found
    assert "Ben Demochild" in found
    assert "Nothing is due today" in page(as_user(personas.social_worker_colleague))


def test_a_colleague_who_covers_sees_what_is_due(personas: Personas, child: Person, as_user: As) -> None:
    overdue(child, personas.social_worker, personas.system)
    record_absence(
        user=personas.social_worker,
        kind="LEAVE",
        starts_on=clock.today(),
        by=personas.social_worker,
        cover=personas.social_worker_colleague,
    )
    assert "covering for Demo Social Worker" in page(as_user(personas.social_worker_colleague))


def test_of_one_limit_the_newest_word_comes_back_by_its_name(
    personas: Personas, child: Person, as_user: As
) -> None:
    overdue(child, personas.social_worker, personas.system)
    limit = Clock.objects.get()
    sweep_deadlines(at=limit.warn_at)
    sweep_deadlines(at=limit.due_at + timedelta(minutes=1))
    sweep_deadlines()
    assert Notice.objects.filter(to=personas.social_worker).count() == 2
    found = page(as_user(personas.social_worker)).split('id="back"')[1].split("</section>")[0]
    assert found.count("CS-26-00001, ") == 2  # once to read, once for a screen reader
    assert f"{limit.rule.name}: " in found and "over" in found
    assert "Ada Demochild" not in found


def test_a_person_who_was_hidden_leaves_no_line(personas: Personas, child: Person, as_user: As) -> None:
    overdue(child, personas.social_worker, personas.system)
    services.restrict(
        person=child, by=personas.system, restriction=Restriction.RESTRICTED, reason="staff family"
    )
    found = page(as_user(personas.social_worker))
    assert "Demochild" not in found
    assert "Nothing is due today" in found


def test_my_people_with_last_seen_and_next_due(personas: Personas, child: Person, as_user: As) -> None:
    services.record_sighting(
        person=child, seen_at=clock.now(), seen_by=personas.social_worker, alone=False, by=personas.system
    )
    found = page(as_user(personas.social_worker))
    assert "My people (1)" in found
    assert "not alone" in found


def test_drafts_are_their_owners_and_can_be_binned(personas: Personas, as_user: As) -> None:
    row = save_draft(
        user=personas.referrer, form="new-concern", content={"what": "x"}, subject="a", label="Bruise"
    )
    assert "Bruise" in page(as_user(personas.referrer))
    assert "Bruise" not in page(as_user(personas.referrer_colleague))
    address = reverse("draft_bin", args=[row.public_id])
    assert as_user(personas.referrer_colleague).post(address).status_code == 404
    as_user(personas.referrer).post(address)
    assert Draft.objects.get(pk=row.pk).binned_at is not None
    assert "Bruise" not in page(as_user(personas.referrer))


def test_twenty_lines_cost_no_more_queries_than_one(personas: Personas, child: Person, as_user: As) -> None:
    client = as_user(personas.social_worker)
    overdue(child, personas.social_worker, personas.system)
    page(client)
    with CaptureQueriesContext(connection) as one:
        page(client)
    for number in range(20):
        other = services.create_person(by=personas.system, forename=f"Kid{number}", surname="Demochild")
        services.involve(
            person=other, kind=InvolvementKind.ALLOCATED, user=personas.social_worker, by=personas.system
        )
        overdue(other, personas.social_worker, personas.system)
    with CaptureQueriesContext(connection) as many:
        page(client)
    assert len(many) == len(one)
