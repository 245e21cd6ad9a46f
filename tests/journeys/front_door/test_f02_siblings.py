"""F02: a school tells of four children, two fathers; one concern, four decisions, four names in the assessment."""

from datetime import date

import pytest

from people.models import Person
from referrals.decisions.models import ReferralSubject
from tests.journeys.front_door import arrivals, places
from tests.journeys.front_door.desk import Desk, referrer_reads
from tests.journeys.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900), pytest.mark.django_db(transaction=True)]
WEDNESDAY, THURSDAY = date(2026, 7, 1), date(2026, 7, 2)
CHILDREN = (("Cora", 2014), ("Cyril", 2017), ("Caleb", 2020), ("Cleo", 2024))
HOME = {
    "in_household": "YES",
    "address_kind": "HOME",
    "address_lines": "4 Demo Crescent",
    "postcode": "M41 5AA",
}
WHAT = "Cyril and Caleb came in hungry and unwashed for the third week; Cora says that she gets them all up."


def test_f02_one_concern_a_decision_for_each_of_four_children(walk: Walk) -> None:
    # Given a school's safeguarding lead tells of four children, their mother and two fathers
    who = walk.personas
    team = places.given_a_team(walk, "West")
    walk.at(WEDNESDAY, 9, 40)
    told = [
        {
            "role": "CHILD" if at == 0 else "SIBLING",
            "forename": name,
            "surname": "Demofour",
            "born_on": date(year, 3, 11),
            "sex": "F",
            **({} if at == 0 else {"relation_to_first": "SIBLING" if at == 1 else "HALF_SIBLING"}),
            **HOME,
        }
        for at, (name, year) in enumerate(CHILDREN)
    ]
    told += [
        {"role": "PARENT", "forename": "Mona", "surname": "Demofour", "relation_to_first": "PARENT", **HOME},
        {
            "role": "PARENT",
            "forename": "Fred",
            "surname": "Demofather",
            "relation_to_first": "PARENT",
            "in_household": "NO",
            "address_kind": "HOME",
            "postcode": "M41 8AB",
        },
        {
            "role": "PARENT",
            "forename": "Frank",
            "surname": "Demosecond",
            "relation_to_first": "STEP_PARENT",
            **HOME,
        },
    ]
    contact = arrivals.by_the_form(
        walk,
        who.referrer,
        where_now="Three at school, Cleo at home",
        people=told,
        concern={"kind": "SAFEGUARDING", "what": WHAT, "concerns": ["NEG"]},
        consent={"consent_asked": "NO", "consent_not_sought": "RISK_TO_CHILD", "family_knows": "NO"},
    )
    assert places.due(contact, "REF-DEC").date() == THURSDAY
    # When duty takes it, and says of each who they are and what was considered
    walk.at(WEDNESDAY, 12)
    desk = Desk(walk, "f02")
    desk.gathers(
        who.duty,
        contact,
        "Cora Demofour (12 years)",
        "Demo School",
        "West",
        rag="AMBER",
        reason="Three children hungry for weeks, a toddler unseen",
    )
    assert Person.objects.filter(surname="Demofour").count() == 5
    # And the manager decides for each child by itself: one of them is helped otherwise
    walk.at(THURSDAY, 10)
    desk.sits_down(who.front_door_manager, contact.reference, "Amber")
    desk.opens(contact)
    decision = desk.decides(
        contact,
        tier=3,
        indicator="3G",
        adults="YES",
        help_named="School nurse, weekly",
        outcomes={
            "Cora": "Help by a single",
            "Cyril": "Assessment as",
            "Caleb": "Assessment as",
            "Cleo": "Assessment as",
        },
        rationale="Neglect of the younger three, seen by three agencies; Cora is helped at school",
    )
    desk.look("decided")
    # Then each has a decision, three an assessment by the West, and Cora none
    given = dict(decision.outcomes.values_list("contact_person__forename", "outcome"))
    assert [given[name] for name, _ in CHILDREN] == ["SINGLE_AGENCY", *["FAMILY_HELP"] * 3]
    assert {given[name] for name in ("Mona", "Fred", "Frank")} == {"CONSIDERED"}
    assert set(ReferralSubject.objects.values_list("person__forename", flat=True)) == {
        "Cyril",
        "Caleb",
        "Cleo",
    }
    assert places.assessed_by(contact) == date(2026, 9, 3)
    assert places.assessment_of(contact).team == team
    assert places.heard_of_new_work(contact) == {"team_manager_other"}
    referrer_reads(
        walk, who.referrer, contact, "Decided", "Action was taken", never=("Family Support West", "3G")
    )
    desk.look("status")
