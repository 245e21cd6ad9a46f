"""F06: a child on another authority's protection plan moves to Urmston with his brother."""

from demo.stories import assessing, conferring, front_door, reviewing, working
from demo.stories.assessing import Finding
from demo.stories.conferring import Verdict
from demo.stories.engine import Family, Line, Story, live, on
from demo.stories.front_door import told
from people import services as people

TEAM, SW, MANAGER = "Family Support West", "sw.west", "manager.west"

LINES = (
    Line("2026-09-09", "Salford rings: S06 on a neglect plan since February, and his brother; the call starts no transfer limit", "REF-DEC", "2026-09-10"),
    Line("2026-09-10", "Decided: assessment while Salford holds the plan", "CFA", "2026-11-11"),
    Line("2026-09-14", "Written notice arrives: transfer-in conference", "ICPC-T", "2026-10-05"),
    Line("2026-09-14", "The conference unit is asked", "ICPC-REQ", "2026-09-15"),
    Line("2026-09-30", "Reports two working days before", "CPRPT-I", "2026-09-30"),
    Line("2026-10-02", "Conference: plan here, Salford's earlier plan counted", "CPDEC", "2026-10-05"),
    Line("2026-10-02", "First core group", "CG-1", "2026-10-16"),
    Line("2026-10-02", "First review", "RCPC-1", "2027-01-02"),
    Line("2026-12-30", "Review conference", "RCPC-N", "2027-06-30"),
    Line("2026-10-19", "A visit missed by two days, with its reason", "CPVIS", "2026-10-16"),
    Line("2027-03-24", "Twice no answer: S06 unseen beyond ten working days, the manager is told", "CPVIS", "2027-03-18"),
    Line("2026-09-14", "Salford's documents imported as external", missing="bulk import of another authority's papers comes later"),
)  # fmt: skip
FINDINGS = (
    Finding(
        "S06", "ICPC", ("16A",), "New house, same shouting", "Neglect known to Salford since February", 4
    ),
    Finding("B06", "NFA", ("20",), "I'm at college now", "Seventeen, cares for himself, no harm found", 2),
)


def tell(family: Family) -> None:
    home = {"in_household": "YES", "postcode": "M41 6AA", "address_lines": "8 Demo Drive"}
    with on("2026-09-09 11:00", by="duty.two") as duty:
        contact = front_door.concern(
            family, by=duty, for_another=True, channel="PHONE", received="2026-09-09 10:30", where_now="At home in Urmston",
            referrer_name="Duty worker, Salford (demo)", referrer_phone="01632 960 740", referrer_source="5C",
            referrer_agency="Salford Council (demo)",
            what="Family of S06 moved to Urmston at the weekend; on a plan for neglect since February; papers will follow",
            people=[
                told("S06", "CHILD", born="2018-06-06", sex="M", **home),
                told("B06", "SIBLING", born="2009-08-01", sex="M", relation_to_first="SIBLING", **home),
                told("M06", "PARENT", born="1987-12-12", sex="F", relation_to_first="PARENT", holds_responsibility="YES", **home),
            ],
            concerns=["NEG"], family_knows="YES",
        )  # fmt: skip
        front_door.read_and_rate(contact, by=duty, rag="AMBER", reason="A protected child has moved in")
        front_door.recognise(family, contact, by=duty, considered="Salford's worker was rung")
        front_door.triage_services.acknowledge_referrer(
            contact=contact, by=duty, how="Reference given on the telephone"
        )
    with on("2026-09-10 10:00", by="frontdoor.manager") as decider:
        decision = front_door.decide(
            family, contact, by=decider, to=TEAM, tier=3, cites=["3G"], outcomes={"S06": "FAMILY_HELP", "B06": "FAMILY_HELP"},
            because="Another authority's plan for neglect; assessed here meanwhile", not_told_because="Salford told the family",
        )  # fmt: skip
        assessment = front_door.assessment_of(decision)
        referral = front_door.referral_of(decision)
        for number in ("S06", "B06"):
            working.open_for(family, number, by=decider, kind="CIN", to=TEAM, referral=referral)
    with on("2026-09-10 15:00", by=MANAGER) as manager:
        assessing.give_assessment(assessment, by=manager, to=SW)
        for number in ("S06", "B06"):
            working.give(family, number, by=manager, to=SW)
    with on("2026-09-14 10:00", by=SW) as social_worker:
        working.join(family, "S06", "school.nurse", by=social_worker)
        assessing.see(assessment, family, "S06", "B06", by=social_worker)
        case = working.case_of(family, "S06")
        conference = conferring.ask_for(
            family, ["S06"], by=social_worker, kind="TRANSFER_IN", purpose="Take over Salford's plan, or end it",
            other_authority="Salford Council (demo)", notified_on=working.day("2026-09-14"), earlier_plans_elsewhere={case: 1},
            interim_plan="Salford's plan stays in force and is visited from here",
        )  # fmt: skip
        invited = conferring.prepare(
            conference, by=social_worker, starts="2026-10-02 09:30", when_supporter="2026-09-15 09:30",
            agencies=["teacher.west", "school.nurse", "police.frontdoor"],
        )  # fmt: skip
        conferring.invite_family(conference, family, "M06", by=social_worker, role="Mother")
    for username, text in {
        SW: "Salford's worries hold here: unfed, late, alone after school.",
        "teacher.west": "New since Monday, hungry at nine.",
        "school.nurse": "Immunisations behind.",
        "police.frontdoor": "Nothing since the move.",
    }.items():
        with on("2026-09-28 16:00", by=username):
            conferring.report(
                invited[username], text=text, kind="SOCIAL_WORK" if username == SW else "AGENCY"
            )
    conferring.decided(
        family, conference, {"S06": Verdict("NEG")}, held="2026-10-02", group=[SW, "teacher.west", "school.nurse"],
        review_by="2026-12-30", letter="2026-10-05", record="2026-10-23",
    )  # fmt: skip
    followed(family, assessment)


