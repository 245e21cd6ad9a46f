"""F06: another authority writes of children who moved in; keyed the next day, its clock runs from the day it came."""

from datetime import date

import pytest

from core import clock
from tests.journeys.front_door import arrivals, places
from tests.journeys.front_door.desk import Desk
from tests.journeys.walk import Walk

pytestmark = [
    pytest.mark.long,
    pytest.mark.browser,
    pytest.mark.timeout(900),
    pytest.mark.django_db(transaction=True),
]
MONDAY, TUESDAY = date(2026, 9, 14), date(2026, 9, 15)
HOME = {
    "in_household": "YES",
    "address_kind": "HOME",
    "address_lines": "8 Demo Drive",
    "postcode": "M41 6AA",
}


def test_f06_a_written_notice_runs_from_the_day_it_came(walk: Walk) -> None:
    who = walk.personas
    team = places.given_a_team(walk, "West")
    # Given a letter that came on Monday morning and is keyed in by duty on Tuesday
    walk.at(TUESDAY, 9, 10)
    came = clock.at_local(MONDAY, 10)
    contact = arrivals.by_the_form(
        walk,
        who.duty,
        where_now="At home in Urmston",
        people=[
            {
                "role": "CHILD",
                "forename": "Saul",
                "surname": "Demomoved",
                "born_on": date(2018, 6, 6),
                **HOME,
            },
            {
                "role": "SIBLING",
                "forename": "Bruno",
                "surname": "Demomoved",
                "born_on": date(2009, 8, 1),
                **HOME,
            },
        ],
        concern={
            "kind": "SAFEGUARDING",
            "what": "Written notice: on a plan for neglect since February; moved to Urmston at the weekend",
            "concerns": ["NEG"],
        },
        you={
            "for_another": "YES",
            "channel": "EMAIL",
            "received_at": came,
            "referrer_name": "Demo Worker of Salford",
            "referrer_agency": "Demo Salford Council",
            "referrer_source": "5C",
            "referrer_email": "duty@salford.demo.example",
        },
    )
    # Then receipt and logging stand apart, and the decision is due on the day after it came: today
    assert (contact.received_at, contact.referrer, contact.logged_by) == (came, None, who.duty)
    assert clock.to_local(contact.logged_at).date() == TUESDAY
    assert places.due(contact, "REF-DEC").date() == places.due(contact, "REF-ACK").date() == TUESDAY
    desk = Desk(walk, "f06")
    desk.sits_down(who.duty_second, contact.reference, "due today", "Demo Salford Council, E-mail")
    desk.look("queue")
    desk.opens(contact)
    walk.reads("Mon 14 September 2026, 10:00", "by Demo Duty", "By way of")
    desk.look("triage")
    # When the sender is told that we have it, and duty goes on by keyboard
    desk.keys.enter("a[href$='/acknowledge/']")
    desk.keys.type_into("how", "Answered by e-mail with the reference")
    desk.submit()
    desk.page.wait_for_selector("body.js-enabled [data-key=n]")
    desk.takes()
    desk.rates("AMBER", "A protected child has moved in")
    desk.settles_everybody_as_new(contact, "Salford's worker was rung")
    walk.at(TUESDAY, 15)
    desk.sits_down(who.front_door_manager, contact.reference)
    desk.opens(contact)
    desk.decides(
        contact,
        tier=3,
        indicator="3G",
        adults="YES",
        outcomes={"Saul": "Assessment as", "Bruno": "Assessment as"},
        rationale="Another authority's plan for neglect; assessed here meanwhile",
        release="NOTHING_YET",
        release_reason="Salford is told by the worker",
    )
    desk.look("decided")
    # Then the assessment's forty-five days run from the Monday as well
    assert (places.assessment_of(contact).team, places.assessed_by(contact)) == (team, date(2026, 11, 16))
    assert places.heard_of_new_work(contact) == {"team_manager_other"}
