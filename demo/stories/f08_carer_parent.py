"""F08: an old man with dementia, the daughter who cares for him, and the child who helps at night."""

from assessments.models import AdultEnquiry
from assessments.safeguarding_adults import services as safeguarding
from casework.plans.models import Plan
from core import clock
from demo.stories import assessing, front_door, working
from demo.stories.engine import Family, Line, Story, day, live, on, worker
from demo.stories.front_door import told
from demo.stories.working import Goal
from people import services as people
from referrals.decisions.services import ratify

ADULTS, NURSE = "Adults South", "school.nurse"
ADULT = "adult assessments come later"

LINES = (
    Line("2026-04-02", "GP tells of bruising at 16:50 before Good Friday: safeguarding decision in 24 hours", "SA-SCR", "2026-04-03 16:50"),
    Line("2026-04-02", "Decision on the response, four days closed", "REF-DEC", "2026-04-07"),
    Line("2026-04-02", "Closure check before Easter: handed to the out-of-hours worker, accepted at 16:58"),
    Line("2026-04-03", "The out-of-hours worker decides on Good Friday: section 42 for D08, carer's assessment for P08"),
    Line("2026-04-07", "Ratified by the manager"),
    Line("2026-04-03", "Case of an adult, allocated late with its reason", "ALLOC", "2026-04-07"),
    Line("2026-04-03", "Needs assessment", "ASC-S9", "2026-05-01", ADULT),
    Line("2026-04-03", "Section 42 enquiry, inconclusive: carer stress", "SA-ENQ", "2026-05-05"),
    Line("2026-04-08", "Planned: an advocate speaks for D08; the ward sister and the agency are asked", "SA-PLAN", "2026-04-13"),
    Line("2026-04-30", "Outcome: what D08 wanted is met, risk reduced, children are affected", "SA-END", "2026-06-03"),
    Line("2026-04-02", "Think family: is anyone helping with care at night? A question, no fact"),
    Line("2026-04-09", "The adult worker finds K1 at D08's bed at night: a concern about K1 and K2", "REF-DEC", "2026-04-10"),
    Line("2026-04-10", "Early help: matched within three working days", "MASH-G-EH", "2026-04-15"),
    Line("2026-04-14", "The family agrees: early-help assessment of K1", "EHA", "2026-05-13"),
    Line("2026-05-08", "Complete; the school nurse leads; review", "EHA-REV1", "2026-06-19"),
    Line("2026-06-18", "Review held; the next within twelve weeks", "EHA-REV", "2026-09-10"),
    Line("2026-05-08", "Young carer's assessment", "YC", "2026-06-16", "young carers' assessments come later"),
    Line("2026-05-08", "One whole-family plan with one calendar", missing="whole-family plans come with the second part of plans"),
)  # fmt: skip


def tell(family: Family) -> None:
    adults(family)
    children(family)


