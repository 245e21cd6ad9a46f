"""F08: a call ten minutes before Good Friday about an old man; through the closure check to the out-of-hours worker."""

from datetime import date

import pytest

from accounts.models import Team
from assessments.models import AdultEnquiry
from casework.cases.models import Case
from core import clock
from deadlines.models import Clock
from people.models import Person
from referrals.closing import services as closing
from referrals.closing.models import OutOfHoursOffer
from tests.journeys.front_door import arrivals, places
from tests.journeys.front_door.desk import Desk
from tests.journeys.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900), pytest.mark.django_db(transaction=True)]
MAUNDY_THURSDAY, GOOD_FRIDAY, TUESDAY = date(2026, 4, 2), date(2026, 4, 3), date(2026, 4, 7)
WHAT = "Finger-shaped bruises on both arms; his daughter says that she is at the end of her strength"


def test_f08_by_telephone_through_the_closure_check_to_a_decision_on_good_friday(walk: Walk) -> None:
    # Given the practice rings at ten to five
    who = walk.personas
    walk.at(MAUNDY_THURSDAY, 16, 50)
    contact = arrivals.by_telephone(
        walk,
        who.business_support,
        danger_now="NO",
        where_now="At home with his daughter",
        kind="SAFEGUARDING",
        what=WHAT,
        role_1="ADULT",
        forename_1="Denis",
        surname_1="Demoelder",
        born_on_1=date(1951, 10, 1),
        role_2="CARER",
        forename_2="Pam",
        surname_2="Demoelder",
        born_on_2=date(1982, 12, 24),
        address_lines="10 Demo Grove",
        postcode="WA15 6AA",
        address_kind="HOME",
        referrer_name="Demo Doctor",
        referrer_phone="01632 960 300",
        referrer_agency="Demo Practice",
        referrer_source="3A",
    )
    # Then two limits run: the adult's twenty-four hours fall on Good Friday, the working day on Tuesday
    assert places.due(contact, "SA-SCR") == clock.at_local(GOOD_FRIDAY, 16, 50)
    assert places.due(contact, "REF-DEC").date() == TUESDAY
    # When duty, with nothing but keys, finds it in the closure check and offers it to the night
    desk = Desk(walk, "f08")
    desk.sits_down(
        who.duty, contact.reference, "We close at 17:00: 1 undecided concern has nothing to cover it"
    )
    desk.look("queue")
    desk.keys.enter("a[href$='/front-door/closing/']")
    walk.reads("closed Fri 3 - Mon 6", "due Tue 7 April, office target 17:00", "Nothing covers it")
    desk.look("closing")
    desk.keys.enter(f"tr:has-text('{contact.reference}') a:has-text('Offer')")
    desk.keys.reach("[name=to]")
    desk.page.keyboard.press("Space")
    desk.keys.type_into("note", "Is he alone with her over Easter?")
    desk.submit()
    walk.reads("offered to Demo Edt, not accepted yet")
    # And the out-of-hours worker accepts it: at five nobody is paged
    desk.sits_down(who.edt)
    desk.keys.enter("a[href$='/front-door/out-of-hours/']")
    desk.keys.enter(f"a:has-text('{contact.reference}')")
    walk.reads("For Demo Edt", WHAT)
    desk.keys.type_into("note", "I ring the daughter at six")
    desk.submit()
    walk.reads("Accepted. It is yours")
    assert OutOfHoursOffer.objects.get().accepted_by == who.edt
    walk.at(MAUNDY_THURSDAY, 17)
    assert closing.sweep_closing() == 0
    # When that worker sees him on Good Friday and decides alone, within the twenty-four hours
    walk.at(GOOD_FRIDAY, 11)
    desk.sits_down(who.edt, contact.reference, "due today 16:50")
    desk.opens(contact)
    walk.reads("On it: Demo Edt")
    desk.look("triage")
    desk.page.keyboard.press("n")
    desk.rates("AMBER", "Bruises, a tired carer, four days closed ahead")
    desk.settles_everybody_as_new(contact)
    decision = desk.decides(
        contact,
        tier=4,
        indicator="4K",
        adults="YES",
        children="UNKNOWN",
        outcomes={"Denis": "Adult safeguarding", "Pam": "Carer"},
        rationale="An adult at risk; seen today, safe with respite from tonight",
        alone_because="Good Friday, the only worker on duty",
    )
    walk.reads("To be ratified")
    desk.look("decided")
    # Then each adult has their own frame in law, the clock was kept, and the manager ratifies after Easter
    assert dict(decision.outcomes.values_list("contact_person__forename", "outcome")) == {
        "Denis": "ADULT_SAFEGUARDING",
        "Pam": "CARER",
    }
    assert AdultEnquiry.objects.get().person == Person.objects.get(forename="Denis")
    adults = Team.objects.get(name="Adults North")
    assert {case.person.forename for case in Case.objects.filter(team=adults)} == {"Denis", "Pam"}
    stopped = Clock.objects.of_subject(contact).get(code="SA-SCR").stopped_at
    assert stopped is not None and stopped < places.due(contact, "SA-SCR")
    walk.at(TUESDAY, 9, 15)
    desk.sits_down(who.front_door_manager)
    walk.go(contact.path)
    desk.keys.enter("form[action$='/ratify/'] button")
    walk.reads("Ratified by Demo Front Door Manager")
