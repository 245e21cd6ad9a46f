"""F11: a GP tells again within a year; an earlier referral makes it a re-referral, an earlier contact alone does not."""

from datetime import date

import pytest

from people.models import Person
from referrals.contacts.models import Contact
from referrals.contacts.services import log_contact
from referrals.decisions.models import ReferralSubject
from tests.journeys.front_door import arrivals, places
from tests.journeys.front_door.desk import Desk, referrer_reads, row_of
from tests.journeys.privacy import arranged
from tests.journeys.walk import Walk
from tests.referrals.conftest import ready
from tests.referrals.decisions.test_record_decision import decide

pytestmark = [
    pytest.mark.long,
    pytest.mark.browser,
    pytest.mark.timeout(900),
    pytest.mark.django_db(transaction=True),
]
MAUNDY_THURSDAY, TUESDAY = date(2027, 3, 25), date(2027, 3, 30)


def told_in_april(walk: Walk, forename: str, *, outcome: str, tier: int) -> Person:
    """What the school nurse told a year ago, and what came of it."""
    who = walk.personas
    walk.at(date(2026, 4, 20), 13, 20)
    with arranged():
        contact: Contact = log_contact(
            by=who.lead_professional,
            key="",
            what="Low mood, attendance 82 per cent",
            where_now="At school",
            people=[
                {"role": "CHILD", "forename": forename, "surname": "Demoagain", "born_on": date(2015, 9, 14)}
            ],
        )
        decide(ready(contact, who), who.front_door_manager, outcome=outcome, tier=tier)
    found: Person = Person.objects.get(forename=forename)
    return found


def test_f11_only_an_earlier_referral_makes_it_a_re_referral(walk: Walk) -> None:
    # Given two girls told of last April: one was referred, of the other there was only a contact
    who = walk.personas
    team = places.given_a_team(walk, "Central")
    gwen = told_in_april(walk, "Gwen", outcome="FAMILY_HELP", tier=3)
    gill = told_in_april(walk, "Gill", outcome="SINGLE_AGENCY", tier=2)
    # When their GP tells of both on the Thursday before Easter
    walk.at(MAUNDY_THURSDAY, 11, 10)
    home = {
        "surname": "Demoagain",
        "born_on": date(2015, 9, 14),
        "in_household": "YES",
        "address_kind": "HOME",
        "postcode": "M33 2AA",
    }
    contact = arrivals.by_the_form(
        walk,
        who.gp,
        where_now="At home",
        people=[
            {"role": "CHILD", "forename": "Gwen", **home},
            {"role": "SIBLING", "forename": "Gill", "relation_to_first": "SIBLING", **home},
        ],
        concern={
            "kind": "SAFEGUARDING",
            "what": "Frightened of their father, who has moved in",
            "concerns": ["EMO"],
        },
    )
    assert places.due(contact, "REF-DEC").date() == TUESDAY
    # And duty recognises both: the page counts what was decided before
    walk.at(MAUNDY_THURSDAY, 12)
    desk = Desk(walk, "f11")
    desk.sits_down(who.duty, contact.reference, "1 working day left", "Demo Practice")
    desk.look("queue")
    desk.opens(contact)
    desk.look("triage")
    desk.takes()
    desk.rates("AMBER", "Help had worked; now they are afraid")
    for name, other in (("Gwen", gwen), ("Gill", gill)):
        desk.matches(row_of(contact, name), "SAME", "The same date of birth and school")
        desk.considers(row_of(contact, name), "The school nurse was rung")
        assert row_of(contact, name).person == other
    walk.reads("Assessment as a child in need (section 17): 1", "Help by a single agency: 1")
    desk.look("matched")
    walk.at(TUESDAY, 10)
    desk.sits_down(who.front_door_manager, contact.reference, "due today")
    desk.opens(contact)
    desk.decides(
        contact,
        tier=3,
        indicator="3A",
        adults="YES",
        outcomes={"Gwen": "Assessment as", "Gill": "Assessment as"},
        rationale="Needs that have lasted in spite of help; a man in the house whom they fear",
    )
    # Then one of the two counts as a re-referral; the assessment runs into the next census year
    again = {
        row.person: row.is_re_referral for row in ReferralSubject.objects.filter(referral__contact=contact)
    }
    assert again == {gwen: True, gill: False}
    assert (places.assessment_of(contact).team, places.assessed_by(contact)) == (team, date(2027, 6, 2))
    referrer_reads(walk, who.gp, contact, "Decided", "Action was taken", never=("re-referral",))
