"""A check goes to whoever is open, runs under its own clock, is chased by it, and its answer is timed (safety i)."""

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from django.test import Client

from accounts.models import Agency, Team
from core import clock
from core.errors import DomainError, NotFound, NotPermitted
from deadlines.models import Clock
from outbox.models import Job, Notice
from referrals.contacts.models import Contact
from referrals.information import selectors, services
from referrals.information.models import InformationChase, InformationRequest
from referrals.information.services import Target
from referrals.triage import services as triage
from tests.personas import Personas
from tests.referrals.conftest import Log

pytestmark = pytest.mark.django_db
MAUNDY_THURSDAY, GOOD_FRIDAY = date(2026, 4, 2), date(2026, 4, 3)
WHY = "Asking would put the child at risk"
Stand = Callable[..., datetime]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Stand:
    def stand(on: date, hour: int, minute: int = 0) -> datetime:
        moment = clock.at_local(on, hour, minute)
        monkeypatch.setattr(clock, "now", lambda: moment)
        return moment

    return stand


def ask(contact: Contact, personas: Personas, *targets: Target) -> list[InformationRequest]:
    return services.ask_agencies(
        contact=contact, by=personas.duty, targets=targets, about=list(contact.people.all()), question="Attendance?",
        basis="OVERRIDE", override_reason=WHY,
    )  # fmt: skip


def agency(name: str) -> Agency:
    return Agency.objects.get(name=name)


SCHOOL = "Demo Stranger School"


def test_safety_i_a_closed_school_is_asked_through_whoever_stands_in(
    log: Log, personas: Personas, at: Stand
) -> None:
    at(MAUNDY_THURSDAY, 10)
    services.close_agency(
        agency=agency(SCHOOL), by=personas.front_door_manager, first_on=GOOD_FRIDAY, last_on=date(2026, 4, 17),
        contact="Education office, 01632 960 311", stand_in=personas.gp,
    )  # fmt: skip
    assert ask(log(), personas, Target("EDUCATION", agency(SCHOOL)))[0].opens_at is None
    at(date(2026, 4, 8), 10)
    (asked,) = ask(log(), personas, Target("EDUCATION", agency(SCHOOL)))
    assert asked.opens_at == clock.at_local(date(2026, 4, 20), 9)
    assert asked.ring_instead == "Education office, 01632 960 311"
    services.reply(request=asked, by=personas.gp, kind="NOTHING_KNOWN", searched="The roll of the trust")
    with pytest.raises(NotFound):
        services.reply(request=asked, by=personas.health_visitor, kind="NOTHING_KNOWN", searched="x")


def test_agencies_keep_their_own_days(personas: Personas, at: Stand) -> None:
    def is_open(name: str) -> bool:
        return selectors.openings([agency(name)], at=clock.now())[agency(name).pk].is_open

    at(date(2026, 6, 6), 11)  # a Saturday
    assert is_open("Demo Police") and not is_open(SCHOOL)
    with pytest.raises(NotPermitted):
        services.keep_opening(agency=agency(SCHOOL), by=personas.duty, always=True)
    services.keep_opening(
        agency=agency(SCHOOL), by=personas.front_door_manager, always=False, days=[1, 6], opens=time(8), closes=time(12)
    )  # fmt: skip
    assert is_open(SCHOOL)
    at(date(2026, 6, 6), 12)
    opening = selectors.openings([agency(SCHOOL)], at=clock.now())[agency(SCHOOL).pk]
    assert opening.opens_at == clock.at_local(date(2026, 6, 8), 8)
    at(date(2026, 5, 25), 9)  # a bank holiday, a Monday
    assert not is_open(SCHOOL)


def test_several_are_asked_at_once_each_under_its_own_clock_and_chased_by_it(
    log: Log, personas: Personas, at: Stand
) -> None:
    at(date(2026, 6, 2), 10)
    contact = log()
    triage.mark_read(contact=contact, by=personas.duty)
    triage.rate(contact=contact, by=personas.duty, rag="RED", reason="A child is hurt")
    contact.refresh_from_db()
    adults = Team.objects.get(name="Adults North")
    police, council = ask(
        contact, personas, Target("POLICE", agency("Demo Police")), Target("ADULT", agency("Demo Council"), adults)
    )  # fmt: skip
    assert police.due_at == clock.at_local(date(2026, 6, 2), 14)
    assert Clock.objects.running().filter(code="CHECK-R").count() == 2
    told = Notice.objects.filter(kind="referrals.asked").values_list("to__username", flat=True)
    assert set(told) == {"police", "adult_practitioner"}
    services.reply(request=council, by=personas.adult_practitioner, kind="NOTHING_KNOWN", searched="Records")
    at(date(2026, 6, 2), 14, 1)
    for job in Job.objects.filter(kind="referrals.chase").order_by("run_at"):
        services.chase_by_clock(**job.payload)
        services.chase_by_clock(**job.payload)
    assert list(InformationChase.objects.values_list("request", "step")) == [
        (police.pk, "HALF"),
        (police.pk, "DUE"),
    ]
    assert Notice.objects.filter(to=personas.police, kind="referrals.chased").count() == 2
    assert Notice.objects.filter(to=personas.duty, kind="referrals.unanswered").count() == 1
    times = {
        row.agency: row
        for row in selectors.response_times(
            reader=personas.duty, since=clock.at_local(date(2026, 6, 1)), at=clock.now()
        )
    }
    assert (times["Demo Police"].answered, times["Demo Police"].overdue, times["Demo Police"].median) == (
        0,
        1,
        None,
    )
    assert (times["Demo Council"].in_time, times["Demo Council"].overdue) == (1, 0)


