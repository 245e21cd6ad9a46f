"""F03 a boy found at night; F04 twins of whom one goes home; F09 a flight to a refuge: all by an agency's own system."""

from datetime import date
from typing import Any

import pytest

from accounts.enums import AgencyKind
from accounts.models import Agency
from assessments.models import StrategyDiscussion
from core import clock
from deadlines.models import Clock
from people.models import Person
from referrals.closing.models import OutOfHoursOffer
from referrals.contacts.models import Contact
from tests.journeys.front_door import arrivals, places
from tests.journeys.front_door.desk import Desk, row_of
from tests.journeys.privacy import arranged, recorded
from tests.journeys.walk import Walk
from tests.personas import POLICE

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900), pytest.mark.django_db(transaction=True)]
CONSTABLE = {
    "referrer_name": "Demo Constable",
    "referrer_phone": "01632 960 900",
    "referrer_role": "Constable",
}


def accepts(desk: Desk, contact: Contact, *reads: str) -> None:
    """What arrives while closed waits for whoever is on call, in the list and among their notices."""
    desk.sits_down(desk.walk.personas.edt)
    desk.keys.enter("a[href$='/front-door/out-of-hours/']")
    desk.keys.enter(f"a:has-text('{contact.reference}')")
    desk.walk.reads("Arrived while closed", *reads)
    desk.keys.type_into("note", "I have it, and ring at once")
    desk.submit()
    assert OutOfHoursOffer.objects.get(contact=contact).accepted_by == desk.walk.personas.edt


@pytest.mark.long
def test_f03_police_find_a_boy_at_night_whose_age_nobody_knows(walk: Walk) -> None:
    who = walk.personas
    walk.at(date(2026, 9, 26), 1, 40)
    police = arrivals.System(walk, POLICE)
    told: dict[str, Any] = {
        "what": "Out of a lorry at a service yard, says he is 15, no papers, no adult",
        "where_now": "Police station",
        "danger_now": "YES",
        "danger_detail": "Alone, nowhere to sleep",
        **CONSTABLE,
        "people": [
            {
                "role": "CHILD",
                "forename": "Aaz",
                "surname": "Demounknown",
                "aliases": "Azo, Zed",
                "age_words": "says 15",
                "first_language": "Tigrinya",
                "interpreter_needed": "YES",
                "address_kind": "NFA",
                "sex": "M",
            }
        ],
    }
    contact = police.sends("found-tonight", **told)
    assert (contact.channel, contact.rag) == ("POLICE_PPN", "RED")
    assert places.due(contact, "REF-DEC").date() == date(2026, 9, 28)
    desk = Desk(walk, "f03")
    accepts(desk, contact, "says he is 15")
    walk.at(date(2026, 9, 26), 3)
    desk.sits_down(who.edt, contact.reference, "Aaz Demounknown (says 15)", "Police notification")
    desk.look("queue")
    desk.opens(contact)
    walk.reads("Red: who to call now", "no settled home known: duty")
    desk.look("triage")
    # Red and idle for more than a quarter of an hour: the claim has lapsed, and is taken again (safety c).
    walk.reads("claim lapsed")
    desk.takes()
    desk.settles_everybody_as_new(contact, "Alone; nobody of his family is here")
    desk.decides(
        contact,
        tier=4,
        indicator="4J",
        adults="NOBODY",
        children="NOBODY",
        outcomes={"Aaz": "Assessment as"},
        rationale="No safe adult can care for him tonight",
        alone_because="Out of hours, the only worker on duty",
    )
    desk.look("decided")
    boy = Person.objects.get(surname="Demounknown", forename="Aaz")
    assert boy.born_on is None and boy.names.count() == 2
    assert police.reads_of(contact)[0] == "Decided"


