"""F01 an unborn child of a young woman who left care; F05 a boy without a fixed home: both by the professional form."""

from datetime import date

import pytest

from accounts.enums import AgencyKind
from people import services as people
from people.enums import InvolvementKind, StatusKind
from people.models import Address, Person
from tests.journeys.front_door import arrivals, places
from tests.journeys.front_door.desk import Desk, referrer_reads, row_of
from tests.journeys.privacy import arranged, recorded
from tests.journeys.walk import Walk
from tests.personas import TRUST

pytestmark = [
    pytest.mark.long,
    pytest.mark.browser,
    pytest.mark.timeout(900),
    pytest.mark.django_db(transaction=True),
]


def test_f01_a_midwife_tells_of_an_unborn_child_whose_mother_left_care(walk: Walk) -> None:
    # Given a young woman on record as a care leaver, with her personal adviser
    who = walk.personas
    team = places.given_a_team(walk, "North")
    walk.at(date(2026, 4, 13), 10)
    with arranged():
        mother = recorded(walk, "Mia", "Demounborn", born_on=date(2006, 11, 2), sex="F")
        people.set_status(
            person=mother, kind=StatusKind.CARE_LEAVER, by=who.system, started_on=date(2024, 11, 2)
        )
        people.involve(
            person=mother,
            kind=InvolvementKind.CO_WORKER,
            user=who.social_worker_colleague,
            by=who.system,
            what="Personal adviser",
        )
    midwife = arrivals.colleague(walk, "midwife", TRUST, AgencyKind.NHS_TRUST, "MIDWIFE")
    # When her midwife tells of the child that she expects
    contact = arrivals.by_the_form(
        walk,
        midwife,
        where_now="With a friend in Stretford",
        people=[
            {
                "role": "UNBORN",
                "forename": "Baby",
                "surname": "Demounborn",
                "expected_on": date(2026, 8, 14),
                "in_household": "YES",
            },
            {
                "role": "PARENT",
                "forename": "Mia",
                "surname": "Demounborn",
                "born_on": date(2006, 11, 2),
                "relation_to_first": "PARENT",
                "in_household": "YES",
                "is_pregnant": "YES",
                "address_kind": "TEMPORARY",
                "address_lines": "1 Demo Row",
                "postcode": "M32 0AA",
            },
        ],
        concern={
            "kind": "SAFEGUARDING",
            "what": "Books late, sleeps at three flats",
            "concerns": ["NEG", "HOUSING"],
        },
        consent={"consent_asked": "YES", "consent_given": "YES", "consent_by": "Mia", "family_knows": "YES"},
    )
    assert (contact.referrer_role, contact.referrer_source) == ("Midwife", "3D")
    assert places.due(contact, "REF-DEC").date() == date(2026, 4, 14)
    # And duty finds mother and child: one is known, the other is new and of unknown sex
    walk.at(date(2026, 4, 13), 11, 30)
    desk = Desk(walk, "f01")
    desk.sits_down(who.duty, contact.reference, "Baby Demounborn", "North")
    desk.look("queue")
    desk.opens(contact)
    desk.look("triage")
    desk.takes()
    desk.rates("AMBER", "Late booking, nowhere settled")
    baby, woman = row_of(contact, "Baby"), row_of(contact, "Mia")
    desk.matches(baby, "NEW", "Not born yet")
    desk.considers(baby, "No other children; born in seventeen weeks")
    desk.matches(woman, "SAME", "Her own date of birth")
    walk.reads("Care leaver", "Demo Social Worker Colleague")
    unborn = Person.objects.get(forename="Baby")
    assert (unborn.sex, unborn.born_on, unborn.expected_on) == ("U", None, date(2026, 8, 14))
    # And the manager decides
    walk.at(date(2026, 4, 14), 9, 30)
    desk.sits_down(who.front_door_manager, contact.reference)
    desk.opens(contact)
    desk.decides(
        contact,
        tier=3,
        indicator="3D",
        adults="YES",
        outcomes={"Baby": "Assessment as"},
        rationale="The birth is near; Mia agrees to an assessment",
    )
    desk.look("decided")
    # Then the assessment of the child is the North's; her mother is one person in two roles
    assert (places.assessment_of(contact).team, places.assessed_by(contact)) == (team, date(2026, 6, 17))
    assert Person.objects.filter(forename="Mia").count() == 1
    referrer_reads(walk, midwife, contact, "Decided", "Action was taken")


