# ruff: noqa: F811 (fixtures are imported by name)
"""The store of allegations: straight there, for its named list alone, under its own limits (safety q)."""

from datetime import date, timedelta

import pytest
from django.test import Client

from accounts.models import User
from core import clock
from core.errors import DomainError, NotFound, NotPermitted, WrongState
from core.history import acting
from deadlines.models import Clock
from deadlines.services import sweep_deadlines
from outbox import services as outbox
from outbox.models import Notice
from referrals.allegations import services
from referrals.allegations.models import Allegation, AllegationHolder, AllegationReading
from referrals.decisions.models import ParallelReferral
from tests.casework.intake.test_decide_contact import decide
from tests.personas import Personas
from tests.referrals.conftest import CHILD, Log, log, ready  # noqa: F401 (fixtures)

pytestmark = pytest.mark.django_db

COACH = {
    "role": "ELSEWHERE", "forename": "Demo", "surname": "Coach", "is_alleged_source": True,
    "works_with_vulnerable": "YES", "works_where": "Swimming club",
}  # fmt: skip


def opened(by: User, **more: object) -> Allegation:
    values = {"what": "Grabbed a boy by the neck", "told_by": "Demo Head", "works_with": "CHILDREN"} | more
    return services.open_allegation(by=by, **values)  # type: ignore[arg-type]


def met(row: Allegation, by: User) -> Allegation:
    return services.consider_met(allegation=row, by=by, harm_tests=["HARMED"], reason="A child was hurt")


def running(row: Allegation) -> dict[str, Clock]:
    return {each.code: each for each in Clock.objects.of_subject(row).running()}


def test_a_concern_that_accuses_a_worker_goes_straight_to_the_store(log: Log, personas: Personas) -> None:
    contact = log(people=[CHILD, COACH])
    row = Allegation.objects.visible_to(personas.lado).get()
    assert (row.contact, row.subject_name, row.employer) == (contact, "Demo Coach", "Swimming club")
    assert "Ada Demochild" in row.concerned and "Coach" not in row.concerned
    holder = AllegationHolder.objects.get(allegation=row)
    assert holder.user == personas.lado and holder.acknowledged_at is None
    considered = running(row)["LADO-CONS"]
    assert considered.owner == personas.lado and considered.is_confidential
    services.acknowledge(allegation=row, by=personas.lado)
    assert contact.holders.get().acknowledged_by == personas.lado


def test_nobody_else_learns_of_it_by_any_address(client: Client, personas: Personas) -> None:
    row = opened(personas.lado)
    known, unknown = row.path, row.path.replace(str(row.public_id), "00000000-0000-0000-0000-000000000007")
    for name, user in personas.everyone():
        if name == "lado":
            continue
        assert not Allegation.objects.visible_to(user).exists(), name
        client.force_login(user)
        for end in ("", "threshold/", "conclude/"):
            here, nowhere = client.get(known + end), client.get(unknown + end)
            assert here.status_code == 404 and here.content == nowhere.content, name
        with pytest.raises(NotFound):
            services.write_entry(allegation=row, by=user, kind="NOTE", text="Who is it?")
    client.force_login(personas.lado)
    assert client.get(known).status_code == 200
    assert AllegationReading.objects.get().by == personas.lado


def test_no_cover_and_no_manager_is_told_when_it_is_late(
    personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    personas.lado.line_manager = personas.director
    with acting(by=personas.system, reason="arranged by a test"):
        personas.lado.save(update_fields=["line_manager"])
    row = opened(personas.lado)
    later = clock.now() + timedelta(days=6)
    monkeypatch.setattr(clock, "now", lambda: later)
    sweep_deadlines(at=later)
    told = Notice.objects.filter(reference=row.reference).values_list("to__username", flat=True)
    assert set(told) == {"lado"}


def test_unanswered_it_goes_to_the_duty_director(
    log: Log, personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = clock.now()
    log(people=[CHILD, COACH])
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(minutes=16))
    outbox.sweep()
    row = Allegation.objects.get()
    assert list(row.holders.order_by("pk").values_list("user__username", flat=True)) == ["lado", "director"]
    services.acknowledge(allegation=row, by=personas.director)
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(minutes=40))
    outbox.sweep()
    assert row.holders.count() == 2
    assert running(row)["LADO-CONS"].owner == personas.director


def test_the_accused_is_never_reached_or_named(personas: Personas, log: Log) -> None:
    first, _, last = personas.lado.display_name.partition(" ")
    log(people=[CHILD, COACH | {"forename": first, "surname": last}])
    assert AllegationHolder.objects.get().user == personas.director
    row = opened(personas.lado, subject_name=personas.data_protection.display_name)
    with pytest.raises(NotPermitted):
        services.name_holder(
            allegation=row, user=personas.data_protection, by=personas.lado, reason="Knows the rules well"
        )


