"""A strategy discussion: in time, quorate or with a reason, every child decided, an enquiry where met."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from assessments.models import Section47, StrategyDiscussion
from assessments.ports import section_47_started
from assessments.strategy import selectors, services
from assessments.strategy.services import Action, Attendee, ChildDecision, Information
from core import clock
from core.errors import DomainError, NotFound, NotPermitted, WrongState
from core.history import acting
from deadlines.models import Clock
from outbox.models import Notice
from people import services as people
from people.enums import InvolvementKind
from people.models import Person
from tests.assessments.people import child, north
from tests.personas import Personas

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def above(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """The apps above are heard, not run."""
    heard: list[Any] = []
    monkeypatch.setattr(section_47_started, "answers", [lambda **said: heard.append(said["section_47"])])
    yield heard


@pytest.fixture
def ada(personas: Personas) -> Person:
    person = child(personas)
    people.involve(person=person, kind=InvolvementKind.TEAM_AROUND, team=north(), by=personas.system)
    return person


def called(personas: Personas, *people_: Person, seen: datetime | None = None) -> StrategyDiscussion:
    return services.convene(
        people=list(people_),
        by=personas.social_worker,
        threshold_seen_at=seen or clock.now() - timedelta(minutes=30),
        invited=[personas.police, personas.health_visitor],
        team=north(),
    )


def quorum(personas: Personas) -> list[Attendee]:
    return [
        Attendee("SOCIAL_CARE", user=personas.social_worker),
        Attendee("POLICE", user=personas.police),
        Attendee("HEALTH", user=personas.health_visitor),
    ]


def held(personas: Personas, row: StrategyDiscussion, **more: Any) -> StrategyDiscussion:
    decisions = {
        item.person: ChildDecision(met=True, reason="Unexplained bruise", categories=("PHY",))
        for item in row.children.all()
    }
    said: dict[str, Any] = {
        "by": personas.social_worker,
        "held_at": clock.now(),
        "attendees": quorum(personas),
        "decisions": decisions,
        "inquiry": "JOINT",
        "medical": "NEEDED",
    }
    return services.record(discussion=row, **(said | more))


def test_whoever_is_invited_is_told_and_reads_and_nobody_else(personas: Personas, ada: Person) -> None:
    row = called(personas, ada)
    assert row.reference.startswith("SD-")
    assert Notice.objects.filter(kind="assessments.strategy_invited").count() == 2
    for name, sees in (
        ("police", True), ("health_visitor", True), ("social_worker", True), ("team_manager", True),
        ("camhs_nurse", False), ("social_worker_other", False), ("referrer", False),
        ("business_support", False),
    ):  # fmt: skip
        assert StrategyDiscussion.objects.visible_to(getattr(personas, name)).exists() == sees, name
    people.restrict(person=ada, by=personas.system, restriction="RESTRICTED", reason="staff family")
    assert not StrategyDiscussion.objects.visible_to(personas.police).exists()


def test_the_clocks_of_an_enquiry_count_from_the_discussion_that_began_it(
    personas: Personas, monkeypatch: pytest.MonkeyPatch, ada: Person
) -> None:
    # domain.md F01: strategy Mon 11 May 2026, conference due Tue 2 June.
    at = datetime(2026, 5, 11, 14, tzinfo=clock.LOCAL)
    row = called(personas, ada, seen=at - timedelta(hours=1))
    held(personas, row, held_at=at)
    enquiry = Section47.objects.get()
    clocks = {item.code: item for item in Clock.objects.of_subject(enquiry)}
    assert clocks["ICPC"].due_on == date(2026, 6, 2)
    assert clocks["S47-SEEN"].due_at == at + timedelta(hours=24)
    assert Clock.objects.of_subject(row).get(code="STRAT").stopped_at == at
    # A second discussion while the enquiry runs begins no other, and moves nothing.
    again = called(personas, ada, seen=at + timedelta(days=1))
    held(personas, again, held_at=at + timedelta(days=1, hours=1))
    assert Section47.objects.get() == enquiry
    assert Clock.objects.filter(code="ICPC").count() == 1


def test_each_child_is_decided_by_itself(personas: Personas, ada: Person, above: list[Any]) -> None:
    ben = child(personas, "Ben")
    row = called(personas, ada, ben)
    met = ChildDecision(met=True, reason="Bruise")
    with pytest.raises(DomainError, match="Ben"):
        held(personas, row, decisions={ada: met})
    with pytest.raises(DomainError, match="why"):
        held(personas, row, decisions={ada: met, ben: ChildDecision(met=False, reason=" ")})
    with pytest.raises(WrongState):
        held(personas, row, decisions={ada: met, ben: met, child(personas, "Cy"): met})
    assert not Section47.objects.exists()
    held(personas, row, decisions={ada: met, ben: ChildDecision(met=False, reason="Seen and well")})
    assert [enquiry.person for enquiry in Section47.objects.all()] == [ada]
    assert above == [Section47.objects.get()]
    assert Notice.objects.filter(to=personas.team_manager, kind="assessments.section_47_started").exists()


def test_who_enquires_and_the_medical_are_decided_with_section_47(personas: Personas, ada: Person) -> None:
    row = called(personas, ada)
    for said, field in (
        ({"inquiry": ""}, "inquiry"),
        ({"medical": ""}, "medical"),
        ({"medical": "NOT_NEEDED"}, "medical_note"),
        ({"medical": "ARRANGED", "medical_note": "  "}, "medical_note"),
        ({"medical": "UNDECIDED"}, "medical_note"),
    ):
        with pytest.raises(DomainError) as refused:
            held(personas, row, **said)
        assert refused.value.field == field, said
    assert not Section47.objects.exists()
    held(
        personas, row, inquiry="SINGLE_SC", medical="ARRANGED",
        medical_note="Children's ward, 16:00, her mother consents",
    )  # fmt: skip
    assert Section47.objects.count() == 1
    # Where nobody's threshold is met there is nothing to enquire into.
    ben = child(personas, "Ben")
    people.involve(person=ben, kind=InvolvementKind.TEAM_AROUND, team=north(), by=personas.system)
    not_met = {ben: ChildDecision(met=False, reason="Seen and well")}
    held(personas, called(personas, ben), decisions=not_met, inquiry="", medical="")
    assert Section47.objects.count() == 1


def test_brothers_and_sisters_are_decided_with_the_child_as_far_as_the_recorder_may_know_them(
    personas: Personas, ada: Person
) -> None:
    ben, cy, grown = (
        child(personas, "Ben"),
        child(personas, "Cy"),
        child(personas, "Dee", born_on=date(2001, 1, 1)),
    )
    people.set_household(people=[ada, ben, cy, grown], by=personas.system, confirmed=True)
    people.involve(person=ben, kind=InvolvementKind.TEAM_AROUND, team=north(), by=personas.system)
    people.restrict(person=cy, by=personas.system, restriction="RESTRICTED", reason="staff family")
    row = called(personas, ada)
    assert selectors.others_of(row, reader=personas.social_worker) == [ben]
    with pytest.raises(DomainError, match="Ben Demochild too"):
        held(personas, row)
    not_met = ChildDecision(met=False, reason="At his father's since May, seen today")
    held(personas, row, decisions={ada: ChildDecision(met=True, reason="Bruise"), ben: not_met})
    assert list(row.children.order_by("pk").values_list("person__forename", "section_47_met")) == [
        ("Ada", True), ("Ben", False),
    ]  # fmt: skip


def test_without_police_or_health_a_reason_is_needed(personas: Personas, ada: Person) -> None:
    row = called(personas, ada)
    alone = [
        Attendee("SOCIAL_CARE", user=personas.social_worker),
        Attendee("POLICE", "APOLOGIES", name="Demo Officer"),
    ]
    with pytest.raises(DomainError, match="police and health"):
        held(personas, row, attendees=alone)
    held(personas, row, attendees=alone, quorum_reason="03:00, no answer; child in danger")
    assert row.quorum_reason


def test_later_than_the_limit_only_with_a_managers_reason(personas: Personas, ada: Person) -> None:
    row = called(personas, ada, seen=clock.now() - timedelta(days=6))
    with pytest.raises(DomainError, match="say why"):
        held(personas, row)
    with pytest.raises(DomainError, match="manager"):
        held(personas, row, late_reason="Police could not come")
    held(personas, row, by=personas.team_manager, late_reason="Police could not come")
    assert Clock.objects.of_subject(row).get(code="STRAT").late_reason == "Police could not come"


def test_a_delay_agreed_beforehand_reaches_three_working_days_at_most(
    personas: Personas, ada: Person
) -> None:
    row = called(personas, ada)
    with pytest.raises(NotPermitted):
        services.agree_delay(
            discussion=row, by=personas.social_worker, until=clock.today() + timedelta(days=2), reason="x"
        )
    with pytest.raises(DomainError, match="Three working days"):
        services.agree_delay(
            discussion=row, by=personas.team_manager, until=clock.today() + timedelta(days=20), reason="Leave"
        )
    longest = Clock.objects.filter(code="STRAT-MAX")
    assert not longest.exists()
    limit = Clock.objects.of_subject(row).get(code="STRAT").due_on
    services.agree_delay(
        discussion=row,
        by=personas.team_manager,
        until=limit + timedelta(days=1),
        reason="Paediatrician tomorrow",
    )
    assert Clock.objects.of_subject(row).get(code="STRAT").agreed_until is not None


def test_police_information_is_minuted_as_shared_and_read_by_few(personas: Personas, ada: Person) -> None:
    row = called(personas, ada)
    held(
        personas,
        row,
        information=[
            Information("HEALTH", "Missed appointments"),
            Information("POLICE", "Live enquiry", "POLICE_RESTRICTED"),
            Information("VOLUNTARY", "Refuge in ...", "SAFE_ADDRESS"),
        ],
        actions=[Action("See the child", "Demo Social Worker", clock.today())],
    )
    told = selectors.told_at(row, reader=personas.social_worker_colleague)
    assert [item.text for item in told.shared] == ["Missed appointments", "Refuge in ..."]
    assert told.police_withheld
    assert "Live enquiry" in [
        item.text for item in selectors.told_at(row, reader=personas.team_manager).shared
    ]
    nurse = selectors.told_at(row, reader=personas.health_visitor)
    assert [item.text for item in nurse.shared] == ["Missed appointments"]


def test_who_may_convene_and_record(personas: Personas, ada: Person) -> None:
    for name in ("referrer", "health_visitor", "lead_professional", "chair", "auditor"):
        with pytest.raises(NotPermitted):
            services.convene(people=[ada], by=getattr(personas, name), threshold_seen_at=clock.now())
    row = called(personas, ada)
    with pytest.raises(NotPermitted):
        held(personas, row, by=personas.health_visitor)
    with pytest.raises(NotFound):
        held(personas, row, by=personas.social_worker_other)
    held(personas, row, by=personas.police)
    with pytest.raises(WrongState):
        held(personas, row)


def test_not_held_needs_a_reason_and_stops_waiting(personas: Personas, ada: Person) -> None:
    row = called(personas, ada)
    with pytest.raises(WrongState):
        services.cancel(discussion=row, by=personas.social_worker, reason="")
    services.cancel(discussion=row, by=personas.social_worker, reason="Called twice")
    assert not Clock.objects.of_subject(row).running().exists()


def test_the_database_holds_one_open_enquiry_a_person(personas: Personas, ada: Person) -> None:
    row = held(personas, called(personas, ada))
    with pytest.raises(IntegrityError), transaction.atomic(), acting(by="SYSTEM"):
        Section47.objects.create(
            person=ada,
            discussion=row,
            started_at=clock.now(),
            recorded_at=clock.now(),
            recorded_by=personas.system,
        )


def test_sent_twice_is_recorded_once(personas: Personas, ada: Person) -> None:
    row = called(personas, ada)
    key = "0f6c1c1e-5b4c-4e0e-8f55-6a8e6a0e4d11"
    for _ in range(2):
        held(personas, row, key=key)
    assert Section47.objects.count() == 1
    assert row.attendees.count() == 3
