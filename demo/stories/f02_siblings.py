"""F02: four brothers and sisters in the West, two fathers, one conference and four decisions."""

from assessments.single.models import Assessment
from casework.child_protection.models import Invitation
from demo.stories import assessing, conferring, front_door, reviewing, working
from demo.stories.assessing import Finding
from demo.stories.conferring import Verdict
from demo.stories.engine import Family, Line, Story, live, on, worker
from demo.stories.front_door import told
from people import services as people

TEAM, SW, MANAGER = "Family Support West", "sw.west", "manager.west"
CHILDREN = ("C1", "C2", "C3", "C4")

LINES = (
    Line("2026-07-01", "The school tells of C1 12, C2 9, C3 6, C4 2: one concern, four records, two fathers", "REF-DEC", "2026-07-02"),
    Line("2026-07-02", "Decided for each child: assessment", "CFA", "2026-09-03"),
    Line("2026-07-16", "Manager's checkpoint on day 10", "CFA-CK10", "2026-07-16"),
    Line("2026-07-22", "Strategy discussion: four enquiries, conference due", "ICPC", "2026-08-12"),
    Line("2026-07-22", "Each seen within 24 hours; C3, at his grandmother's, seen late with a reason", "S47-SEEN", "2026-07-23 11:00"),
    Line("2026-08-11", "Conference: C1-C3 neglect, C4 physical; health dissents on C1", "CPDEC", "2026-08-12"),
    Line("2026-08-11", "Four core groups", "CG-1", "2026-08-25"),
    Line("2026-08-11", "First review", "RCPC-1", "2026-11-11"),
    Line("2026-11-10", "Review conference: all four plans continue", "RCPC-N", "2027-05-10"),
    Line("2026-12-17", "C2 accommodated under section 20: placement plan and notices", "CLA-PP", "2026-12-24", "children in care come later"),
    Line("2026-12-17", "Visit in the first week", "LACVIS-1", "2026-12-24", "children in care come later"),
    Line("2026-12-17", "Personal education plan", "PEP", "2027-01-05", "children in care come later"),
    Line("2026-12-17", "Health assessment, 28 days", "IHA-28", "2027-01-14", "children in care come later"),
    Line("2026-12-17", "Health assessment in time for the first review", "IHA", "2027-01-19", "children in care come later"),
    Line("2027-03-09", "Reunification plan for C2", missing="reunification plans come with children in care"),
    Line("2027-03-10", "F2's drinking: a concern about an adult, for adult services", "ASC-TRI", "2027-03-11"),
)  # fmt: skip
FINDINGS = (
    Finding("C1", "ICPC", ("16A", "7A"), "I get the little ones up", "Cares for three younger children", 4),
    Finding("C2", "ICPC", ("16A",), "I like it best at school", "Hungry, late, unwashed", 4),
    Finding("C3", "ICPC", ("16A",), "At nana's there's tea", "Two homes, one of them neglectful", 4),
    Finding(
        "C4",
        "ICPC",
        ("18C", "1B"),
        "Clings, then goes to any adult",
        "Bruised twice when F2 had been drinking",
        4,
    ),
)


def tell(family: Family) -> None:
    assessment = referred(family)
    invited = enquired(family, assessment)
    conferred(family, invited)
    followed(family)


