"""F12: a fracture on Christmas Eve, two years after an earlier plan ended; an unborn brother found."""

from casework.child_protection.models import Conference
from demo.stories import assessing, conferring, front_door, reviewing, working
from demo.stories.assessing import Finding
from demo.stories.conferring import Verdict
from demo.stories.engine import Family, Line, Story, live, on
from demo.stories.front_door import Told, told
from people import services as people
from referrals.decisions.services import ratify

TEAM, SW, MANAGER = "Family Support North", "sw.north", "manager.north"
COURT, LATER = "court orders come later", "children in care come later"

LINES = (
    Line("2024-07-15", "The school tells of H12's belt marks: the earlier plan begins", "REF-DEC", "2024-07-16"),
    Line("2024-08-01", "Conference: physical abuse", "RCPC-1", "2024-11-01"),
    Line("2025-01-30", "Plan ends: no longer at risk; closed in spring", "CIN-PLAN", "2025-02-13"),
    Line("2026-12-24", "A&E rings at 17:20: spiral fracture", "REF-DEC", "2026-12-29"),
    Line("2026-12-24", "We closed at 17:00: it goes to the out-of-hours worker directly, who accepts it"),
    Line("2026-12-24", "Red: four hours", "MASH-R", "2026-12-24 21:40"),
    Line("2026-12-24", "Strategy discussion at 18:30, the same evening", "STRAT", "2026-12-29"),
    Line("2026-12-24", "Conference due from that evening", "ICPC", "2027-01-19"),
    Line("2026-12-24", "H12 seen on the ward within 24 hours", "S47-SEEN", "2026-12-25 18:30"),
    Line("2026-12-24", "Assessment from receipt", "CFA", "2027-03-02"),
    Line("2026-12-25", "Emergency protection order; the court writes Sat 2 Jan 12:00", "EPO-8", "2027-01-02 12:00", COURT),
    Line("2026-12-25", "Looked after: visit", "LACVIS-1", "2027-01-01", LATER),
    Line("2026-12-25", "Placement notices", "CLA-PP", "2027-01-05", LATER),
    Line("2026-12-25", "Care plan and education plan", "CLA-PLAN", "2027-01-12", LATER),
    Line("2026-12-25", "Health assessment, 28 days", "IHA-28", "2027-01-22", LATER),
    Line("2026-12-25", "First review and health assessment", "LAC-R1", "2027-01-26", LATER),
    Line("2027-01-02", "Interim care order; proceedings in 26 weeks", "CP26", "", COURT),
    Line("2026-12-30", "Case allocated late over Christmas, with its reason"),
    Line("2027-01-15", "Conference: physical abuse, the second plan, one before counted", "CG-1", "2027-01-29"),
    Line("2027-01-15", "First review", "RCPC-1", "2027-04-15"),
    Line("2027-01-15", "Letter next working day", "CPDEC", "2027-01-18"),
    Line("2027-03-23", "First review asked for and set for 14 April; reports five working days before", "CPRPT-R", "2027-04-07"),
    Line("2027-02-11", "Unborn brother found: the midwife refers U12", "REF-DEC", "2027-02-12"),
    Line("2027-02-12", "Assessment before his birth", "CFA", "2027-04-19"),
    Line("2027-01-15", "Membership of a multi-agency child protection team", missing="those teams start by their own regulations; switched off"),
)  # fmt: skip
FINDING = Finding(
    "H12",
    "CONTINUE",
    ("18C", "3A"),
    "He twisted it because I cried",
    "A broken arm, belt marks two years ago",
    4,
)


def tell(family: Family) -> None:
    earlier(family)
    ended(family)
    assessment = christmas(family)
    conference = asked(family)
    after(family, assessment, conference)