def test_from_threshold_to_outcome_under_its_own_limits(personas: Personas) -> None:
    by = personas.lado
    row = opened(by, employer_aware_on=clock.today(), subject_name="Demo Tutor", employer="Demo School")
    told = Clock.objects.of_subject(row).get(code="LADO")
    assert told.stopped_at == row.received_at and not told.was_late
    with pytest.raises(DomainError):
        services.consider_met(allegation=row, by=by, harm_tests=[], reason="Yes")
    row = met(row, by)
    assert set(running(row)) == {"LADO-STRAT"}
    services.record_meeting(
        allegation=row, by=by, kind="STRATEGY", held_at=clock.now(), present="Police", discussed="All of it",
        decided="Police lead", next_on=clock.today() + timedelta(days=7),
    )  # fmt: skip
    assert running(row)["LADO-REV"].due_on == clock.today() + timedelta(days=7)
    with pytest.raises(DomainError, match="who was told"):
        services.write_entry(allegation=row, by=by, kind="REGULATOR", text="Told")
    services.write_entry(allegation=row, by=by, kind="REGULATOR", who="Ofsted", text="Told of the allegation")
    with pytest.raises(DomainError, match="Barring"):
        services.conclude(allegation=row, by=by, outcome="SUBSTANTIATED", reason="Two witnesses")
    row = services.conclude(
        allegation=row, by=by, outcome="SUBSTANTIATED", reason="Two witnesses", dbs_referral="YES"
    )
    assert row.status == "CONCLUDED" and not running(row)
    with pytest.raises(WrongState):
        services.save_details(allegation=row, by=by, safeguards="None")
    row = services.reopen(allegation=row, by=by, reason="A third witness says otherwise")
    assert (row.status, row.outcome, row.concluded_at) == ("OPEN", "", None)
    assert row.entries.filter(text__contains="Substantiated").exists()
    assert set(running(row)) == {"LADO-REV"}


def test_below_the_threshold_the_employer_is_advised(personas: Personas) -> None:
    row = opened(personas.lado, employer_aware_on=date(2026, 1, 5), late_reason="The head was away")
    with pytest.raises(DomainError, match="advised"):
        services.advise(allegation=row, by=personas.lado, reason="Raised his voice", advice=" ")
    row = services.advise(
        allegation=row, by=personas.lado, reason="Raised his voice", advice="Low-level concern, head's log"
    )
    assert row.status == "ADVICE" and not running(row)


def test_a_decision_that_sends_something_to_the_officer_keeps_no_trace_of_it(
    log: Log, personas: Personas
) -> None:
    contact = ready(log(), personas)
    decide(
        contact,
        personas.front_door_manager,
        ["SINGLE_AGENCY"],
        3,
        parallel=[("LADO", "Her tutor"), ("MARAC", "")],
    )
    assert list(ParallelReferral.objects.values_list("kind", flat=True)) == ["MARAC"]
    row = Allegation.objects.visible_to(personas.lado).get()
    assert row.what.startswith("Her tutor") and row.contact == contact
    assert not Allegation.objects.visible_to(personas.front_door_manager).exists()


def test_the_list_is_never_empty(personas: Personas) -> None:
    row = opened(personas.lado)
    with pytest.raises(WrongState, match="nobody"):
        services.end_holding(allegation=row, user=personas.lado, by=personas.lado, reason="On leave")
    services.name_holder(
        allegation=row, user=personas.director, by=personas.lado, reason="Covers my leave this week"
    )
    services.end_holding(allegation=row, user=personas.lado, by=personas.lado, reason="On leave")
    assert not Allegation.objects.visible_to(personas.lado).exists()
    assert Allegation.objects.visible_to(personas.director).get() == row
    # Its clocks tell whoever stays, never one who may no longer open it.
    assert {clock.owner for clock in Clock.objects.of_subject(row).running()} == {personas.director}


def test_the_pages_take_it_from_call_to_outcome(client: Client, personas: Personas) -> None:
    client.force_login(personas.lado)
    assert "Allegations" in client.get("/").content.decode()
    sent = client.post(
        "/allegations/new/",
        {"told_by": "Demo Head", "works_with": "CHILDREN", "what": "Shut a boy in a cupboard", "subject_name": "Demo Aide"},
    )  # fmt: skip
    row = Allegation.objects.get()
    assert sent.status_code == 302 and sent.headers["Location"] == row.path
    client.post(
        f"{row.path}threshold/", {"met": "YES", "harm_tests": ["RISK"], "reason": "Cruel", "version": "1"}
    )
    client.post(
        f"{row.path}meeting/",
        {"kind": "STRATEGY", "held_at": clock.to_local(clock.now()).strftime("%Y-%m-%dT%H:%M"), "present": "Police",
         "discussed": "It", "decided": "Police lead"},
    )  # fmt: skip
    row.refresh_from_db()
    client.post(
        f"{row.path}conclude/", {"outcome": "UNFOUNDED", "reason": "A game", "version": str(row.version)}
    )
    page = client.get(row.path).content.decode()
    assert "Unfounded" in page and "Police lead" in page
    assert client.get(f"{row.path}conclude/").status_code == 409
    assert row.reference in client.get("/allegations/").content.decode()


def test_leaving_the_list_through_the_page_closes_the_record_to_whoever_leaves(
    client: Client, personas: Personas
) -> None:
    row = opened(personas.lado)
    page = f"/allegations/{row.public_id}/list/end/"
    client.force_login(personas.lado)
    leaves = {"user": str(personas.lado.public_id), "reason": "On leave from Monday"}
    assert "Name somebody else first" in client.post(page, leaves).content.decode()
    services.name_holder(
        allegation=row, user=personas.director, by=personas.lado, reason="Covers my leave this week"
    )
    sent = client.post(page, leaves)
    assert (sent.status_code, sent.headers["Location"]) == (302, "/")
    assert client.get(f"/allegations/{row.public_id}/").status_code == 404
    assert client.get(page).status_code == 404
