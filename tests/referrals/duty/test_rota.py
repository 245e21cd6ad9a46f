"""The duty rota: who is on, who is here, what a claim lapses by, what a shift leaves behind."""

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from django.test import Client

from accounts.enums import AbsenceKind
from accounts.services import record_absence
from core import clock
from core.errors import DomainError, NotPermitted, WrongState
from referrals.contacts.selectors import on_duty
from referrals.duty import selectors, services
from referrals.duty.models import DutyShift
from referrals.triage import clocks
from referrals.triage import services as triage
from tests.personas import Personas
from tests.referrals.conftest import Log

pytestmark = pytest.mark.django_db
TUESDAY, WEDNESDAY = date(2026, 6, 2), date(2026, 6, 3)
Stand = Callable[..., datetime]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Stand:
    def stand(on: date, hour: int, minute: int = 0) -> datetime:
        moment = clock.at_local(on, hour, minute)
        monkeypatch.setattr(clock, "now", lambda: moment)
        return moment

    return stand


def shift(personas: Personas, who: str = "duty", **more: object) -> DutyShift:
    values = {"first_on": TUESDAY, "starts": time(12), "ends": time(20), "by": personas.front_door_manager}
    return services.put_on_rota(user=getattr(personas, who), **(values | more))[0]  # type: ignore[arg-type]


def test_the_rota_takes_working_days_and_nights(personas: Personas, at: Stand) -> None:
    at(TUESDAY, 9)
    rows = services.put_on_rota(
        user=personas.duty, by=personas.front_door_manager, first_on=date(2026, 6, 5), last_on=date(2026, 6, 9),
        starts=time(9), ends=time(17),
    )  # fmt: skip
    assert [clock.to_local(row.starts_at).day for row in rows] == [5, 8, 9]
    night = shift(personas, "edt", starts=time(17), ends=time(9))
    assert night.ends_at == clock.at_local(WEDNESDAY, 9)


def test_only_the_manager_keeps_the_rota_and_only_the_front_door_is_on_it(
    personas: Personas, at: Stand
) -> None:
    at(TUESDAY, 9)
    with pytest.raises(NotPermitted):
        shift(personas, by=personas.duty)
    with pytest.raises(DomainError) as refused:
        shift(personas, "referrer")
    assert refused.value.field == "user"
    shift(personas)
    with pytest.raises(DomainError, match="already"):
        shift(personas, starts=time(13))


def test_safety_c_a_claim_lapses_at_the_end_of_the_shift_that_the_rota_says(
    log: Log, personas: Personas, at: Stand
) -> None:
    at(TUESDAY, 9)
    shift(personas)
    at(TUESDAY, 16)
    contact, other = log(), log()
    triage.claim(contact=contact, by=personas.duty)
    triage.claim(contact=other, by=personas.duty_second)
    contact.refresh_from_db()
    other.refresh_from_db()
    assert clocks.lapses_at(contact) == clock.at_local(TUESDAY, 20)
    assert clocks.lapses_at(other) == clock.at_local(TUESDAY, 17)


def test_a_claim_made_again_next_day_runs_from_then(log: Log, personas: Personas, at: Stand) -> None:
    at(TUESDAY, 10)
    contact = log()
    triage.claim(contact=contact, by=personas.duty)
    now = at(WEDNESDAY, 10)
    triage.claim(contact=contact, by=personas.duty)
    contact.refresh_from_db()
    assert clocks.is_held(contact, at=now) and clocks.lapses_at(contact) == clock.at_local(WEDNESDAY, 17)


def test_on_duty_is_who_the_rota_says_and_the_team_without_one(personas: Personas, at: Stand) -> None:
    at(TUESDAY, 9)
    mine = shift(personas)
    assert {user.username for user in on_duty()} == {"duty", "duty_second", "front_door_manager"}
    at(TUESDAY, 12)
    assert on_duty() == [personas.duty]
    services.arrive(shift=mine, by=personas.duty)
    services.leave(shift=mine, by=personas.duty)
    assert personas.duty_second in on_duty()


def test_a_seat_alone_on_the_rota_leaves_the_team_on_duty(personas: Personas, at: Stand) -> None:
    at(TUESDAY, 13)
    shift(personas, "seat_health")
    assert {user.username for user in on_duty()} == {"duty", "duty_second", "front_door_manager"}


def test_safety_d_whoever_is_away_is_covered(personas: Personas, at: Stand) -> None:
    at(TUESDAY, 12)
    shift(personas)
    record_absence(
        user=personas.duty,
        kind=AbsenceKind.SICKNESS,
        starts_on=TUESDAY,
        by=personas.duty,
        cover=personas.duty_second,
    )
    assert selectors.on_rota(clock.now()) == [personas.duty_second]
    place = selectors.day(TUESDAY, reader=personas.front_door_manager).places[0]
    assert place.away is not None and place.cover == personas.duty_second


def test_presence_is_ones_own_or_the_managers(personas: Personas, at: Stand) -> None:
    at(TUESDAY, 12)
    mine = shift(personas)
    with pytest.raises(NotPermitted):
        services.arrive(shift=mine, by=personas.duty_second)
    with pytest.raises(WrongState):
        services.leave(shift=mine, by=personas.duty)
    assert (
        services.arrive(shift=mine, by=personas.front_door_manager).arrived_by == personas.front_door_manager
    )
    services.take_off_rota(shift=mine, by=personas.front_door_manager)
    with pytest.raises(WrongState):
        services.arrive(shift=mine, by=personas.duty)


def test_the_duty_page_shows_seats_load_and_handover(
    log: Log, client: Client, personas: Personas, at: Stand
) -> None:
    at(TUESDAY, 12)
    shift(personas)
    triage.claim(contact=log(danger_now="YES"), by=personas.duty)
    services.hand_over(by=personas.duty, text="CN-26-00001: the ward rings back at six")
    client.force_login(personas.duty_second)
    page = client.get("/front-door/duty/").content.decode()
    assert "1 concern, 1 red" in page and "not here yet" in page and "the ward rings back at six" in page
    assert "Seats that nobody has this day:" in page and "Demo Police" in page
    assert "Take off" not in page