def adults(family: Family) -> None:
    home = {"in_household": "YES", "postcode": "WA15 6AA", "address_lines": "10 Demo Grove"}
    with on("2026-04-02 16:50", by="gp.south") as gp:
        contact = front_door.concern(
            family, by=gp, where_now="At home with his daughter",
            what="D08, 74, with dementia has finger-shaped bruises on both arms; his daughter says she is at the end of her strength",
            people=[
                told("D08", "ADULT", born="1951-10-01", sex="M", has_children="YES", **home),
                told("P08", "CARER", born="1982-12-24", sex="F", relation_to_first="CARER", has_children="YES",
                     is_alleged_source=True, works_with_vulnerable="NO", **home),
            ],
            concerns=["PHY", "CARE_NEEDS"], consent_asked="NO", consent_not_sought="CAPACITY",
            adult_view="Wants to stay at home with her",
        )  # fmt: skip
    with on("2026-04-02 16:54", by="duty.one") as duty:
        front_door.hand_over(
            contact,
            by=duty,
            to=worker("edt"),
            note="Is he alone with her over Easter? The GP is on 01632 960 300",
        )
    with on("2026-04-02 16:58", by="edt") as edt:
        front_door.accept_out_of_hours(contact, by=edt, note="I ring the GP and the daughter this evening")
    with on("2026-04-02 18:30", by="edt") as edt:
        front_door.read_and_rate(
            contact, by=edt, rag="AMBER", reason="Bruises, a tired carer, four days closed ahead"
        )
        front_door.recognise(family, contact, by=edt)
        prompt = front_door.triage_services.ask_family(
            contact=contact,
            about=front_door.row_of(contact, "P08"),
            question="CARE_AT_NIGHT",
            by=edt,
            asked_of=worker("adults.south"),
        )
    with on("2026-04-03 11:00", by="edt") as edt:
        decision = front_door.decide(
            family, contact, by=edt, to=ADULTS, tier=4, cites=["4K", "3J"], children_asked="UNKNOWN",
            outcomes={"D08": "ADULT_SAFEGUARDING", "P08": "CARER"}, because="Adult at risk; seen today, safe with respite from tonight",
            alone_because="Good Friday, the only worker on duty", not_told_because="P08 is told at the visit on Tuesday",
        )  # fmt: skip
    with on("2026-04-07 09:15", by="frontdoor.manager") as manager:
        ratify(decision=decision, by=manager, note="Agreed")
    with on("2026-04-08 10:00", by="manager.adults") as manager:
        for number in ("D08", "P08"):
            working.give(family, number, by=manager, to="adults.south")
            working.late_because(
                "ALLOC",
                by=manager,
                person=family[number],
                reason="The only worker free on Tuesday was in court",
            )
    with on("2026-04-08 11:00", by="manager.adults") as manager:
        enquiry = AdultEnquiry.objects.get(person=family["D08"])
        safeguarding.apply_test(
            enquiry=enquiry, by=manager, has_needs=True, at_risk=True, cannot_protect=True, kinds=["PHYSICAL", "NEGLECT"],
            reason="Dementia, bruises, cannot leave or tell", place="OWN_HOME", source="KNOWN", position_of_trust="NO",
        )  # fmt: skip
    with on("2026-04-08 15:00", by="adults.south") as practitioner:
        safeguarding.hear_adult(
            enquiry=enquiry, by=practitioner, outcomes_asked="YES", desired_outcomes="Stay at home with her, and no more shouting",
            consent="YES", capacity="SOME", capacity_note="Understands where he lives; not what happened", substantial_difficulty="YES",
            advocate="CARE_ACT", advocate_name="Demo Voice, advocacy service", advocate_appointed_on=day("2026-04-08"),
        )  # fmt: skip
        safeguarding.plan_enquiry(
            enquiry=enquiry, by=practitioner, planned_at=clock.now(), enquirer="COUNCIL", enquirer_name="Adult practitioner, Adults South",
            enquiry_question="How did the bruises come about, and what does P08 need?", risk_before="MEDIUM",
            plan="Respite two nights a week; the GP sees him on Friday", police_told="NO",
        )  # fmt: skip
        working.visit(
            family,
            "D08",
            by=practitioner,
            words="She's good to me. She's tired.",
            significant="Respite two nights a week begins",
        )
        front_door.triage_services.answer_prompt(
            prompt=prompt, by=practitioner, answer="YES", may_cross="A child in the house is up at night"
        )
        working.note(family, "D08", by=practitioner, kind="MEETING", facts="Bruises match lifting from a chair. No other harm found.",
                     opinion="Carer stress; nobody meant harm. Not substantiated.")  # fmt: skip


