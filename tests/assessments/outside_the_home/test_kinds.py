# ruff: noqa: F811 (fixtures are imported by name)
"""Missing children, private fostering, exploitation: their limits and who reads what."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from assessments.exploitation import selectors as exploited
from assessments.exploitation import services as exploitation
from assessments.missing import services as missing
from assessments.models import Exploitation, MissingEpisode, PoliceIntelligence, PrivateFostering
from assessments.private_fostering import services as fostering
from core import clock
from core.errors import DomainError, NotFound, NotPermitted, WrongState
from deadlines.models import Clock
from people.enums import InvolvementKind
from people.models import Person
from people.services import create_person, involve
from tests.casework.intake.test_decide_contact import decide
from tests.personas import Personas
from tests.referrals.conftest import Log, log, ready  # noqa: F401 (fixtures)

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(personas: Personas) -> Person:
    return known(personas, "Demofound")


def known(personas: Personas, surname: str) -> Person:
    person = create_person(
        by=personas.system, forename="Demo", surname=surname, born_on=clock.today() - timedelta(days=14 * 365)
    )
    for user in (personas.social_worker, personas.team_manager, personas.chair):
        involve(
            person=person, kind=InvolvementKind.CO_WORKER, user=user, by=personas.system,
            at=clock.at_local(date(2026, 1, 5)),
        )  # fmt: skip
    return person


def at(monkeypatch: pytest.MonkeyPatch, day: date, hour: int, minute: int = 0) -> datetime:
    moment = clock.at_local(day, hour) + timedelta(minutes=minute)
    monkeypatch.setattr(clock, "now", lambda: moment)
    return moment


def running(row: Any) -> dict[str, Clock]:
    return {each.code: each for each in Clock.objects.of_subject(row).running()}


def test_72_hours_run_through_a_bank_holiday(
    child: Person, personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = personas.social_worker
    left = at(monkeypatch, date(2026, 8, 27), 20)
    row = missing.report_missing(person=child, by=by, missing_from=left, circumstances="Left the placement")
    assert set(running(row)) == {"MISS-24"}
    with pytest.raises(WrongState, match=row.reference):
        missing.report_missing(person=child, by=by, missing_from=left)
    back = at(monkeypatch, date(2026, 8, 29), 22, 15)
    row = missing.record_return(episode=row, by=by, returned_at=back, found_where="A flat in Stretford")
    owed = running(row)
    assert clock.to_local(owed["MISS-RHI"].due_at).strftime("%a %d %H:%M") == "Tue 01 22:15"
    # More than a day away: a meeting too.
    assert set(owed) == {"MISS-RHI", "MISS-STR"}
    at(monkeypatch, date(2026, 8, 31), 10)
    with pytest.raises(DomainError, match="what the child said"):
        missing.record_interview(
            episode=row, by=by, interview="HELD", interviewed_at=clock.now(), interviewer="Demo Listener"
        )
    row = missing.record_interview(
        episode=row,
        by=by,
        interview="REFUSED",
        interviewed_at=clock.now(),
        interviewer="Demo Listener",
        why_not="Said no",
    )
    missing.record_meeting(
        episode=row, by=by, held_at=clock.now(), decided="Known places are looked at first"
    )
    assert not running(row)


def test_the_third_time_in_90_days_asks_for_a_meeting(
    child: Person, personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = personas.social_worker
    for day, owes in ((1, False), (40, False), (80, True)):
        left = at(monkeypatch, date(2026, 3, 1) + timedelta(days=day), 9)
        row = missing.report_missing(person=child, by=by, missing_from=left)
        assert ("MISS-STR" in running(row)) is owes
        back = at(monkeypatch, date(2026, 3, 1) + timedelta(days=day), 12)
        missing.record_return(episode=row, by=by, returned_at=back, found_where="Home")


def test_strangers_and_readers_do_not_write(child: Person, personas: Personas) -> None:
    with pytest.raises(NotFound):
        missing.report_missing(person=child, by=personas.social_worker_other, missing_from=clock.now())
    with pytest.raises(NotPermitted):
        missing.report_missing(person=child, by=personas.chair, missing_from=clock.now())
    row = missing.report_missing(person=child, by=personas.social_worker, missing_from=clock.now())
    assert not MissingEpisode.objects.visible_to(personas.social_worker_other).exists()
    with pytest.raises(NotFound):
        missing.record_return(
            episode=row, by=personas.social_worker_other, returned_at=clock.now(), found_where="Home"
        )


def test_private_fostering_is_visited_in_seven_working_days_then_every_six_weeks(
    log: Log, personas: Personas
) -> None:
    contact = ready(log(), personas)
    decide(contact, personas.front_door_manager, ["PRIVATE_FOSTERING"], 3)
    row = PrivateFostering.objects.get()
    by = personas.social_worker
    involve(person=row.person, kind=InvolvementKind.ALLOCATED, user=by, by=personas.system)
    first = running(row)["PF-V1"]
    assert first.triggered_at.date() == clock.to_local(contact.received_at).date()
    with pytest.raises(DomainError, match="See the child"):
        fostering.judge(arrangement=row, by=by, suitability="SUITABLE", reason="Warm home")
    seen = {"seen_at": clock.now(), "report": "Own room, goes to school", "seen_alone": False}
    with pytest.raises(DomainError, match="alone"):
        fostering.record_visit(arrangement=row, by=by, child_seen=True, **seen)  # type: ignore[arg-type]
    fostering.record_visit(
        arrangement=row,
        by=by,
        child_seen=False,
        not_alone_reason="Nobody at home",
        **seen,  # type: ignore[arg-type]
    )
    assert set(running(row)) == {"PF-V1"}
    fostering.record_visit(
        arrangement=row,
        by=by,
        child_seen=True,
        **(seen | {"seen_alone": True}),  # type: ignore[arg-type]
    )
    again = running(row)
    assert set(again) == {"PF-VN"} and again["PF-VN"].due_on == clock.today() + timedelta(weeks=6)
    assert row.person.sightings.filter(alone=True).exists()
    fostering.judge(arrangement=row, by=by, suitability="SUITABLE", reason="Warm home")
    fostering.end_arrangement(arrangement=row, by=by, ended_on=clock.today(), reason="Back with her mother")
    assert not running(row)
    with pytest.raises(WrongState):
        fostering.save_arrangement(arrangement=row, by=by, carer="Demo Aunt")


def noticed(person: Person, personas: Personas) -> Exploitation:
    return exploitation.notice(
        person=person,
        by=personas.social_worker,
        kinds=["CCE", "GANG"],
        level="MODERATE",
        signs="Two phones, new shoes",
    )


def test_children_linked_to_one_place_show_to_those_who_may_open_both(
    child: Person, personas: Personas
) -> None:
    other = known(personas, "Demoother")
    stranger = create_person(by=personas.system, forename="Demo", surname="Demoapart", born_on=child.born_on)
    involve(
        person=stranger, kind=InvolvementKind.ALLOCATED, user=personas.social_worker_other, by=personas.system
    )
    rows = [noticed(person, personas) for person in (child, other)]
    rows.append(
        exploitation.notice(
            person=stranger,
            by=personas.social_worker_other,
            kinds=["CCE"],
            level="EMERGING",
            signs="Same park",
        )
    )
    for row, by, name in zip(
        rows,
        (personas.social_worker, personas.social_worker, personas.social_worker_other),
        ("Demo  Park", "demo park", "DEMO PARK"),
        strict=True,
    ):
        exploitation.link(exploitation=row, by=by, kind="PLACE", name=name)
    (seen,) = exploited.links_of(rows[0], reader=personas.social_worker)
    assert seen.name == "Demo Park" and seen.others == (other,)


def test_police_intelligence_leaves_no_trace_for_those_without_the_right(
    client: Client, child: Person, personas: Personas
) -> None:
    row = noticed(child, personas)
    path = f"/exploitation/{row.public_id}/"
    client.force_login(personas.social_worker)
    before = client.get(path).content
    exploitation.add_intelligence(
        exploitation=row, by=personas.team_manager, text="Runner for the Demo Line", police_reference="INT 1"
    )
    after = client.get(path).content
    assert b"Runner" not in after and b"ntelligence" not in after and len(before) == len(after)
    with pytest.raises(NotPermitted):
        exploitation.add_intelligence(exploitation=row, by=personas.social_worker, text="I heard")
    assert client.get(f"{path}intelligence/").status_code == 403
    assert not PoliceIntelligence.objects.visible_to(personas.social_worker).exists()
    client.force_login(personas.team_manager)
    assert b"Runner for the Demo Line" in client.get(path).content


def test_the_pages_carry_a_missing_child_home(client: Client, child: Person, personas: Personas) -> None:
    client.force_login(personas.social_worker)
    now = clock.to_local(clock.now())
    said = {
        "kind": "MISSING",
        "missing_from": (now - timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M"),
        "circumstances": "Gone",
    }
    sent = client.post(f"/people/{child.public_id}/missing/", said)
    row = MissingEpisode.objects.get()
    path = f"/missing/{row.public_id}/"
    assert sent.headers["Location"] == path
    client.post(
        f"{path}back/",
        {"returned_at": now.strftime("%Y-%m-%dT%H:%M"), "found_where": "Station", "version": "1"},
    )
    client.post(f"{path}interview/", {
        "interview": "HELD", "interviewed_at": now.strftime("%Y-%m-%dT%H:%M"), "interviewer": "Demo Listener",
        "told": "I was cold", "push_and_pull": "A row at home", "version": "2",
    })  # fmt: skip
    page = client.get(path).content.decode()
    assert "I was cold" in page and "Found or back" in page
    assert path in client.get(f"/people/{child.public_id}/assessments/").content.decode()


def test_they_begin_from_the_concern_that_told_of_them(
    client: Client, log: Log, personas: Personas, child: Person
) -> None:
    contact = log()
    contact.people.update(person=child)
    involve(person=child, kind=InvolvementKind.DUTY, user=personas.duty, by=personas.system)
    client.force_login(personas.duty)
    triage = client.get(contact.path).content.decode()
    assert f"/people/{child.public_id}/missing/?concern={contact.public_id}" in triage
    left = clock.to_local(clock.now() - timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    sent = {"missing_from": left, "kind": "MISSING", "circumstances": "Did not come home"}
    page = f"/people/{child.public_id}/missing/?concern={contact.public_id}"
    assert client.post(page, sent).status_code == 302
    assert MissingEpisode.objects.get().contact == contact
    other = log(people=[{"role": "CHILD", "forename": "Cy", "surname": "Demoother"}])
    for wrong in (str(other.public_id), "x"):
        assert client.get(f"/people/{child.public_id}/exploitation/?concern={wrong}").status_code == 404
    noticed = {"kinds": ["CSE"], "level": "SIGNIFICANT", "signs": "Gifts nobody gave"}
    client.post(f"/people/{child.public_id}/exploitation/?concern={contact.public_id}", noticed)
    assert Exploitation.objects.get().contact == contact


def test_missing_and_exploitation_are_of_children_alone(client: Client, personas: Personas) -> None:
    grown = create_person(
        by=personas.system,
        forename="Demo",
        surname="Demogrown",
        born_on=clock.today() - timedelta(days=19 * 366),
    )
    by = personas.social_worker
    involve(person=grown, kind=InvolvementKind.ALLOCATED, user=by, by=personas.system)
    with pytest.raises(WrongState, match="children alone"):
        missing.report_missing(person=grown, by=by, missing_from=clock.now())
    with pytest.raises(WrongState, match="children alone"):
        exploitation.notice(person=grown, by=by, kinds=["CSE"], level="SIGNIFICANT", signs="Gifts")
    client.force_login(by)
    assert (
        "Record that this child is missing"
        not in client.get(f"/people/{grown.public_id}/assessments/").content.decode()
    )
    assert client.get(f"/people/{grown.public_id}/missing/").status_code == 409


def test_private_fostering_is_of_children_under_16_or_disabled_ones(log: Log, personas: Personas) -> None:
    contact = ready(log(), personas)
    person = contact.people.get().person
    assert person is not None
    Person.objects.filter(pk=person.pk).update(
        born_on=clock.today() - timedelta(days=17 * 366), birth_certainty="EXACT"
    )
    with pytest.raises(DomainError, match="under 16"):
        fostering.open_after_decision(
            person=person, contact=contact, by=personas.front_door_manager, team=None
        )
    Person.objects.filter(pk=person.pk).update(disabilities=["MOB"])
    row = fostering.open_after_decision(
        person=person, contact=contact, by=personas.front_door_manager, team=None
    )
    assert running(row)["PF-V1"].triggered_at.date() == clock.to_local(contact.received_at).date()