def followed(family: Family, assessment: assessing.Assessment) -> None:
    def late() -> None:
        with on("2026-10-20 15:30", by=SW) as social_worker:
            working.visit(family, "S06", by=social_worker, words="Nana came", kind="UNANNOUNCED")
            working.late_because(
                "CPVIS",
                by=social_worker,
                person=family["S06"],
                reason="Nobody at home on the 15th and 16th; school was closed",
            )

    def authorised() -> None:
        with on("2026-11-04 15:00", by=SW) as social_worker:
            assessing.write_up(assessment, family, FINDINGS, by=social_worker, history="Salford since 2024",
                               parents_view="We moved for a fresh start")  # fmt: skip
            assessing.submit(assessment, by=social_worker)
        with on("2026-11-06 10:00", by=MANAGER) as manager:
            assessing.authorise(
                assessment, family, FINDINGS, by=manager, decision="The plan goes on for S06; B06 needs none"
            )
            brother = family.refreshed("B06")
            people.update_person(
                person=brother, by=manager, version=brother.version, moved_out_on=working.day("2026-11-01")
            )

    def not_in(when: str, what: str) -> None:
        with on(when, by=SW) as social_worker:
            working.no_access(family, "S06", by=social_worker, what=what)

    live(
        [("2027-03-22 16:00", lambda: not_in("2027-03-22 16:00", "Nobody answered, curtains drawn"))],
        [("2027-03-24 17:30", lambda: not_in("2027-03-24 17:30", "M06 at the window, would not open"))],
        [("2026-10-20 15:30", late), ("2026-11-04 15:00", authorised)],
        working.visits_every(family, "S06", by=SW, start="2026-11-02", end="2027-03-09", words=("I like the new school", "Mum was asleep", "We made pancakes")),
        reviewing.core_groups(family, "S06", by=SW, held=["2026-10-15", "2026-11-25", "2026-12-21", "2027-01-29", "2027-03-11"]),
        reviewing.review(
            family, {"S06": Verdict("NEG")}, by=SW, asked="2026-12-07", held="2026-12-30", agencies=["teacher.west", "school.nurse"],
            review_by="2027-06-30",
        ),
    )  # fmt: skip


STORY = Story("F06", "Moved in from another authority", "West", LINES, tell, "Story-Six")