def test_a_rating_raised_makes_what_was_asked_due_sooner_and_a_lower_one_never_later(
    log: Log, personas: Personas, at: Stand
) -> None:
    at(date(2026, 6, 2), 10)
    contact = log()
    triage.mark_read(contact=contact, by=personas.duty)
    triage.rate(contact=contact, by=personas.duty, rag="GREEN", reason="Low level")
    contact.refresh_from_db()
    school, police = ask(
        contact, personas, Target("EDUCATION", agency(SCHOOL)), Target("POLICE", agency("Demo Police"))
    )  # fmt: skip
    services.reply(request=police, by=personas.police, kind="NOTHING_KNOWN", searched="Records")
    police.refresh_from_db()
    first = school.due_at
    assert first == clock.at_local(date(2026, 6, 3), 23, 59).replace(second=59)

    # Amber on the day after ends later than what was said: nothing moves and nobody is told.
    at(date(2026, 6, 3), 9)
    triage.rate(contact=contact, by=personas.duty, rag="AMBER", reason="Another call")
    school.refresh_from_db()
    assert (school.due_at, school.shortened_at) == (first, None)
    assert not Notice.objects.filter(kind="referrals.sooner").exists()

    now = at(date(2026, 6, 3), 11)
    triage.rate(contact=contact, by=personas.duty, rag="RED", reason="A neighbour saw him hit with a belt")
    school.refresh_from_db()
    assert (school.due_at, school.due_before, school.shortened_at, school.shortened_by) == (
        clock.at_local(date(2026, 6, 3), 15), first, now, personas.duty,
    )  # fmt: skip
    (ended,) = Clock.objects.of_subject(school).filter(cancelled_at__isnull=False)
    assert (ended.code, ended.due_at) == ("CHECK-G", first)
    assert ended.cancelled_reason.startswith("Rated red after it was asked")
    (running,) = Clock.objects.of_subject(school).running()
    assert (running.code, running.due_at) == ("CHECK-R", school.due_at)
    # Who had answered is asked nothing again; who is told reads a reference, never why (safety g).
    told = Notice.objects.filter(kind="referrals.sooner")
    assert [row.to for row in told] == [personas.stranger]
    assert told[0].reference == str(school.public_id)[:8].upper()
    police_before = police.due_at
    police.refresh_from_db()
    assert police.due_at == police_before

    # Reminded halfway of the shorter time and at its end, not again when the longer one would have ended.
    for on, hour in ((date(2026, 6, 3), 13), (date(2026, 6, 3), 15), (date(2026, 6, 4), 0)):
        when = at(on, hour)
        for job in Job.objects.filter(kind="referrals.chase", run_at__lte=when).order_by("run_at"):
            services.chase_by_clock(**job.payload)
    assert list(InformationChase.objects.filter(request=school).values_list("step", "recorded_at")) == [
        ("HALF", clock.at_local(date(2026, 6, 3), 13)), ("DUE", clock.at_local(date(2026, 6, 3), 15)),
    ]  # fmt: skip

    at(date(2026, 6, 3), 16)
    contact.refresh_from_db()
    triage.rate(contact=contact, by=personas.front_door_manager, rag="GREEN", reason="It was another child")
    school.refresh_from_db()
    assert (school.due_at, school.due_before) == (clock.at_local(date(2026, 6, 3), 15), first)
    (still,) = Clock.objects.of_subject(school).running()
    assert still.code == "CHECK-R"


def test_safety_i_the_agency_reads_that_it_is_needed_sooner_never_why(
    client: Client, log: Log, personas: Personas, at: Stand
) -> None:
    at(date(2026, 6, 2), 10)
    contact = log()
    triage.mark_read(contact=contact, by=personas.duty)
    triage.rate(contact=contact, by=personas.duty, rag="AMBER", reason="To be looked at")
    contact.refresh_from_db()
    (school,) = ask(contact, personas, Target("EDUCATION", agency(SCHOOL)))
    triage.rate(contact=contact, by=personas.duty, rag="RED", reason="The neighbour rang us")
    client.force_login(personas.stranger)
    page = client.get(f"/requests/{school.public_id}/").content.decode()
    assert "Needed sooner since" in page and "neighbour" not in page
    assert "sooner than first said" in client.get("/requests/").content.decode()


def test_safety_i_the_question_may_not_name_who_told(log: Log, personas: Personas) -> None:
    contact = log(referrer_name="Gran Demosecret")
    with pytest.raises(DomainError) as refused:
        services.ask_agencies(
            contact=contact, by=personas.duty, targets=[Target("EDUCATION", agency(SCHOOL))],
            about=list(contact.people.all()), question="What does gran demosecret say?", basis="OVERRIDE",
            override_reason=WHY,
        )  # fmt: skip
    assert refused.value.field == "question"
    with pytest.raises(DomainError):
        ask(contact, personas, Target("POLICE", agency(SCHOOL)))


def test_an_answer_by_telephone_says_who_gave_it(log: Log, client: Client, personas: Personas) -> None:
    contact = log()
    (asked,) = ask(contact, personas, Target("EDUCATION", agency(SCHOOL)))
    client.force_login(personas.duty)
    assert SCHOOL in client.get(f"{contact.path}ask/").content.decode()
    address = f"{contact.path}requests/{asked.public_id}/telephone/"
    sent = {"kind": "KNOWN", "text_1": "Absent since Monday", "told_by": "Demo Deputy Head, 01632 960 007"}
    assert client.post(address, {**sent, "told_by": ""}).status_code == 200
    assert client.post(address, sent).status_code == 302
    page = client.get(contact.path).content.decode()
    assert "Demo Deputy Head, 01632 960 007 on the telephone" in page and "Absent since Monday" in page
    assert not Clock.objects.running().filter(code__startswith="CHECK").exists()