def household(*more: Told) -> list[Told]:
    home = {"in_household": "YES", "postcode": "M32 8AA", "address_lines": "12 Demo Court"}
    return [
        told("H12", "CHILD", born="2019-02-17", sex="M", nhs_number="9990000123", **home),
        told("M12", "PARENT", born="1995-05-15", sex="F", relation_to_first="PARENT", holds_responsibility="YES", **home),
        told("F12", "PARENT", born="1992-01-11", sex="M", relation_to_first="STEP_PARENT", is_alleged_source=True,
             works_with_vulnerable="NO", **home),
        *more,
    ]  # fmt: skip


def earlier(family: Family) -> None:
    with on("2024-07-15 11:00", by="teacher.north") as teacher:
        contact = front_door.concern(
            family, by=teacher, what="Belt-shaped marks on the backs of H12's legs at swimming", where_now="At school",
            people=household(), concerns=["PHY"], child_words="I was naughty",
        )  # fmt: skip
    with on("2024-07-15 12:00", by="duty.two") as duty:
        front_door.read_and_rate(contact, by=duty, rag="RED", reason="Marks of a belt on a five-year-old")
        front_door.recognise(family, contact, by=duty)
    with on("2024-07-15 14:00", by="frontdoor.manager") as decider:
        front_door.decide(
            family, contact, by=decider, to=TEAM, tier=4, cites=["4B"], outcomes={"H12": "STRATEGY"},
            because="An injury with an account that fits an assault", not_told_because="Police see F12 first",
        )  # fmt: skip
    with on("2024-07-15 16:30", by=MANAGER) as manager:
        discussion = assessing.StrategyDiscussion.objects.get(contact=contact)
        enquiries = assessing.hold_strategy(
            discussion,
            family,
            {"H12": "Marks of a belt, his own words"},
            by=manager,
            to=TEAM,
            lead=SW,
            categories=("PHY",),
        )
        working.give(family, "H12", by=manager, to=SW)
        assessing.give_assessment(
            assessing.Assessment.objects.get(parts__person=family["H12"]), by=manager, to=SW
        )
    with on("2024-07-15 18:00", by=SW) as social_worker:
        assessing.see_in_enquiry(enquiries["H12"], by=social_worker, where="At his grandmother's")
    conferring.initial(
        family, {"H12": Verdict("PHY")}, enquiries, by=SW, manager=MANAGER, concluded="2024-07-22 11:00", scheduled="2024-07-23 10:00",
        held="2024-08-01", group=[SW, "teacher.north", "health.visitor"], review_by="2024-10-24", letter="2024-08-02", record="2024-08-20",
        texts={SW: "F12 hit him and says so.", "teacher.north": "Frightened of belts.", "health.visitor": "Well grown."},
    )  # fmt: skip


def ended(family: Family) -> None:
    def authorised() -> None:
        found = Finding("H12", "CONTINUE", ("18C",), "He doesn't now", "Hit with a belt twice", 4)
        row = assessing.Assessment.objects.get(parts__person=family["H12"])
        with on("2024-08-28 15:00", by=SW) as social_worker:
            assessing.write_up(
                row,
                family,
                [found],
                by=social_worker,
                history="F12 was hit as a boy",
                parents_view="Never again",
            )
            assessing.submit(row, by=social_worker)
        with on("2024-08-30 10:00", by=MANAGER) as manager:
            assessing.authorise(row, family, [found], by=manager, decision="The plan goes on")

    def closed() -> None:
        with on("2025-04-30 11:00", by=MANAGER) as manager:
            working.close(family, "H12", by=manager, code="RC7", why="Three months without a worry")

    over = Verdict(
        plan=False,
        ended="NO_LONGER_AT_RISK",
        why="F12 finished the parenting course; six months without harm",
    )
    live(
        [("2024-08-28 15:00", authorised), ("2025-04-30 11:00", closed)],
        working.visits_every(family, "H12", by=SW, start="2024-08-09", end="2025-04-15", words=("We play football", "He doesn't shout now"), every=14),
        reviewing.core_groups(family, "H12", by=SW, held=["2024-08-14", "2024-09-25", "2024-11-06", "2024-12-16"]),
        reviewing.review(family, {"H12": Verdict("PHY")}, by=SW, asked="2024-10-07", held="2024-10-24", agencies=["teacher.north", "health.visitor"], review_by="2025-01-30"),
        reviewing.review(family, {"H12": over}, by=SW, asked="2025-01-13", held="2025-01-30", agencies=["teacher.north", "health.visitor"], review_by="2025-01-30"),
    )  # fmt: skip


