"""F09: a mother and two children in a refuge, and a father who must not learn where."""

from typing import Any

from casework.plans.models import Plan
from demo.stories import assessing, conferring, front_door, reviewing, working
from demo.stories.conferring import Verdict
from demo.stories.engine import Family, Line, Story, live, on
from demo.stories.front_door import Told, told
from people import services as people
from people.models import Person
from referrals.decisions.services import ratify

TEAM, SW, MANAGER = "Family Support South", "sw.south", "manager.south"

LINES = (
    Line("2026-08-26", "A neighbour rings (the father of F02's C3 and C4): advice of the domestic abuse service", "REF-DEC", "2026-08-27"),
    Line("2026-08-28", "Police notification at 21:00 on Friday before the bank holiday", "REF-DEC", "2026-09-01"),
    Line("2026-08-28", "Graded high: red, four hours", "MASH-R", "2026-08-29 01:10"),
    Line("2026-08-28", "Strategy discussion the same night", "STRAT", "2026-09-01"),
    Line("2026-08-28", "Conference due from that night", "ICPC", "2026-09-21"),
    Line("2026-08-29", "Both children seen within 24 hours", "S47-SEEN", "2026-08-29 23:00"),
    Line("2026-08-28", "Decided alone at night, ratified after the bank holiday; MARAC beside it"),
    Line("2026-08-28", "Assessment from receipt", "CFA", "2026-11-02"),
    Line("2026-09-18", "Conference: emotional abuse, both children", "CPDEC", "2026-09-21"),
    Line("2026-09-18", "First core group, held a day late with its reason", "CG-1", "2026-10-02"),
    Line("2026-09-18", "First review", "RCPC-1", "2026-12-18"),
    Line("2026-12-15", "Review conference", "RCPC-N", "2027-06-15"),
    Line("2026-09-18", "The father hears at a session of his own; his copy leaves out refuge, school, GP, locality", missing="copies per recipient come later; only the chair's copy is made"),
    Line("2026-10-05", "The father asks for his data", "SAR", "2026-11-05", "subject access requests come later"),
    Line("2026-09-04", "Non-molestation order", missing="legal orders come later"),
)  # fmt: skip


def tell(family: Family) -> None:
    rung_by_a_neighbour(family)
    enquiries = fled(family)
    conferring.initial(
        family, {"C09": Verdict("EMO"), "B09": Verdict("EMO")}, enquiries, by=SW, manager=MANAGER, concluded="2026-09-08 11:00",
        scheduled="2026-09-09 10:00", held="2026-09-18", group=[SW, "health.visitor.south", "da.adviser"], review_by="2026-12-15",
        letter="2026-09-21", record="2026-10-09", place="By video; the mother from a place of her choice",
        texts={
            SW: "Two years of fear; V09 protected both children and left.",
            "health.visitor.south": "B09 startles and sleeps little.",
            "da.adviser": "Risk assessed as high: strangulation, threats, stalking.",
            "police.frontdoor": "Four incidents, the last with a knife.",
        },
    )  # fmt: skip
    followed(family)


def household() -> list[Told]:
    safe: dict[str, Any] = {"address_kind": "REFUGE", "address_is_confidential": True, "address_lines": "Demo Refuge, room 4", "postcode": "WA15 5AA",
            "in_household": "YES"}  # fmt: skip
    return [
        told("C09", "CHILD", born="2021-05-05", sex="F", **safe),
        told("B09", "SIBLING", born="2026-01-09", sex="M", relation_to_first="SIBLING", **safe),
        told("V09", "PARENT", born="1996-07-07", sex="F", relation_to_first="PARENT", holds_responsibility="YES",
             phone="01632 960 790", safe_to_call="NO", **safe),
        told("P09", "PARENT", born="1993-03-13", sex="M", relation_to_first="PARENT", holds_responsibility="YES", in_household="NO",
             is_alleged_source=True, works_with_vulnerable="NO"),
    ]  # fmt: skip


def rung_by_a_neighbour(family: Family) -> None:
    known = Person.objects.filter(forename="Demo F2", surname="Story-Two").first()
    if known is not None:
        family.cast["F2"] = known
    with on("2026-08-26 10:20", by="business.support") as supporter:
        contact = front_door.concern(
            family, by=supporter, for_another=True, channel="PHONE", received="2026-08-26 10:00", where_now="At home next door, I think",
            referrer_name="Demo F2 Story-Two", referrer_phone="01632 960 791", referrer_source="1B", referrer_relationship="Neighbour",
            what="Shouting and something thrown through the wall most nights; a baby cries",
            people=[
                told("C09", "CHILD", forename="", surname="", age_words="about five", sex="F"),
                told("F2", "ELSEWHERE", surname="Story-Two", born="1990-10-10", sex="M"),
            ],
            concerns=["DOMESTIC"], identity_may_be_told=False,
        )  # fmt: skip
    with on("2026-08-26 12:00", by="duty.one") as duty:
        front_door.read_and_rate(
            contact, by=duty, rag="AMBER", reason="A baby in the house, heard through a wall"
        )
        row = front_door.row_of(contact, "F2")
        front_door.triage_services.match_person(
            contact_person=row,
            by=duty,
            decision="SAME" if known else "NEW",
            person=known,
            reason="Gave his name and date of birth",
        )
        child = front_door.row_of(contact, "C09")
        front_door.triage_services.match_person(
            contact_person=child, by=duty, decision="UNSURE", reason="No name yet"
        )
        front_door.triage_services.consider_person(
            contact_person=child, by=duty, note="Police and health visiting asked; no match"
        )
        front_door.consider_household(
            contact, by=duty, note="His own household, on plans with another team; not part of this worry"
        )
        front_door.triage_services.acknowledge_referrer(
            contact=contact, by=duty, how="Rung back, no more said"
        )
    with on("2026-08-27 10:00", by="duty.one") as duty:
        front_door.decide(
            family, contact, by=duty, tier=2, cites=["2G"], outcomes={"C09": "SINGLE_AGENCY"}, help_named="Domestic abuse service rings the mother",
            because="Heard only; the service that can ring safely does so", not_told_because="It could put somebody in danger",
            adults_asked="UNKNOWN", children_asked="UNKNOWN", release="NOTHING_YET", release_reason="A neighbour",
        )  # fmt: skip


