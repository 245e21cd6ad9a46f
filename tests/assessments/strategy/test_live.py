"""The discussion as it happens: one writes, others join and read it at once, markings kept, then each child decided."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from accounts.services import add_protection_member
from assessments.models import Section47, StrategyAttendee
from assessments.ports import section_47_started
from assessments.strategy import selectors, services
from assessments.strategy.services import ChildDecision
from casework.intake.selectors import call_list
from core import clock
from core.errors import NotFound, NotPermitted, WrongState
from localities.services import commence_protection_teams
from people import services as people
from people.enums import InvolvementKind
from people.models import Person
from referrals.contacts.selectors import people_of
from tests.assessments.people import child, north
from tests.assessments.strategy.test_discuss import called, held, quorum
from tests.personas import Personas
from tests.referrals.conftest import Log, log  # noqa: F401 (fixture)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def above(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(section_47_started, "answers", [])
    yield


@pytest.fixture
def children(personas: Personas) -> list[Person]:
    found = [child(personas, "Ada"), child(personas, "Ben")]
    for person in found:
        people.involve(person=person, kind=InvolvementKind.TEAM_AROUND, team=north(), by=personas.system)
    return found


def test_one_writes_and_the_others_read_it_at_once(
    personas: Personas, children: list[Person], client: Client
) -> None:
    row = called(personas, *children)
    with pytest.raises(WrongState):
        services.write_down(discussion=row, by=personas.social_worker, sector="POLICE", text="Two calls")
    services.take_pen(discussion=row, by=personas.social_worker)
    services.join(discussion=row, by=personas.health_visitor)
    with pytest.raises(NotFound):
        services.join(discussion=row, by=personas.gp)
    with pytest.raises(NotPermitted):
        services.take_pen(discussion=row, by=personas.health_visitor)
    services.write_down(
        discussion=row, by=personas.social_worker, sector="HEALTH", text="Missed the clinic twice"
    )
    services.write_down(
        discussion=row, by=personas.social_worker, sector="POLICE", text="An informant says", marking="POLICE_RESTRICTED"
    )  # fmt: skip
    services.add_action(discussion=row, by=personas.social_worker, what="Medical today", who="Paediatrician")
    client.force_login(personas.health_visitor)
    now = client.get(f"/strategy/{row.public_id}/live/now/").content.decode()
    assert (
        "Missed the clinic twice" in now and "Medical today" in now and "Not quorate: police missing" in now
    )
    assert "An informant says" not in now and 'hx-trigger="every 5s"' in now
    # The pen changes hands in sight of all; whoever had it writes no more.
    services.take_pen(discussion=row, by=personas.team_manager)
    with pytest.raises(WrongState):
        services.write_down(discussion=row, by=personas.social_worker, sector="HEALTH", text="More")
    services.join(discussion=row, by=personas.police)
    assert "Quorate" in client.get(f"/strategy/{row.public_id}/live/now/").content.decode()


def test_brothers_and_sisters_each_have_an_outcome_and_nothing_written_is_lost(
    personas: Personas, children: list[Person], client: Client
) -> None:
    row = called(personas, *children)
    client.force_login(personas.social_worker)
    room = f"/strategy/{row.public_id}/live/"
    assert client.post(f"{room}pen/").status_code == 302
    said = {"sector": "EDUCATION", "text": "Tired every Monday", "marking": "PROFESSIONALS"}
    assert client.post(f"{room}said/", said).status_code == 302
    assert client.post(f"{room}action/", {"what": "Home visit", "who": "Social worker"}).status_code == 302
    assert "Tired every Monday" in client.get(room).content.decode()
    decisions: dict[Person, Any] = {
        children[0]: ChildDecision(met=True, reason="Bruise", categories=("PHY",)),
        children[1]: ChildDecision(met=False, reason="Not hurt, not at home then"),
    }
    held(personas, row, decisions=decisions, inquiry="JOINT", medical="NEEDED", attendees=quorum(personas))
    assert [enquiry.person for enquiry in Section47.objects.all()] == [children[0]]
    told = selectors.told_at(row, reader=personas.social_worker)
    assert [item.text for item in told.shared] == ["Tired every Monday"]
    assert StrategyAttendee.objects.get(user=personas.social_worker).joined_at is not None
    assert "The discussion is over" in client.get(f"{room}now/").content.decode()
    assert client.post(f"{room}said/", said).status_code == 409


def test_the_call_list_of_a_red_names_seats_workers_and_the_referrer(
    log: Log,  # noqa: F811
    personas: Personas,
    children: list[Person],
) -> None:
    contact = log(danger_now="YES")
    row = contact.people.get()
    row.person = children[0]
    people.involve(
        person=children[0], kind=InvolvementKind.ALLOCATED, user=personas.social_worker, by=personas.system
    )
    named = people_of(contact, reader=personas.duty)
    named[0].person = children[0]
    found = {callee.user.username: callee.why for callee in call_list(contact, named, reader=personas.duty)}
    assert found["police"] == "has a seat at the front door" and "seat_health" in found
    assert found["social_worker"].startswith("works with") and found["referrer"] == "told us of it"


def test_the_child_protection_team_is_called_first_once_its_law_holds(
    log: Log,  # noqa: F811
    personas: Personas,
) -> None:
    contact, today = log(danger_now="YES"), clock.today()
    add_protection_member(
        user=personas.health_visitor, seat="HEALTH", starts_on=today, by=personas.administrator
    )
    named = people_of(contact, reader=personas.duty)
    assert personas.health_visitor not in [
        row.user for row in call_list(contact, named, reader=personas.duty)
    ]
    commence_protection_teams(
        starts_on=today, by=personas.administrator, reason="Demo (Commencement No. 9) Regulations 2027"
    )
    first = call_list(contact, named, reader=personas.duty)[0]
    assert (first.user, first.why) == (personas.health_visitor, "child protection team, health")
