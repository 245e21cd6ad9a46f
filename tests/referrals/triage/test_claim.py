"""Claims lapse and come back visibly; reading is a person's act (safety b, c)."""

from datetime import timedelta

import pytest

from core import clock
from core.errors import NotFound, NotPermitted
from referrals.contacts.exceptions import ClaimHeld
from referrals.triage import services
from referrals.triage.clocks import end_of_shift, is_held
from tests.personas import Personas
from tests.referrals.conftest import Log

pytestmark = pytest.mark.django_db


def test_a_colleagues_claim_stands_until_it_lapses(log: Log, personas: Personas, as_system: None) -> None:
    contact = log(danger_now="YES")
    services.claim(contact=contact, by=personas.duty)
    with pytest.raises(ClaimHeld):
        services.claim(contact=contact, by=personas.duty_second)
    contact.refresh_from_db()
    contact.claim_touched_at = clock.now() - timedelta(minutes=16)
    contact.save(update_fields=["claim_touched_at"])
    assert not is_held(contact, at=clock.now())
    assert services.claim(contact=contact, by=personas.duty_second).claimed_by == personas.duty_second


def test_a_manager_takes_over_and_others_may_not(log: Log, personas: Personas) -> None:
    contact = log()
    services.claim(contact=contact, by=personas.duty)
    with pytest.raises(NotPermitted):
        services.take_over(contact=contact, by=personas.duty_second, reason="I would rather")
    taken = services.take_over(contact=contact, by=personas.front_door_manager, reason="Gone home")
    assert taken.claimed_by == personas.front_door_manager


def test_shifts_end_at_five_and_at_nine() -> None:
    from datetime import date

    day = date(2026, 6, 2)
    assert clock.to_local(end_of_shift(clock.at_local(day, 10))).hour == 17
    night = clock.to_local(end_of_shift(clock.at_local(day, 22)))
    assert (night.hour, night.day) == (9, 3)
    assert clock.to_local(end_of_shift(clock.at_local(day, 3))).hour == 9


def test_reading_marks_it_read_once(log: Log, personas: Personas) -> None:
    contact = log()
    read = services.mark_read(contact=contact, by=personas.duty)
    assert (read.status, read.first_read_by, read.is_unread) == ("LOGGED", personas.duty, False)
    again = services.mark_read(contact=contact, by=personas.duty_second)
    assert again.first_read_by == personas.duty


def test_nobody_outside_the_front_door_reaches_it(log: Log, personas: Personas) -> None:
    contact = log()
    for user in (personas.referrer, personas.social_worker, personas.stranger):
        with pytest.raises(NotFound):
            services.claim(contact=contact, by=user)
    with pytest.raises(NotPermitted):
        services.claim(contact=contact, by=personas.business_support)
