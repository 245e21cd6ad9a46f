# ruff: noqa: F811 (fixtures are imported by name)
"""Safety a, second half: before a closure every undecided concern is decided, accepted or signed; what is left pages."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from accounts.enums import AbsenceKind
from accounts.models import Absence, OnCall
from core import clock
from core.errors import DomainError, NotPermitted, WrongState
from core.history import SYSTEM_ACTOR, acting
from deadlines.models import Clock
from outbox.models import Notice
from referrals.closing import selectors, services
from referrals.closing.clocks import closure_at
from referrals.closing.enums import CoverKind
from referrals.closing.models import OutOfHoursOffer
from referrals.contacts.models import Contact
from referrals.contacts.services import add_to_contact, finish_contact
from referrals.triage import services as triage
from tests.personas import Personas
from tests.referrals.conftest import CHILD, Log, log  # noqa: F401 (fixtures)

pytestmark = pytest.mark.django_db
MAUNDY_THURSDAY, GOOD_FRIDAY = date(2026, 4, 2), date(2026, 4, 3)
WHY = "With her grandmother in Leeds until Tuesday, seen there by police"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[..., datetime]:
    """Stand at a moment."""

    def stand(on: date, hour: int, minute: int = 0) -> datetime:
        moment = clock.at_local(on, hour, minute)
        monkeypatch.setattr(clock, "now", lambda: moment)
        return moment

    return stand


Stand = Callable[..., datetime]


def cover(contact: Contact) -> selectors.Cover:
    now = clock.now()
    contact.refresh_from_db()
    return selectors.covers([contact], closure=closure_at(now), at=now)[contact.pk]


def pages(personas: Personas, persona: str = "front_door_manager") -> list[str]:
    kinds = ("referrals.uncovered", "referrals.uncovered_red")
    return list(
        Notice.objects.filter(to=getattr(personas, persona), kind__in=kinds).values_list(
            "reference", flat=True
        )
    )


def read(contact: Contact, personas: Personas, rag: str = "AMBER") -> Contact:
    triage.rate(contact=contact, by=personas.duty, rag=rag, reason="Read at once")
    contact.refresh_from_db()
    return contact


def test_safety_a_a_closure_is_a_night_a_weekend_or_a_run_of_holidays(at: Stand) -> None:
    easter = closure_at(at(MAUNDY_THURSDAY, 16, 30))
    assert (easter.closes_at, easter.opens_at) == (
        clock.at_local(MAUNDY_THURSDAY, 17), clock.at_local(date(2026, 4, 7), 8, 30),
    )  # fmt: skip
    assert easter.closed == "Fri 3 - Mon 6"
    for later in (at(MAUNDY_THURSDAY, 17), at(date(2026, 4, 5), 12), at(date(2026, 4, 7), 8, 29)):
        assert closure_at(later) == easter and easter.is_closed(later)
    night = closure_at(at(date(2026, 6, 2), 9))
    assert night.closed == "" and night.hours == 16
    # The clocks go back in the night of Sunday 25 October: an hour more.
    assert closure_at(at(date(2026, 10, 23), 17, 30)).hours == 65


def test_safety_a_nothing_covers_until_the_named_worker_accepts(
    log: Log, personas: Personas, at: Stand
) -> None:
    at(MAUNDY_THURSDAY, 16, 20)
    contact = log()
    assert cover(contact).kind == CoverKind.NOTHING
    offer = services.offer_out_of_hours(
        contact=contact, to=personas.edt, by=personas.duty, note="Ring the ward"
    )
    assert Notice.objects.filter(to=personas.edt, kind="referrals.offered").exists()
    waiting = cover(contact)
    assert waiting.kind == CoverKind.NOTHING and waiting.waiting == [offer]
    with pytest.raises(NotPermitted):
        services.accept_offer(offer=offer, by=personas.front_door_manager, note="I take it")
    services.accept_offer(offer=offer, by=personas.edt, note="I ring at six")
    taken = cover(contact)
    assert (taken.kind, taken.who) == (CoverKind.ACCEPTED, personas.edt)
    assert {row.owner for row in Clock.objects.of_subject(contact).running()} == {personas.edt}


def test_safety_a_only_somebody_on_call_can_be_asked(log: Log, personas: Personas, at: Stand) -> None:
    at(MAUNDY_THURSDAY, 16, 20)
    with pytest.raises(DomainError) as refused:
        services.offer_out_of_hours(contact=log(), to=personas.social_worker, by=personas.duty)
    assert refused.value.field == "to"


def test_safety_a_an_acceptance_holds_for_one_closure(log: Log, personas: Personas, at: Stand) -> None:
    at(date(2026, 6, 1), 16, 30)
    contact = log()
    offer = services.offer_out_of_hours(contact=contact, to=personas.edt, by=personas.duty)
    services.accept_offer(offer=offer, by=personas.edt, note="Tonight")
    at(date(2026, 6, 2), 16, 30)
    assert cover(contact).kind == CoverKind.NOTHING


def test_safety_a_a_manager_signs_and_says_why_past_the_legal_limit(
    log: Log, personas: Personas, at: Stand
) -> None:
    at(MAUNDY_THURSDAY, 15)
    contact, until = log(), clock.at_local(GOOD_FRIDAY, 12)
    sign: dict[str, Any] = {"contact": contact, "by": personas.front_door_manager, "because": WHY}
    with pytest.raises(DomainError, match="has to read it"):
        services.sign_safe_until(**sign, until=until)
    read(contact, personas)
    with pytest.raises(NotPermitted):
        services.sign_safe_until(**(sign | {"by": personas.duty}), until=until)
    services.sign_safe_until(**sign, until=until)
    signed = cover(contact)
    assert (signed.kind, signed.who, signed.until) == (CoverKind.SIGNED, personas.front_door_manager, until)
    # Amber's limit is the end of Tuesday: 23:59 is within it, no more.
    due = Contact.objects.get(pk=contact.pk).due_at
    Contact.objects.filter(pk=contact.pk).update(due_at=clock.at_local(GOOD_FRIDAY, 9))
    with pytest.raises(DomainError) as refused:
        services.sign_safe_until(**sign, until=until)
    assert refused.value.field == "past_due_because" and due is not None
    assert services.sign_safe_until(
        **sign, until=until, past_due_because="Police have her safe"
    ).past_due_because
    with pytest.raises(DomainError, match="one closure"):
        services.sign_safe_until(**sign, until=clock.at_local(date(2026, 4, 9), 9), past_due_because="x")


def test_safety_a_a_signature_lapses_when_something_is_added(log: Log, personas: Personas, at: Stand) -> None:
    at(MAUNDY_THURSDAY, 15)
    added, finished, raised, over = (read(log(is_complete=False), personas) for _ in range(4))
    until = clock.at_local(GOOD_FRIDAY, 12)
    for contact in (added, finished, raised, over):
        services.sign_safe_until(contact=contact, by=personas.front_door_manager, until=until, because=WHY)
    at(MAUNDY_THURSDAY, 16)
    assert all(cover(contact).stands for contact in (added, finished, raised, over))
    add_to_contact(contact=added, by=personas.referrer, text="She is back at home")
    finish_contact(contact=finished, by=personas.referrer, key="", people=[CHILD | {"forename": "Zoe"}])
    triage.rate(contact=raised, by=personas.duty, rag="RED", reason="He has the key")
    assert "added" in cover(added).lapsed and not cover(added).stands
    assert "added" in cover(finished).lapsed
    assert "higher" in cover(raised).lapsed
    at(GOOD_FRIDAY, 11, 59)
    assert cover(over).stands
    at(GOOD_FRIDAY, 12)
    assert "over" in cover(over).lapsed


def test_safety_a_an_hour_before_closing_the_front_door_is_told_once(
    log: Log, personas: Personas, at: Stand
) -> None:
    at(MAUNDY_THURSDAY, 15)
    log()
    at(MAUNDY_THURSDAY, 15, 59)
    assert services.sweep_closing() == 0
    for minute in (0, 1, 30, 59):
        at(MAUNDY_THURSDAY, 16, minute)
        services.sweep_closing()
    told = Notice.objects.filter(kind="referrals.closing_soon").order_by("to__username")
    assert [row.to.username for row in told] == ["duty", "duty_second", "front_door_manager"]
    assert {row.path for row in told} == {"/front-door/closing/"} and not pages(personas)


def test_safety_a_what_is_left_pages_the_manager_then_the_director(
    log: Log, personas: Personas, at: Stand
) -> None:
    at(MAUNDY_THURSDAY, 15)
    red, read_amber, unread = log(danger_now="YES"), read(log(), personas), log()
    triage.mark_read(contact=red, by=personas.duty)
    at(MAUNDY_THURSDAY, 17)
    for _ in range(3):
        assert services.sweep_closing() == 3
    assert sorted(pages(personas)) == sorted(["CLOSING-02-04-26", red.reference])
    assert not pages(personas, "director")
    # Red and unread after a quarter of an hour, as safety o has it; what was read after an hour.
    at(MAUNDY_THURSDAY, 17, 15)
    services.sweep_closing()
    assert sorted(pages(personas, "director")) == sorted(["CLOSING-02-04-26", red.reference])
    at(MAUNDY_THURSDAY, 17, 30)
    services.sweep_closing()
    assert len(pages(personas)) == 2 and len(pages(personas, "director")) == 2
    assert {cover(row).kind for row in (red, read_amber, unread)} == {CoverKind.NOTHING}


def test_safety_a_a_sweep_that_slept_catches_up(log: Log, personas: Personas, at: Stand) -> None:
    at(MAUNDY_THURSDAY, 15)
    log()
    at(GOOD_FRIDAY, 3)
    services.sweep_closing()
    assert pages(personas) and pages(personas, "director")


def test_safety_a_a_fault_with_one_keeps_no_other_from_its_page(
    log: Log, personas: Personas, at: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    from referrals.closing.services import sweep

    at(MAUNDY_THURSDAY, 15)
    broken, red = log(), log(danger_now="YES")
    plain = sweep._page

    def faulty(contact: Contact, *args: Any, **more: Any) -> None:
        if contact.pk == broken.pk:
            raise ValueError("a fault")
        plain(contact, *args, **more)

    monkeypatch.setattr(sweep, "_page", faulty)
    at(MAUNDY_THURSDAY, 17)
    services.sweep_closing()
    assert pages(personas) == [red.reference]


def test_safety_a_nothing_is_told_of_what_is_covered(log: Log, personas: Personas, at: Stand) -> None:
    at(MAUNDY_THURSDAY, 15)
    contact = log()
    offer = services.offer_out_of_hours(contact=contact, to=personas.edt, by=personas.duty)
    services.accept_offer(offer=offer, by=personas.edt, note="Tonight at eight")
    for hour in (16, 17, 23):
        at(MAUNDY_THURSDAY, hour)
        assert services.sweep_closing() == 0
    assert not pages(personas) and not Notice.objects.filter(kind="referrals.closing_soon").exists()


def test_safety_a_what_arrives_while_closed_goes_to_the_out_of_hours_worker(
    log: Log, personas: Personas, at: Stand
) -> None:
    at(MAUNDY_THURSDAY, 17, 20)
    contact = log()
    offer = OutOfHoursOffer.objects.get(contact=contact)
    assert (offer.kind, offer.to) == ("ARRIVED", personas.edt)
    assert Notice.objects.filter(
        to=personas.edt, kind="referrals.offered", reference=contact.reference
    ).exists()
    at(MAUNDY_THURSDAY, 17, 34)
    services.sweep_closing()
    assert not pages(personas)
    at(MAUNDY_THURSDAY, 17, 35)
    services.sweep_closing()
    assert pages(personas)
    services.accept_offer(offer=offer, by=personas.edt, note="I see to it")
    assert cover(contact).kind == CoverKind.ACCEPTED


def test_safety_a_in_the_office_day_nothing_goes_round_the_front_door(
    log: Log, personas: Personas, at: Stand
) -> None:
    at(MAUNDY_THURSDAY, 16, 59)
    assert not OutOfHoursOffer.objects.filter(contact=log()).exists()


def test_safety_a_what_is_opened_again_at_night_goes_to_the_out_of_hours_worker(
    log: Log, personas: Personas, at: Stand
) -> None:
    from tests.referrals.conftest import ready
    from tests.referrals.decisions.test_record_decision import decide

    at(MAUNDY_THURSDAY, 11)
    contact = ready(log(), personas)
    decide(contact, personas.duty)
    at(GOOD_FRIDAY, 2)
    add_to_contact(contact=contact, by=personas.referrer, text="He came back tonight")
    assert OutOfHoursOffer.objects.get(contact=contact).round == 2


def test_safety_a_additions_at_night_reach_whoever_accepted(log: Log, personas: Personas, at: Stand) -> None:
    at(MAUNDY_THURSDAY, 16, 30)
    contact = log()
    triage.claim(contact=contact, by=personas.duty)
    offer = services.offer_out_of_hours(contact=contact, to=personas.edt, by=personas.duty)
    services.accept_offer(offer=offer, by=personas.edt, note="Tonight")
    at(GOOD_FRIDAY, 1)
    add_to_contact(contact=contact, by=personas.referrer, text="He has a knife")
    assert Notice.objects.filter(to=personas.edt, kind="referrals.added").exists()


def _second_worker(personas: Personas, starts: datetime) -> None:
    """A second worker takes over from the first at this moment."""
    from accounts.models import RoleAssignment, Team

    with acting(by=SYSTEM_ACTOR, reason="arranged by a test"):
        OnCall.objects.filter(duty="EDT").update(ends_at=starts)
        OnCall.objects.create(
            duty="EDT", user=personas.social_worker, starts_at=starts, ends_at=starts + timedelta(days=9)
        )
        RoleAssignment.objects.create(
            user=personas.social_worker, role="R16", agency=personas.social_worker.agency,
            team=Team.objects.get(name="Emergency Duty Team"), starts_on=date(2020, 1, 1), assigned_at=clock.now(),
            assigned_by=personas.system,
        )  # fmt: skip


def test_safety_a_the_next_shift_is_asked_when_the_first_ends(
    log: Log, personas: Personas, at: Stand
) -> None:
    at(MAUNDY_THURSDAY, 16, 30)
    contact = log()
    _second_worker(personas, clock.at_local(GOOD_FRIDAY, 9))
    offer = services.offer_out_of_hours(contact=contact, to=personas.edt, by=personas.duty)
    services.accept_offer(offer=offer, by=personas.edt, note="Tonight")
    assert cover(contact).until == clock.at_local(GOOD_FRIDAY, 9)
    at(GOOD_FRIDAY, 9)
    assert "shift" in cover(contact).lapsed
    for _ in range(2):
        services.sweep_closing()
    again = OutOfHoursOffer.objects.get(contact=contact, to=personas.social_worker)
    assert again.kind == "SHIFT_ENDED" and not pages(personas)
    at(GOOD_FRIDAY, 9, 15)
    services.sweep_closing()
    assert pages(personas)
    services.accept_offer(offer=again, by=personas.social_worker, note="I have it")
    assert cover(contact).who == personas.social_worker


def test_safety_a_sickness_of_the_worker_ends_the_cover(log: Log, personas: Personas, at: Stand) -> None:
    at(MAUNDY_THURSDAY, 16, 30)
    contact = log()
    offer = services.offer_out_of_hours(contact=contact, to=personas.edt, by=personas.duty)
    services.accept_offer(offer=offer, by=personas.edt, note="Tonight")
    with acting(by=SYSTEM_ACTOR, reason="arranged by a test"):
        Absence.objects.create(user=personas.edt, kind=AbsenceKind.SICKNESS, starts_on=MAUNDY_THURSDAY)
    assert not cover(contact).stands


def test_safety_a_a_decline_is_told_at_once(log: Log, personas: Personas, at: Stand) -> None:
    at(MAUNDY_THURSDAY, 16, 30)
    offer = services.offer_out_of_hours(contact=log(), to=personas.edt, by=personas.duty)
    services.decline_offer(offer=offer, by=personas.edt, reason="Two removals tonight already")
    told = Notice.objects.filter(kind="referrals.declined").values_list("to__username", flat=True)
    assert set(told) == {"duty", "front_door_manager"}
    with pytest.raises(WrongState):
        services.accept_offer(offer=offer, by=personas.edt, note="After all")


def test_safety_a_nothing_pauses(log: Log, personas: Personas, at: Stand) -> None:
    at(MAUNDY_THURSDAY, 15)
    contact = read(log(), personas)
    running = Clock.objects.of_subject(contact).running().order_by("pk")
    before = list(running.values_list("pk", "due_at"))
    services.sign_safe_until(
        contact=contact, by=personas.front_door_manager, until=clock.at_local(GOOD_FRIDAY, 12), because=WHY
    )
    offer = services.offer_out_of_hours(contact=contact, to=personas.edt, by=personas.duty)
    services.accept_offer(offer=offer, by=personas.edt, note="Tonight")
    at(GOOD_FRIDAY, 12)
    assert before and list(running.values_list("pk", "due_at")) == before


def test_safety_a_a_restricted_concern_pages_its_named_list_alone(
    log: Log, personas: Personas, at: Stand
) -> None:
    accused = {"role": "CARER", "forename": "Mr", "surname": "Demostaff", "is_alleged_source": True,
               "works_with_vulnerable": "YES", "works_where": "Demo School"}  # fmt: skip
    at(MAUNDY_THURSDAY, 16, 50)
    contact: Any = log(people=[CHILD, accused])
    assert contact.is_restricted
    at(MAUNDY_THURSDAY, 17)
    services.sweep_closing()
    told = Notice.objects.filter(kind="referrals.uncovered", reference=contact.reference)
    assert [row.to for row in told] == [personas.lado]
    assert not pages(personas)
    # It is in nobody's closure check but its holder's.
    closure = closure_at(clock.now())
    assert not selectors.undecided(reader=personas.duty)
    assert selectors.page(reader=personas.lado, closure=closure, at=clock.now()).how_many == 1
    # At night it goes to its own list, never to the out-of-hours worker.
    at(MAUNDY_THURSDAY, 18)
    assert not OutOfHoursOffer.objects.filter(contact=log(people=[CHILD, accused])).exists()