def christmas(family: Family) -> assessing.Assessment:
    with on("2026-12-24 17:40", by="edt") as edt:
        contact = front_door.concern(
            family, by=edt, for_another=True, channel="EDT", received="2026-12-24 17:20", where_now="Children's ward, staying in",
            referrer_name="Registrar, emergency department (demo)", referrer_phone="01632 960 712", referrer_source="3E",
            referrer_agency="Demo General Hospital", danger_now="YES", danger_detail="He must not go home tonight",
            what="Spiral fracture of the upper arm, three accounts in one hour, old marks on the legs",
            people=household(), concerns=["PHY"], injuries="Left humerus, spiral", child_words="He twisted it",
        )  # fmt: skip
        front_door.accept_out_of_hours(contact, by=edt, note="On my way to the ward")
        front_door.read_and_rate(contact, by=edt, rag="RED", reason="Fracture that no account fits")
        front_door.recognise(
            family, contact, by=edt, considered="On a plan until January 2025; M12 says she is not pregnant"
        )
        decision = front_door.decide(
            family, contact, by=edt, to=TEAM, tier=4, cites=["4A", "4B"], outcomes={"H12": "IMMEDIATE_PROTECTION"},
            because="Significant harm; he stays on the ward and an order is asked for", alone_because="Christmas Eve, the only worker on duty",
            not_told_because="Police speak to F12 first",
        )  # fmt: skip
        discussion = assessing.StrategyDiscussion.objects.get(contact=contact)
    with on("2026-12-24 18:30", by="edt") as edt:
        working.look_in(family, "H12", by=edt, why="Strategy discussion tonight, seen on the ward")
        enquiries = assessing.hold_strategy(
            discussion,
            family,
            {"H12": "Unexplained fracture, earlier plan for the same harm"},
            by=edt,
            to=TEAM,
            lead="edt",
            categories=("PHY",),
        )
    with on("2026-12-24 19:15", by="edt") as edt:
        assessing.see_in_enquiry(enquiries["H12"], by=edt, where="In hospital")
        working.note(family, "H12", by=edt, facts="Seen on the ward with his grandmother. An order will be asked for tomorrow.", is_significant=True,
                     summary="Spiral fracture, kept on the ward", significance="HARM")  # fmt: skip
    with on("2026-12-29 09:15", by="frontdoor.manager") as manager:
        ratify(decision=decision, by=manager, note="Agreed; well recorded")
    assessment = front_door.assessment_of(decision)
    with on("2026-12-30 10:00", by=MANAGER) as manager:
        assessing.give_assessment(assessment, by=manager, to=SW)
        working.give(family, "H12", by=manager, to=SW)
        working.late_because(
            "ALLOC",
            by=manager,
            person=family["H12"],
            reason="Covered by the out-of-hours team until the office was full again",
        )
    with on("2026-12-31 11:00", by=SW) as social_worker:
        people.move_to(
            person=family["H12"], by=social_worker, kind="PLACEMENT", postcode="M33 6AA", lines="Foster home"
        )
        working.visit(family, "H12", by=social_worker, words="Can I go to nana's?", place="PLACEMENT")
    return assessment