@pytest.mark.long
def test_f04_twins_whose_names_differ_by_a_letter_are_told_apart_by_a_person(walk: Walk) -> None:
    # Given twins on record, and a ward that tells of both on a bank holiday
    who = walk.personas
    team = places.given_a_team(walk, "South")
    walk.at(date(2026, 5, 4), 11, 30)
    born = date(2022, 10, 12)
    with arranged():
        Agency.objects.create(name="Demo Hospital", kind=AgencyKind.HOSPITAL)
        tara, tora = (
            recorded(walk, name, "Demotwin", born_on=born, sex="F", is_multiple_birth=True)
            for name in ("Tara", "Tora")
        )
    ward = arrivals.System(walk, "Demo Hospital")
    home = {
        "surname": "Demotwin",
        "in_household": "YES",
        "address_kind": "HOME",
        "address_lines": "6 Demo Mews",
        "postcode": "WA14 2AA",
    }
    contact = ward.sends(
        "discharge-of-one",
        kind="HELP",
        where_now="Children's ward, home on Wednesday",
        referrer_name="Demo Ward",
        referrer_phone="01632 960 445",
        what="Tara goes home after surgery with a feeding tube; her mother is alone with twins",
        people=[
            {"role": "CHILD", "forename": "Tara", "born_on": "2022-10-12", "sex": "F", **home},
            {
                "role": "SIBLING",
                "forename": "Tora",
                "born_on": "2022-10-12",
                "sex": "F",
                "relation_to_first": "SIBLING",
                **home,
            },
        ],
    )
    assert places.due(contact, "REF-DEC").date() == date(2026, 5, 5)
    # Then no machine has said who is who
    assert set(contact.people.values_list("match", flat=True)) == {""}
    # When duty, the next morning, says it of each
    walk.at(date(2026, 5, 5), 9, 30)
    desk = Desk(walk, "f04")
    desk.sits_down(who.duty, contact.reference, "Tara Demotwin (3 years); Tora Demotwin (3 years)")
    desk.look("queue")
    desk.opens(contact)
    walk.reads("It may be: Tara Demotwin, 12 Oct 2022; Tora Demotwin, 12 Oct 2022")
    desk.look("triage")
    desk.takes()
    desk.rates("AMBER", "Home tomorrow with care that she cannot give alone")
    for name in ("Tara", "Tora"):
        desk.matches(row_of(contact, name), "SAME", f"The wristband says {name}")
        desk.considers(row_of(contact, name), "Twins: two records, read side by side")
    assert [row_of(contact, name).person for name in ("Tara", "Tora")] == [tara, tora]
    walk.at(date(2026, 5, 5), 15)
    desk.sits_down(who.front_door_manager, contact.reference)
    desk.opens(contact)
    desk.decides(
        contact,
        tier=3,
        indicator="3F",
        adults="YES",
        outcomes={"Tara": "Assessment as", "Tora": "Assessment as"},
        rationale="Two disabled children, one parent, discharge tomorrow",
    )
    # Then two children are assessed, and two records stand
    assert places.assessment_of(contact).team == team
    assert not Person.objects.filter(merged_into__isnull=False).exists()
    assert Person.objects.filter(surname="Demotwin").count() == 2
    assert ward.reads_of(contact)[0] == "Decided"


def test_f09_a_notification_graded_high_opens_the_call_list_the_same_night(walk: Walk) -> None:
    # Given a flight to a refuge on the Friday before a bank holiday
    who = walk.personas
    walk.at(date(2026, 8, 28), 21)
    police = arrivals.System(walk, POLICE)
    safe = {
        "address_kind": "REFUGE",
        "address_is_confidential": True,
        "address_lines": "Demo Refuge, room 4",
        "postcode": "WA15 5AA",
        "surname": "Demofled",
        "in_household": "YES",
    }
    contact = police.sends(
        "ppn-of-tonight",
        what="Fourth incident, this time with a knife; the mother left with both children",
        where_now="Safe tonight",
        police_grade="HIGH",
        concerns=["DOMESTIC"],
        **CONSTABLE,
        people=[
            {"role": "CHILD", "forename": "Cara", "born_on": "2021-05-05", "sex": "F", **safe},
            {
                "role": "SIBLING",
                "forename": "Bert",
                "born_on": "2026-01-09",
                "sex": "M",
                "relation_to_first": "SIBLING",
                **safe,
            },
            {
                "role": "PARENT",
                "forename": "Vera",
                "born_on": "1996-07-07",
                "relation_to_first": "PARENT",
                **safe,
            },
            {
                "role": "PARENT",
                "forename": "Piet",
                "surname": "Demoleft",
                "born_on": "1993-03-13",
                "relation_to_first": "PARENT",
                "in_household": "NO",
                "is_alleged_source": True,
                "works_with_vulnerable": "NO",
            },
        ],
    )
    assert (contact.channel, contact.rag, contact.locality) == ("POLICE_PPN", "RED", None)
    assert places.due(contact, "REF-DEC").date() == date(2026, 9, 1)
    assert places.due(contact, "MASH-R") == clock.at_local(date(2026, 8, 29), 1)
    # When the out-of-hours worker takes it, the page says whom to call; where they fled to stands behind a line
    desk = Desk(walk, "f09")
    accepts(desk, contact, "with a knife")
    desk.sits_down(who.edt, contact.reference, "Red")
    assert "WA15" not in walk.page.content() and "Demo Refuge" not in walk.page.content()
    desk.look("queue")
    desk.opens(contact)
    walk.reads(
        "Red: who to call now",
        "Police graded it high",
        "Alleged source of harm",
        "Confidential address: tell nobody",
    )
    assert "Demo Refuge" not in walk.page.inner_text("main")
    desk.look("triage")
    desk.page.keyboard.press("n")
    desk.settles_everybody_as_new(contact, "Police and the refuge were rung")
    desk.keys.enter("a[href$='/strategy/']")
    for _ in range(2):
        desk.keys.reach("[name=people]", most=150)
        desk.page.keyboard.press("Space")
    desk.look("call")
    desk.keys.enter("main form button[type=submit]")
    assert StrategyDiscussion.objects.get(contact=contact).children.count() == 2
    walk.go(contact.path)
    desk.decides(
        contact,
        tier=4,
        indicator="4E",
        adults="YES",
        children="YES",
        outcomes={"Cara": "Strategy", "Bert": "Strategy"},
        rationale="A knife, two small children, a father who knows where to look",
        alone_because="Night, the only worker on duty",
    )
    # Then one discussion stands, tonight; its limit is tomorrow's only because a day was given
    assert StrategyDiscussion.objects.count() == 1
    assert Clock.objects.filter(code="STRAT", stopped_at__isnull=True).exists()
    assert police.reads_of(contact)[0] == "Decided"
