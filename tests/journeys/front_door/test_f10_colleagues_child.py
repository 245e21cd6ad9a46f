"""F10: a school names a colleague's child and a partner who coaches: nobody's queue but the named holders'."""

from datetime import date

import pytest

from accounts.models import User
from outbox.models import Notice
from referrals.allegations.models import Allegation
from tests.journeys.front_door import arrivals, places
from tests.journeys.front_door.desk import Desk, referrer_reads
from tests.journeys.privacy import cannot_open
from tests.journeys.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900), pytest.mark.django_db(transaction=True)]
MONDAY, TUESDAY = date(2026, 10, 12), date(2026, 10, 13)
HOME = {"in_household": "YES", "address_kind": "HOME", "address_lines": "9 Demo Lea", "postcode": "WA14 5AA"}


def test_f10_a_workers_child_stands_in_nobodys_queue_but_the_named_holders(walk: Walk) -> None:
    # Given a school tells of cuts, and that the mother's partner, who coaches children, hits her
    who = walk.personas
    team = places.given_a_team(walk, "South")
    walk.at(MONDAY, 13, 10)
    contact = arrivals.by_the_form(
        walk,
        who.referrer,
        where_now="School medical room",
        people=[
            {
                "role": "CHILD",
                "forename": "Esme",
                "surname": "Democolleague",
                "born_on": date(2012, 5, 19),
                "sex": "F",
                **HOME,
            },
            {
                "role": "PARENT",
                "forename": "Nora",
                "surname": "Democolleague",
                "relation_to_first": "PARENT",
                **HOME,
            },
            {
                "role": "HOUSEHOLD",
                "forename": "Xavier",
                "surname": "Demopartner",
                "in_household": "YES",
                "is_alleged_source": "YES",
                "works_with_vulnerable": "YES",
                "works_where": "Youth football",
            },
        ],
        concern={
            "kind": "SAFEGUARDING",
            "what": "Fresh cuts on both arms; she says that he hits her",
            "concerns": ["SELF_HARM", "PHY"],
        },
    )
    assert places.due(contact, "REF-DEC").date() == TUESDAY
    assert Allegation.objects.count() == 1
    # Then neither the queue nor its address knows of it, whoever asks
    desk = Desk(walk, "f10")
    for user in (who.duty, who.edt, who.police, who.business_support, who.front_door_manager):
        desk.sits_down(user)
        assert contact.reference not in walk.page.content(), user
        cannot_open(walk, [contact.path])
    # When the designated officer lets two colleagues work on it who do not know the family
    walk.become(who.lado, contact.path)
    for user in (who.duty_second, who.front_door_manager):
        desk.keys.enter("a[href$='/holders/']")
        desk.keys.reach("[name=user]")
        desk.write(user.display_name)
        desk.keys.type_into("reason", "Does not know the family; needed to decide today")
        desk.keys.choose("unconflicted", 0)
        desk.submit()
    # And one gathers, from a queue in which it stands for the holders alone
    walk.at(MONDAY, 15)
    desk.gathers(
        who.duty_second,
        contact,
        "Esme Democolleague (14 years)",
        rag="AMBER",
        reason="Cuts that need no hospital, a man at home tonight",
    )
    walk.reads("Restricted: for its named list alone")
    walk.become(who.duty, "/front-door/")
    assert contact.reference not in walk.page.content()
    # And the other decides; only a manager lets anything be told of it (safety g)
    walk.at(TUESDAY, 9, 40)
    desk.sits_down(who.front_door_manager, contact.reference)
    desk.opens(contact)
    walk.reads("only a manager lets anything be told")
    decision = desk.decides(
        contact,
        tier=3,
        indicator="3C",
        adults="YES",
        outcomes={"Esme": "Assessment as"},
        rationale="Self-harm and an account of being hit; assessed by people who do not know the family",
    )
    desk.look("decided")
    # Then it is assessed elsewhere, and the school reads no more than of any other concern
    assert decision.decided_by == who.front_door_manager
    assert (places.assessment_of(contact).team, places.assessed_by(contact)) == (team, date(2026, 12, 14))
    referrer_reads(
        walk,
        who.referrer,
        contact,
        "Decided",
        "Action was taken",
        never=("restricted", "allegation", "officer"),
    )
    told = Notice.objects.filter(reference=contact.reference).exclude(to=who.referrer)
    allowed: set[User] = {
        who.lado,
        who.duty_second,
        who.front_door_manager,
        who.team_manager_other,
        who.director,
    }
    assert {row.to for row in told.select_related("to")} <= allowed