def fled(family: Family) -> dict[str, assessing.Section47]:
    with on("2026-08-28 21:10", by="police.frontdoor") as police:
        contact = front_door.concern(
            family, by=police, channel="POLICE_PPN", received="2026-08-28 21:00", where_now="On the way to a safe place",
            police_grade="HIGH", danger_now="YES", danger_detail="Knife, threats to kill, strangled last week",
            what="Called by V09 at 20:10; partner held a knife to her in front of both children and has left on foot",
            people=household(), concerns=["DOMESTIC", "EMO"], consent_asked="YES", consent_given="YES", consent_by="V09",
        )  # fmt: skip
    with on("2026-08-28 21:40", by="edt") as edt:
        front_door.read_and_rate(contact, by=edt, rag="RED", reason="High risk, father at large")
        front_door.recognise(family, contact, by=edt, considered="Seen with their mother by officers tonight")
        decision = front_door.decide(
            family, contact, by=edt, to=TEAM, tier=4, cites=["4E"], outcomes={"C09": "STRATEGY", "B09": "STRATEGY"},
            because="Significant harm suffered and likely tonight", parallel=[("MARAC", "High risk, fourteen ticks")],
            alone_because="Out of hours; the manager was rung and agreed", not_told_because="The father must not learn of it",
        )  # fmt: skip
        people.warn_staff(
            person=family["P09"],
            by=edt,
            what="Carries a knife; never visit alone",
            review_on=working.day("2027-02-26"),
        )
    discussion = assessing.StrategyDiscussion.objects.get(contact=contact)
    with on("2026-08-28 23:00", by="edt") as edt:
        for number in ("C09", "B09"):
            working.look_in(
                family, number, by=edt, why="Strategy discussion tonight, children seen in the morning"
            )
        enquiries = assessing.hold_strategy(
            discussion, family, {"C09": "Saw a knife at her mother's throat", "B09": "In his mother's arms"}, by=edt, to=TEAM,
            lead="edt", categories=("EMO",),
        )  # fmt: skip
    with on("2026-08-29 10:30", by="edt") as edt:
        for enquiry in enquiries.values():
            assessing.see_in_enquiry(enquiry, by=edt, alone=False, where="A safe place")
    with on("2026-09-01 09:10", by="frontdoor.manager") as manager:
        ratify(decision=decision, by=manager, note="Protection was not held up")
    with on("2026-09-01 10:00", by=MANAGER) as manager:
        assessing.give_assessment(front_door.assessment_of(decision), by=manager, to=SW)
        for number in ("C09", "B09"):
            working.give(family, number, by=manager, to=SW, why="Experienced with safe addresses")
    return enquiries


def followed(family: Family) -> None:
    def first_group() -> None:
        with on("2026-10-05 14:00", by=SW) as social_worker:
            for number in ("C09", "B09"):
                conferring.core_group(
                    conferring.plan_of(family, number), by=social_worker, next_on="2026-11-16"
                )
                working.late_because(
                    "CG-1",
                    by=social_worker,
                    person=family[number],
                    reason="V09 could not travel on the Friday; nobody met without her",
                )

    def held(plans: dict[str, Plan] | None = None) -> None:
        with on("2026-10-22 15:00", by=SW) as social_worker:
            part = assessing.Assessment.objects.get(parts__person=family["C09"], authorised_at__isnull=True)
            found = [
                assessing.Finding(
                    "C09", "CONTINUE", ("3B", "17A"), "Daddy's loud", "Saw her mother nearly killed", 4
                ),
                assessing.Finding("B09", "CONTINUE", ("3B",), "Quiet in V09's arms", "Lives with fear", 4),
            ]
            assessing.write_up(part, family, found, by=social_worker, history="Together since 2019, violence from 2024",
                               parents_view="V09: I'll never go back")  # fmt: skip
            assessing.submit(part, by=social_worker)
        with on("2026-10-23 10:00", by=MANAGER) as manager:
            assessing.authorise(part, family, found, by=manager, decision="The plans continue")

    live(
        [("2026-10-05 14:00", first_group), ("2026-10-22 15:00", held)],
        working.visits_every(family, "C09", "B09", by=SW, start="2026-09-24", end="2027-03-26", alone=False,
                             words=("I have a bed by the window", "I drew our house", "No shouting")),
        reviewing.core_groups(family, "C09", "B09", by=SW, held=["2026-11-16", "2026-12-10", "2027-01-20", "2027-03-02"]),
        reviewing.review(
            family, {"C09": Verdict("EMO"), "B09": Verdict("EMO")}, by=SW, asked="2026-11-27", held="2026-12-15",
            agencies=["health.visitor.south", "da.adviser"], review_by="2027-06-15",
        ),
    )  # fmt: skip


STORY = Story("F09", "A safe address", "South", LINES, tell, "Story-Nine")
