"""A concern on an open case: nothing is closed until somebody accepts (safety d)."""

import pytest

from accounts.enums import AbsenceKind
from accounts.services import record_absence
from core import clock
from core.errors import NotFound, WrongState
from deadlines.models import Clock
from people.models import Person
from referrals.contacts import selectors as contact_selectors
from referrals.decisions.models import Decision
from referrals.triage import services
from referrals.triage.models import Route
from tests.personas import Personas
from tests.referrals.conftest import Log

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def office(monkeypatch: pytest.MonkeyPatch) -> None:
    """The office is open whenever the test runs."""
    for where in ("referrals.contacts.selectors", "referrals.triage.services.route"):
        monkeypatch.setattr(f"{where}.office_open", lambda at=None: True)


@pytest.fixture
def route(log: Log, worker: Person, personas: Personas) -> Route:
    contact = log()
    services.match_person(
        contact_person=contact.people.get(),
        by=personas.duty,
        decision="SAME",
        person=worker,
        reason="same child",
    )
    services.rate(contact=contact, by=personas.duty, rag="AMBER", reason="Known worries")
    return services.route_open_case(
        contact=contact, person=worker, by=personas.duty, reason="Open to Family Support"
    )


def test_the_clock_runs_until_the_worker_accepts(route: Route, personas: Personas) -> None:
    assert route.to == personas.social_worker
    assert Clock.objects.of_subject(route.contact).running().filter(code="REF-DEC").exists()
    services.accept_route(route=route, by=personas.social_worker, note="I visit this afternoon")
    route.contact.refresh_from_db()
    assert route.contact.status == "DECIDED"
    assert not Clock.objects.of_subject(route.contact).running().exists()
    assert Decision.objects.get().outcomes.get().outcome == "EXISTING_CASE"


def test_only_worker_cover_or_manager_accept(route: Route, personas: Personas) -> None:
    for user in (personas.social_worker_colleague, personas.duty, personas.referrer):
        with pytest.raises(NotFound):
            services.accept_route(route=route, by=user, note="mine")
    services.accept_route(route=route, by=personas.team_manager, note="Taken by the manager")


def test_returned_it_is_new_again_in_the_queue(route: Route, personas: Personas) -> None:
    services.return_route(route=route, by=personas.social_worker, reason="Another family of this name")
    route.contact.refresh_from_db()
    assert route.contact.is_unread and route.contact.is_undecided
    with pytest.raises(WrongState):
        services.accept_route(route=route, by=personas.social_worker, note="after all")


def test_red_never_goes_round(log: Log, worker: Person, personas: Personas) -> None:
    contact = log(danger_now="YES")
    services.match_person(
        contact_person=contact.people.get(),
        by=personas.duty,
        decision="SAME",
        person=worker,
        reason="same child",
    )
    with pytest.raises(WrongState):
        services.route_open_case(contact=contact, person=worker, by=personas.duty, reason="Open case")


def test_somebody_away_is_covered(log: Log, worker: Person, personas: Personas) -> None:
    record_absence(
        user=personas.social_worker,
        kind=AbsenceKind.SICKNESS,
        starts_on=clock.today(),
        by=personas.social_worker,
    )
    contact = log()
    services.match_person(
        contact_person=contact.people.get(),
        by=personas.duty,
        decision="SAME",
        person=worker,
        reason="same child",
    )
    services.rate(contact=contact, by=personas.duty, rag="GREEN", reason="Known worries")
    route = services.route_open_case(
        contact=contact, person=worker, by=personas.duty, reason="Open to the team"
    )
    assert (route.to, route.to_kind, route.meant_for) == (
        personas.team_manager,
        "MANAGER",
        personas.social_worker,
    )


def test_at_night_it_goes_to_the_out_of_hours_worker(
    log: Log, worker: Person, personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    from referrals.triage.services import route as routing

    monkeypatch.setattr(routing, "office_open", lambda at=None: False)
    found = routing.whom_to_reach(worker, at=clock.now())
    assert found is not None and (found[0], found[1]) == (personas.edt, "OUT_OF_HOURS")
    assert contact_selectors.front_door_team() is not None
