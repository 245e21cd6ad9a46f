"""F04: twins in the South with complex needs, whose names differ by one letter."""

from casework.cases.services import move_note
from casework.plans.models import Plan
from demo.stories import assessing, front_door, working
from demo.stories.assessing import Finding
from demo.stories.engine import Family, Line, Story, live, on
from demo.stories.front_door import told
from demo.stories.working import Goal
from people import services as people

TEAM, SW, MANAGER = "Complex and Additional Needs", "sw.complex", "manager.complex"
SEN = "education, health and care plans come later"

LINES = (
    Line("2026-05-04", "The hospital tells of T1's discharge on the bank holiday: the first working day after it is day 1", "REF-DEC", "2026-05-05"),
    Line("2026-05-05", "T1 and T2 recognised as two people, never merged; multiple birth marked"),
    Line("2026-05-05", "Assessment of both", "CFA", "2026-07-07"),
    Line("2026-05-05", "Seen within five working days", "CFA-SEEN", "2026-05-12"),
    Line("2026-06-30", "Assessment authorised: child-in-need plans due", "CIN-PLAN", "2026-07-14"),
    Line("2026-07-10", "Plans agreed; first review", "CIN-REV1", "2026-08-21"),
    Line("2026-08-25", "Review, late with its reason; the next in twelve weeks", "CIN-REV", "2026-11-17"),
    Line("2026-11-17", "Second review on its day", "CIN-REV", "2027-02-09"),
    Line("2026-06-22", "A note about T1 written on T2: moved with a trail"),
    Line("2026-06-15", "EHC request for T1: decide", "EHC-6", "2026-07-27", SEN),
    Line("2026-06-15", "Refuse a plan by", "EHC-16", "2026-10-05", SEN),
    Line("2026-06-15", "Final plan", "EHC-20", "2026-11-02", SEN),
    Line("2026-07-10", "Short breaks counted for each child", "SB-75", "", "short breaks come with children in care"),
    Line("2026-05-20", "Equipment and therapies asked for as onward referrals", missing="onward referrals come with the directory's second part"),
    Line("2026-06-01", "The mother's low mood: a question to adult mental health, and help of her own offered"),
)  # fmt: skip
FINDINGS = (
    Finding(
        "T1",
        "CIN_PLAN",
        ("6A",),
        "Points at the window",
        "Surgery, feeding tube, risk of falling behind",
        3,
        "N2",
    ),
    Finding(
        "T2", "CIN_PLAN", ("6A", "4B"), "Follows T1 everywhere", "Left waiting while T1 is cared for", 3, "N2"
    ),
)