def referred(family: Family) -> Assessment:
    home = {"in_household": "YES", "postcode": "M41 5AA", "address_lines": "4 Demo Crescent"}
    with on("2026-07-01 09:40", by="teacher.west") as teacher:
        contact = front_door.concern(
            family, by=teacher, where_now="C1, C2 and C3 at school, C4 at home",
            what="C2 and C3 came in hungry and unwashed for the third week; C1 says she gets them all up",
            people=[
                told("C1", "CHILD", born="2014-03-11", sex="F", **home),
                told("C2", "SIBLING", born="2017-05-02", sex="M", relation_to_first="SIBLING", **home),
                told("C3", "SIBLING", born="2020-02-19", sex="M", relation_to_first="HALF_SIBLING", **home),
                told("C4", "SIBLING", born="2024-04-30", sex="F", relation_to_first="HALF_SIBLING", **home),
                told("M02", "PARENT", born="1992-08-08", sex="F", relation_to_first="PARENT", holds_responsibility="YES", **home),
                told("F1", "PARENT", born="1989-01-30", sex="M", relation_to_first="PARENT", holds_responsibility="YES",
                     in_household="NO", postcode="M41 8AB"),
                told("F2", "PARENT", born="1990-10-10", sex="M", relation_to_first="STEP_PARENT", in_household="YES",
                     postcode="M41 5AA"),
            ],
            concerns=["NEG"], consent_asked="NO", consent_not_sought="RISK_TO_CHILD", family_knows="NO",
            child_words="There's no bread again", words_obtained_how="To her form teacher", requested_tier=3,
        )  # fmt: skip
    with on("2026-07-01 12:00", by="duty.one") as duty:
        front_door.read_and_rate(
            contact, by=duty, rag="AMBER", reason="Three children hungry for weeks, a toddler unseen"
        )
        front_door.recognise(family, contact, by=duty)
        for number in ("C3", "C4"):
            people.relate(
                person=family["F2"], other=family[number], kind="PARENT", by=duty, has_parental_responsibility=True,
                responsibility_basis="On the birth certificate",
            )  # fmt: skip
        people.relate(person=family["F1"], other=family["C2"], kind="PARENT", by=duty, has_parental_responsibility=True,
                      responsibility_basis="Married to M02 at the birth")  # fmt: skip
        asked = front_door.ask(
            contact, "C4", by=duty, check="HEALTH", agency="Community NHS Trust (demo)", of=worker("health.visitor.south"),
            question="When was C4 last seen, and how was she growing?",
        )  # fmt: skip
    with on("2026-07-01 16:10", by="health.visitor.south") as visitor:
        front_door.answer(
            asked,
            by=visitor,
            text="Two-year check missed twice, weight fell from the 50th to the 9th centile",
        )
    with on("2026-07-02 10:00", by="frontdoor.manager") as decider:
        decision = front_door.decide(
            family, contact, by=decider, to=TEAM, tier=3, cites=["3G", "3D"], outcomes=dict.fromkeys(CHILDREN, "FAMILY_HELP"),
            because="Neglect of four children seen by three agencies", not_told_because="Told at the first visit",
        )  # fmt: skip
        referral = front_door.referral_of(decision)
        assessment = front_door.assessment_of(decision)
        for number in CHILDREN:
            working.open_for(family, number, by=decider, kind="CIN", to=TEAM, referral=referral)
    with on("2026-07-02 14:00", by=MANAGER) as manager:
        assessing.give_assessment(assessment, by=manager, to=SW)
        for number in CHILDREN:
            working.give(family, number, by=manager, to=SW)
    with on("2026-07-07 16:00", by=SW) as social_worker:
        assessing.see(assessment, family, "C1", "C2", "C4", by=social_worker)
        working.join(family, "C1", "teacher.west", "school.nurse", by=social_worker)
    with on("2026-07-16 10:00", by=MANAGER) as manager:
        assessing.checkpoint(assessment, "10", by=manager, decision="See C3 at his grandmother's this week")
    return assessment


def enquired(family: Family, assessment: Assessment) -> dict[str, Invitation]:
    with on("2026-07-21 16:20", by=SW) as social_worker:
        discussion = assessing.call_strategy(family, CHILDREN, by=social_worker, to=TEAM)
    with on("2026-07-22 11:00", by=SW) as social_worker:
        reasons = dict.fromkeys(CHILDREN, "Hungry and unsupervised for weeks") | {
            "C4": "Bruises on both cheeks, no account given"
        }
        enquiries = assessing.hold_strategy(
            discussion, family, reasons, by=social_worker, to=TEAM, lead=SW, categories=("NEG",)
        )
    with on("2026-07-22 17:30", by=SW) as social_worker:
        for number in ("C1", "C2", "C4"):
            assessing.see_in_enquiry(enquiries[number], by=social_worker)
    with on("2026-07-24 10:00", by=SW) as social_worker:
        assessing.see_in_enquiry(
            enquiries["C3"],
            by=social_worker,
            where="At his grandmother's",
            late="At his grandmother's, who was away until Friday",
        )
    with on("2026-07-30 15:00", by=MANAGER) as manager:
        for number in CHILDREN:
            assessing.conclude(
                enquiries[number],
                by=manager,
                outcome="CONTINUING_RISK",
                conference=True,
                reason="Harm seen and likely to go on",
            )
    with on("2026-07-30 16:00", by=SW) as social_worker:
        conference = conferring.conference_of(family, "C1")
        invited = conferring.prepare(
            conference, by=social_worker, starts="2026-08-11 09:30", when_supporter="2026-07-31 10:00",
            agencies=["teacher.west", "health.visitor.south", "school.nurse", "police.frontdoor"],
        )  # fmt: skip
        for number, role in (("M02", "Mother"), ("F1", "Father of C1 and C2"), ("F2", "Father of C3 and C4")):
            conferring.invite_family(conference, family, number, by=social_worker, role=role)
    with on("2026-08-05 15:00", by=SW) as social_worker:
        assessing.write_up(
            assessment, family, FINDINGS, by=social_worker, history="M02 alone since 2022, F2 in and out of the home",
            parents_view="I am tired; I love them",
        )  # fmt: skip
        assessing.submit(assessment, by=social_worker)
    with on("2026-08-06 10:00", by=MANAGER) as manager:
        assessing.authorise(
            assessment, family, FINDINGS, by=manager, decision="To conference, each child for themselves"
        )
    return invited