def asked(family: Family) -> Conference:
    with on("2027-01-06 11:00", by=MANAGER) as manager:
        enquiry = assessing.Section47.objects.get(person=family["H12"], status="STARTED")
        assessing.conclude(
            enquiry,
            by=manager,
            outcome="CONTINUING_RISK",
            conference=True,
            reason="Harmed twice in the same way",
        )
    with on("2027-01-06 15:00", by=SW) as social_worker:
        conference = conferring.conference_of(family, "H12")
        invited = conferring.prepare(
            conference, by=social_worker, starts="2027-01-15 09:30", when_supporter="2027-01-07 10:00",
            agencies=["teacher.north", "paediatrician", "police.frontdoor"],
        )  # fmt: skip
        conferring.invite_family(conference, family, "M12", by=social_worker, role="Mother")
    for username, text in {
        SW: "The same man, the same harm, a mother who could not stop him.",
        "teacher.north": "Bright, jumpy, never late.",
        "paediatrician": "Spiral fracture: a twisting force, not a fall.",
        "police.frontdoor": "F12 on bail, conditions not to contact.",
    }.items():
        with on("2027-01-11 12:00", by=username):
            kind = {SW: "SOCIAL_WORK", "paediatrician": "MEDICAL", "police.frontdoor": "POLICE"}.get(
                username, "AGENCY"
            )
            conferring.report(
                invited[username], text=text, kind=kind, shared_on="2027-01-11" if username == SW else ""
            )
    return conference


def after(family: Family, assessment: assessing.Assessment, conference: Conference) -> None:
    def held() -> None:
        conferring.decided(
            family, conference, {"H12": Verdict("PHY")}, held="2027-01-15", group=[SW, "teacher.north", "paediatrician"],
            review_by="2027-04-14", letter="2027-01-18", record="2027-02-05",
        )  # fmt: skip

    def authorised() -> None:
        with on("2027-02-24 15:00", by=SW) as social_worker:
            assessing.write_up(
                assessment,
                family,
                [FINDING],
                by=social_worker,
                history="Earlier plan 2024-25",
                parents_view="M12: I chose wrong",
            )
            assessing.submit(assessment, by=social_worker)
        with on("2027-02-26 10:00", by=MANAGER) as manager:
            assessing.authorise(
                assessment, family, [FINDING], by=manager, decision="The plan and the proceedings go on"
            )

    live(
        [("2027-01-15 12:30", held), ("2027-02-11 10:00", lambda: unborn(family)), ("2027-02-24 15:00", authorised)],
        working.visits_every(family, "H12", by=SW, start="2027-01-20", end="2027-03-24", words=("My cast is off", "Nana came", "I want mum"), every=13),
        reviewing.core_groups(family, "H12", by=SW, held=["2027-01-27", "2027-03-09"]),
        reviewing.upcoming_review(
            family, "H12", by=SW, asked="2027-03-23", starts="2027-04-14 09:30", agencies=["teacher.north", "paediatrician"]
        ),
    )  # fmt: skip


def unborn(family: Family) -> None:
    with on("2027-02-11 10:00", by="midwife") as midwife:
        contact = front_door.concern(
            family, by=midwife, where_now="With a friend", what="M12 booked today at 19 weeks; H12 is in care after a fracture",
            people=[
                told("U12", "UNBORN", due="2027-07-08"),
                told("M12", "PARENT", born="1995-05-15", sex="F", relation_to_first="PARENT", is_pregnant="YES"),
            ],
            concerns=["PHY"],
        )  # fmt: skip
    with on("2027-02-11 12:00", by="duty.one") as duty:
        front_door.read_and_rate(
            contact, by=duty, rag="AMBER", reason="A baby expected where a child was badly hurt"
        )
        front_door.recognise(family, contact, by=duty, considered="H12's worker was rung")
        front_door.consider_household(contact, by=duty, note="H12: on a plan and in proceedings")
    with on("2027-02-12 10:00", by="frontdoor.manager") as decider:
        decision = front_door.decide(
            family, contact, by=decider, to=TEAM, tier=4, cites=["4H"], outcomes={"U12": "FAMILY_HELP"},
            because="An unborn child whose brother came to significant harm", not_told_because="M12 is told by the midwife",
        )  # fmt: skip
    with on("2027-02-12 14:00", by=MANAGER) as manager:
        assessing.give_assessment(front_door.assessment_of(decision), by=manager, to=SW)


STORY = Story("F12", "A repeat plan over Christmas", "North", LINES, tell, "Story-Twelve")