def tell(family: Family) -> None:
    home = {"in_household": "YES", "postcode": "WA14 2AA", "address_lines": "6 Demo Mews"}
    with on("2026-05-04 11:30", by="hospital.ward") as ward:
        contact = front_door.concern(
            family, by=ward, kind="HELP", where_now="Children's ward, home on Wednesday",
            what="T1 goes home after surgery with a feeding tube; mother is alone with twins and cries at handover",
            people=[
                told("T1", "CHILD", forename="Demo-Ta", born="2022-10-12", sex="F", disabilities=["MOB", "COMM"], **home),
                told("T2", "SIBLING", forename="Demo-Tb", born="2022-10-12", sex="F", disabilities=["MOB"],
                     relation_to_first="SIBLING", **home),
                told("M04", "PARENT", born="1994-04-04", sex="F", relation_to_first="PARENT", holds_responsibility="YES", **home),
            ],
            concerns=["DISABILITY", "PARENT_HEALTH"], consent_asked="YES", consent_given="YES", consent_by="M04", family_knows="YES",
        )  # fmt: skip
    with on("2026-05-05 09:30", by="duty.one") as duty:
        front_door.read_and_rate(
            contact, by=duty, rag="AMBER", reason="Home on Wednesday with care she cannot give alone"
        )
        front_door.recognise(family, contact, by=duty, considered="Twins: two records, read side by side")
        for number in ("T1", "T2"):
            person = family.refreshed(number)
            people.update_person(person=person, by=duty, version=person.version, is_multiple_birth=True)
        front_door.triage_services.ask_family(
            contact=contact, about=front_door.row_of(contact, "M04"), question="OWN_SUPPORT", by=duty
        )
        front_door.ask(contact, "M04", by=duty, check="MENTAL_HEALTH", agency="Adult Mental Health (demo)", basis="CONSENT",
                       question="Is M04 known to you, and would she be seen soon?")  # fmt: skip
    with on("2026-05-05 15:00", by="frontdoor.manager") as decider:
        decision = front_door.decide(
            family, contact, by=decider, to=TEAM, tier=3, cites=["3F", "3D"], outcomes={"T1": "FAMILY_HELP", "T2": "FAMILY_HELP"},
            because="Two disabled children, one parent, discharge tomorrow", not_told_because="The ward tells M04 today",
        )  # fmt: skip
        assessment = front_door.assessment_of(decision)
        referral = front_door.referral_of(decision)
        for number in ("T1", "T2"):
            working.open_for(family, number, by=decider, kind="CIN", to=TEAM, referral=referral)
    with on("2026-05-06 10:00", by=MANAGER) as manager:
        assessing.give_assessment(assessment, by=manager, to=SW)
        for number in ("T1", "T2"):
            working.give(family, number, by=manager, to=SW)
    with on("2026-05-08 14:00", by=SW) as social_worker:
        assessing.see(assessment, family, "T1", "T2", by=social_worker, alone=False)
        working.join(family, "T1", "paediatrician", "health.visitor.south", "school.nurse", by=social_worker)
    with on("2026-06-19 15:00", by=SW) as social_worker:
        note = working.note(
            family,
            "T2",
            by=social_worker,
            facts="The tube was changed at home; M04 did it herself.",
            kind="TELEPHONE",
        )
    with on("2026-06-22 09:00", by=SW) as social_worker:
        move_note(
            note=note,
            to=working.case_of(family, "T1"),
            by=social_worker,
            reason="It is about T1: the names look alike",
        )
    with on("2026-06-26 15:00", by=SW) as social_worker:
        assessing.write_up(assessment, family, FINDINGS, by=social_worker, history="Born at 28 weeks; father left in 2024",
                           parents_view="I need one night's sleep in the week")  # fmt: skip
        assessing.submit(assessment, by=social_worker)
    with on("2026-06-30 10:00", by=MANAGER) as manager:
        assessing.authorise(
            assessment, family, FINDINGS, by=manager, decision="Plans for both; help for M04 of her own"
        )
    plans = planned(family)
    reviewed(family, plans)
    live(
        working.visits_every(
            family, "T1", "T2", by=SW, start="2026-07-20", end="2027-03-15", every=27, alone=False,
            words=("Reached for the book", "Laughed at the visitor's keys"),
        ),
    )  # fmt: skip


def planned(family: Family) -> list[Plan]:
    plans = []
    with on("2026-07-08 11:00", by=SW) as social_worker:
        for number in ("T1", "T2"):
            plan = working.plan_for(
                family, number, by=social_worker, kind="CIN", purpose="Grow and play like each other, and let M04 sleep",
                goals=[
                    Goal("Feeding and growth", "Weight along her own line", "Centile at clinic", "2027-01-31",
                         "Dietitian every month", "@paediatrician", domain="HEALTH", score=4),
                    Goal("A night's rest for M04", "One night in the week", "M04 says so", "2026-10-31",
                         "Find a sitter who can manage the tube", "@sw.complex", domain="PARENT_SUPPORT", score=1),
                ],
            )  # fmt: skip
            plans.append(plan)
        working.gap(family, "T1", by=social_worker, what="No overnight short break that takes a child with a feeding tube",
                    wait="YEAR", workaround="A community nurse sits in on Thursdays")  # fmt: skip
    with on("2026-07-10 14:00", by=MANAGER) as manager:
        for plan in plans:
            working.agree(plan, by=manager, views=[("M04", "AGREES", "")])
    return plans


def reviewed(family: Family, plans: list[Plan]) -> None:
    with on("2026-08-25 14:00", by=SW) as social_worker:
        for plan in plans:
            plan.refresh_from_db()
            working.review(
                plan, by=social_worker, working=True, decision="CONTINUE", what="Gaining weight", score=5
            )
        for number in ("T1", "T2"):
            working.late_because(
                "CIN-REV1",
                by=social_worker,
                person=family[number],
                reason="T1 was in hospital in the week it fell due",
            )
    with on("2026-11-17 14:00", by=SW) as social_worker:
        for plan in plans:
            plan.refresh_from_db()
            working.review(
                plan,
                by=social_worker,
                working=True,
                decision="CONTINUE",
                what="A sitter found; M04 sleeps on Thursdays",
                score=6,
            )
    with on("2027-02-08 14:00", by=SW) as social_worker:
        for plan in plans:
            plan.refresh_from_db()
            working.review(
                plan, by=social_worker, working=True, decision="CHANGE", what="Nursery five mornings", score=7
            )


STORY = Story("F04", "Twins with complex needs", "South", LINES, tell, "Story-Four")