def conferred(family: Family, invited: dict[str, Invitation]) -> None:
    texts = {
        SW: "Four children, one tired adult, one who drinks. C1 carries what adults should.",
        "teacher.west": "Attendance 91, 84 and 79 per cent. All three eat at breakfast club.",
        "health.visitor.south": "C4 on the 9th centile, bruised on 21 July.",
        "school.nurse": "C1 is anxious, and proud of how she copes.",
        "police.frontdoor": "Three calls in a year, F2 intoxicated.",
    }
    for username, text in texts.items():
        with on("2026-08-06 12:00", by=username):
            conferring.report(
                invited[username], text=text, kind="SOCIAL_WORK" if username == SW else "POLICE" if username.startswith("police") else "AGENCY",
                police="A linked inquiry is live" if username.startswith("police") else "",
                shared_on="2026-08-06" if username == SW else "",
            )  # fmt: skip
    neglect = Verdict("NEG", outline=(
        ("Food, washing and bedtimes", "Fed, clean and in bed on five nights of seven", "Family support worker three mornings a week"),
        ("Getting to school", "In by nine every day", "M02 and the school agree who brings them"),
    ))  # fmt: skip
    with on("2026-08-11 12:30", by="chair") as chair:
        conference = conferring.conference_of(family, "C1")
        conferring.everybody_came(conference, by=chair)
        conferring.hold(
            conference, family,
            {
                "C1": Verdict("NEG", dissent="Her needs can be met as a child in need", outline=neglect.outline),
                "C2": neglect,
                "C3": neglect,
                "C4": Verdict("PHY", outline=(("Nobody hurts C4", "No unexplained marks", "F2 is never alone with her"),)),
            },
            by=chair, group=[SW, "teacher.west", "health.visitor.south", "school.nurse"], review_by="2026-11-10",
        )  # fmt: skip
    conferring.send_out(conference, when="2026-08-12 11:00", record="2026-09-04 10:00")


def followed(family: Family) -> None:
    on_going = {number: Verdict("PHY" if number == "C4" else "NEG") for number in CHILDREN}
    live(
        working.visits_every(
            family, *CHILDREN, by=SW, start="2026-08-19", end="2027-03-24",
            words=("Mum did tea", "He came back shouting", "We had clean sheets", "I walked to school with my friend"),
        ),
        reviewing.core_groups(
            family, *CHILDREN, by=SW, held=["2026-08-24", "2026-10-05", "2026-11-09", "2026-12-18", "2027-01-27", "2027-03-08"]
        ),
        reviewing.review(
            family, on_going, by=SW, asked="2026-10-19", held="2026-11-10", agencies=["teacher.west", "school.nurse"],
            review_by="2027-05-10",
        ),
        [
            ("2026-12-17 17:00", lambda: accommodated(family)),
            ("2027-03-10 11:00", lambda: adult_need(family)),
        ],
    )  # fmt: skip


def accommodated(family: Family) -> None:
    with on("2026-12-17 17:00", by=SW) as social_worker:
        working.note(
            family, "C2", by=social_worker, kind="MEETING", is_significant=True, significance="CHANGE",
            summary="Accommodated under section 20 with a foster carer",
            facts="M02 asked for C2 to be looked after and signed. Placed the same afternoon.",
            opinion="A rest for both; work on coming home begins now.",
        )  # fmt: skip
        people.move_to(
            person=family["C2"], by=social_worker, kind="PLACEMENT", lines="Foster home, address with the placements team",
            postcode="WA15 8AB",
        )  # fmt: skip


def adult_need(family: Family) -> None:
    """F2's own need goes to adult services; nothing of it stands in the children's records."""
    with on("2027-03-10 11:00", by=SW) as social_worker:
        contact = front_door.concern(
            family, by=social_worker, kind="HELP", what="F2 asks for help with drinking and with a place of his own",
            people=[told("F2", "ADULT", born="1990-10-10", sex="M", in_household="NO", has_children="YES")],
            concerns=["CARE_NEEDS"], consent_asked="YES", consent_given="YES", consent_by="F2", family_knows="YES",
        )  # fmt: skip
    with on("2027-03-10 14:00", by="duty.two") as duty:
        front_door.read_and_rate(contact, by=duty, rag="GREEN", reason="Asks for help himself")
        front_door.recognise(family, contact, by=duty)
        front_door.triage_services.ask_family(
            contact=contact, about=front_door.row_of(contact, "F2"), question="CHILDREN_AT_HOME", by=duty
        )
        front_door.consider_household(contact, by=duty, note="On plans with Family Support West")
    with on("2027-03-11 10:00", by="frontdoor.manager") as decider:
        front_door.decide(
            family, contact, by=decider, to="Adults South", tier=3, cites=["3J"], outcomes={"F2": "ADULT_CARE"},
            because="An adult with care and support needs that are not met", not_told_because="F2 rang himself and was told",
        )  # fmt: skip


STORY = Story("F02", "Four brothers and sisters", "West", LINES, tell, "Story-Two")