def children(family: Family) -> None:
    with on("2026-04-09 10:00", by="adults.south") as practitioner:
        contact = front_door.concern(
            family, by=practitioner, kind="HELP", where_now="At school",
            what="K1 gets up at night when her grandfather wanders, so that her mother can sleep; tired at school",
            people=[
                told("K1", "CHILD", born="2014-09-30", sex="F", in_household="YES", postcode="WA15 6AA", is_young_carer="YES"),
                told("K2", "SIBLING", born="2017-11-11", sex="M", relation_to_first="SIBLING", in_household="YES", postcode="WA15 6AA"),
                told("P08", "PARENT", born="1982-12-24", sex="F", relation_to_first="PARENT", in_household="YES", holds_responsibility="YES"),
            ],
            concerns=["YOUNG_CARER"], consent_asked="YES", consent_given="YES", consent_by="P08", family_knows="YES",
        )  # fmt: skip
    with on("2026-04-09 12:00", by="duty.two") as duty:
        front_door.read_and_rate(contact, by=duty, rag="GREEN", reason="Help wanted by everybody")
        front_door.recognise(family, contact, by=duty, considered="Both children of the house")
    with on("2026-04-10 10:00", by="duty.two") as duty:
        front_door.decide(
            family, contact, by=duty, to="Early Help", tier=2, cites=["2F", "2H"], outcomes={"K1": "EARLY_HELP"},
            because="A child cares at night; agencies help more on one plan", not_told_because="P08 asked for it",
        )  # fmt: skip
        working.begin_early_help(family, "K1", by=duty, to=NURSE, why="Sees K1 weekly at school")
    with on("2026-04-14 10:00", by=NURSE) as nurse:
        row = assessing.start_early_help(family, "K1", by=nurse, agreed_by="P08", contact=contact)
    with on("2026-04-22 14:00", by="adults.south") as practitioner:
        enquiry = AdultEnquiry.objects.get(person=family["D08"])
        safeguarding.record_findings(
            enquiry=enquiry, by=practitioner, findings={"PHYSICAL": "INCONCLUSIVE", "NEGLECT": "NOT"},
            found="Bruises match lifting from a chair; nobody saw more. Carer stress.",
        )  # fmt: skip
    with on("2026-04-30 10:00", by="manager.adults") as manager:
        safeguarding.conclude(
            enquiry=enquiry, by=manager, outcomes_met="PARTLY", adult_view="She laughs again", risk_after="REDUCED",
            safeguarding_plan="Hoist and training for P08; respite goes on; reviewed in June", children_affected="YES",
            children_note="A concern about the children was logged on 9 April", reason="Nobody meant harm; help is in place",
        )  # fmt: skip
    with on("2026-05-08 14:00", by=NURSE) as nurse:
        assessing.complete_early_help(
            row, by=nurse, review_on=day("2026-06-18"), child_voice="I listen for the door even in lessons",
            parent_voice="I didn't know she heard him", better="Sleep, swimming, a friend to stay",
            conclusions="K1 carries the nights; with respite and somebody to talk to she need not", sdq_total=14, attendance_percent=91,
        )  # fmt: skip
        plan = working.plan_for(
            family, "K1", by=nurse, kind="EARLY_HELP", purpose="K1 sleeps, and is eleven again", assessed_on=day("2026-05-08"),
            goals=[Goal("Nights without caring", "K1 sleeps through six nights of seven", "K1 and P08 say so", "2026-09-30",
                        "Respite nights and a door alarm in P08's room", "P08", domain="FAMILY", score=2)],
        )  # fmt: skip
        working.agree(plan, by=nurse, views=[("K1", "AGREES", ""), ("P08", "AGREES", "")])
    reviews(family, plan)


def reviews(family: Family, plan: Plan) -> None:
    def held(when: str, score: int, what: str) -> None:
        with on(f"{when} 15:30", by=NURSE) as nurse:
            plan.refresh_from_db()
            working.review(plan, by=nurse, working=True, decision="CONTINUE", what=what, score=score)

    live(
        [
            ("2026-06-18", lambda: held("2026-06-18", 5, "Sleeps five nights")),
            ("2026-09-08", lambda: held("2026-09-08", 6, "A friend came to stay")),
            ("2026-12-01", lambda: held("2026-12-01", 7, "Young carers' group on Tuesdays")),
            ("2027-02-23", lambda: held("2027-02-23", 8, "D08 in day care four days")),
        ]
    )
    with on("2026-12-02 11:00", by="adults.south") as practitioner:
        wife = people.create_person(by=practitioner, forename="Demo G08", surname=family.surname, born_on=day("1953-01-01"), sex="F",
                                    died_on=day("2025-11-03"))  # fmt: skip
        people.relate(person=wife, other=family["D08"], kind="PARTNER", by=practitioner)


STORY = Story("F08", "An adult with dementia, a carer who is a parent", "South", LINES, tell, "Story-Eight")