def test_f05_without_a_fixed_abode_the_last_settled_home_says_which_locality(walk: Walk) -> None:
    # Given a boy and his mother who were settled in Sale until May
    who = walk.personas
    team = places.given_a_team(walk, "Central")
    walk.at(date(2026, 6, 5), 15, 10)
    with arranged():
        boy = recorded(walk, "Bo", "Demosofa", born_on=date(2012, 1, 21), sex="M")
        people.move_to(
            person=boy, by=who.system, lines="3 Demo Street", postcode="M33 3AA", starts_on=date(2025, 2, 1)
        )
    housing = arrivals.colleague(walk, "housing", "Demo Homes", AgencyKind.HOUSING, "HOUSING_OFFICER")
    # When housing tells of them: no address to give, but the one that they lost
    nowhere = {
        "in_household": "YES",
        "address_kind": "NFA",
        "address_lines": "Sofas in Stretford and Sale",
        "postcode": "M33 3AA",
    }
    contact = arrivals.by_the_form(
        walk,
        housing,
        where_now="A friend's sofa in Stretford until Sunday",
        people=[
            {
                "role": "CHILD",
                "forename": "Bo",
                "surname": "Demosofa",
                "born_on": date(2012, 1, 21),
                "sex": "M",
                **nowhere,
            },
            {
                "role": "PARENT",
                "forename": "May",
                "surname": "Demosofa",
                "born_on": date(1991, 9, 9),
                "relation_to_first": "PARENT",
                **nowhere,
            },
        ],
        concern={
            "kind": "SAFEGUARDING",
            "what": "Evicted in May; two phones, new trainers and no school",
            "concerns": ["HOUSING", "CCE", "GANG"],
        },
    )
    assert (str(contact.locality), contact.referrer_source) == ("Central", "4")
    # Then the queue shows whose it is, and triage says by which rule
    walk.at(date(2026, 6, 5), 16, 40)
    desk = Desk(walk, "f05")
    desk.sits_down(who.duty, contact.reference, "Central")
    desk.look("queue")
    desk.opens(contact)
    walk.reads("Central: no fixed abode, by the last settled home")
    desk.look("triage")
    desk.takes()
    desk.rates("AMBER", "A boy with money and no school, no home")
    desk.matches(row_of(contact, "Bo"), "SAME", "The same date of birth and last home")
    desk.considers(row_of(contact, "Bo"), "Youth justice and education welfare were asked")
    desk.matches(row_of(contact, "May"), "NEW", "Nobody like her is recorded")
    # And somebody recorded now stands without a home, in the locality of the last one, with the reason
    here = Address.objects.get(person__forename="May", ends_on=None)
    assert (here.kind, here.postcode, str(here.locality)) == ("NFA", "", "Central")
    assert "last settled" in here.locality_reason
    walk.at(date(2026, 6, 8), 10)
    desk.sits_down(who.front_door_manager, contact.reference)
    desk.opens(contact)
    desk.decides(
        contact,
        tier=3,
        indicator="3H",
        adults="YES",
        outcomes={"Bo": "Assessment as"},
        rationale="On the edge of exploitation, no home, no school",
    )
    assert places.due(contact, "REF-DEC").date() == date(2026, 6, 8)
    assert (places.assessment_of(contact).team, places.assessed_by(contact)) == (team, date(2026, 8, 7))
    referrer_reads(walk, housing, contact, "Decided", "Action was taken")
