"""F12: a fracture rung in after closing on Christmas Eve; red, straight to the out-of-hours worker, who calls at once."""

from datetime import date

import pytest

from assessments.models import StrategyDiscussion
from core import clock
from deadlines.models import Clock
from referrals.closing import services as closing
from referrals.closing.models import OutOfHoursOffer
from tests.journeys.front_door import arrivals, places
from tests.journeys.front_door.desk import Desk
from tests.journeys.privacy import arranged, recorded
from tests.journeys.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900), pytest.mark.django_db(transaction=True)]
CHRISTMAS_EVE, CHRISTMAS_DAY, TUESDAY = date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 29)


def test_f12_after_closing_it_goes_to_the_out_of_hours_worker_who_calls_and_decides(walk: Walk) -> None:
    # Given a boy on record, and a ward that rings twenty minutes after closing
    who = walk.personas
    team = places.given_a_team(walk, "North")
    walk.at(CHRISTMAS_EVE, 17, 20)
    with arranged():
        hal = recorded(walk, "Hal", "Demotwelve", who.social_worker, born_on=date(2019, 2, 17), sex="M")
    contact = arrivals.by_telephone(
        walk,
        who.edt,
        danger_now="YES",
        danger_detail="His stepfather is at the bedside",
        where_now="Demo Hospital, A and E",
        kind="SAFEGUARDING",
        what="Spiral fracture, three accounts in one hour",
        role_1="CHILD",
        forename_1="Hal",
        surname_1="Demotwelve",
        born_on_1=date(2019, 2, 17),
        address_lines="12 Demo Court",
        postcode="M32 8AA",
        address_kind="HOME",
        referrer_name="Demo Nurse",
        referrer_phone="01632 960 444",
        referrer_agency="Demo Hospital",
        referrer_source="3E",
    )
    assert contact.rag == "RED" and places.due(contact, "REF-DEC").date() == TUESDAY
    assert places.due(contact, "MASH-R") == clock.at_local(CHRISTMAS_EVE, 21, 20)
    # When the worker on call reads the notice and accepts it
    desk = Desk(walk, "f12")
    walk.become(who.edt, "/notices/")
    desk.keys.enter("tr:has-text('A concern waits for you to accept it out of hours') button")
    walk.reads("Arrived while closed", "Spiral fracture")
    desk.look("offer")
    desk.keys.type_into("note", "On my way to the ward")
    desk.submit()
    walk.reads("Accepted. It is yours")
    assert OutOfHoursOffer.objects.get(contact=contact).accepted_by == who.edt
    # Then the red stands on top of the queue and says whom to call
    desk.sits_down(who.edt, contact.reference, "Red", "due today 21:20", "Demo Edt")
    desk.look("queue")
    desk.opens(contact)
    walk.reads("Red: who to call now", "In danger now", "On it: Demo Edt")
    desk.look("triage")
    # When the boy is recognised, a strategy discussion is called the same evening, before anything is decided
    walk.at(CHRISTMAS_EVE, 18, 10)
    desk.page.keyboard.press("n")
    row = contact.people.get()
    desk.matches(row, "SAME", "The ward gave his date of birth")
    desk.considers(row, "The ward, the police and his grandmother were rung")
    desk.keys.enter("a[href$='/strategy/']")
    desk.keys.reach("[name=people]")
    desk.page.keyboard.press("Space")
    desk.keys.enter("main form button[type=submit]")
    walk.reads("Strategy discussion", "Hal Demotwelve")
    desk.look("called")
    discussion = StrategyDiscussion.objects.get(contact=contact)
    assert [child.person for child in discussion.children.all()] == [hal]
    # And the worker decides alone, with the reason
    walk.go(contact.path)
    decision = desk.decides(
        contact,
        tier=4,
        indicator="4A",
        outcomes={"Hal": "Strategy"},
        release="NOTHING_YET",
        rationale="An injury that nobody explains; he stays on the ward tonight",
        alone_because="Christmas Eve, the only worker on duty",
    )
    desk.look("decided")
    # Then it is the North's, one discussion was called, and through the holidays nobody is paged
    assert decision.outcomes.get().outcome == "STRATEGY"
    assert StrategyDiscussion.objects.count() == 1
    assert (places.assessment_of(contact).team, places.assessed_by(contact)) == (team, date(2027, 3, 2))
    assert Clock.objects.filter(code="STRAT", stopped_at__isnull=True).exists()
    walk.at(CHRISTMAS_DAY, 3)
    assert closing.sweep_closing() == 0
