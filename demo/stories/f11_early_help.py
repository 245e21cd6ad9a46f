"""F11: a ten-year-old in Central who gets early help and is referred again within a year; a control who is not."""

from assessments.private_fostering import services as fostering
from assessments.private_fostering.models import PrivateFostering
from core import clock
from demo.stories import assessing, front_door, working
from demo.stories.assessing import Finding
from demo.stories.engine import Family, Line, Story, day, live, on
from demo.stories.front_door import Told, told
from demo.stories.working import Goal
from referrals.decisions.services import close_referral, move_referral

TEAM, SW, MANAGER, NURSE = "Family Support Central", "sw.central", "manager.central", "school.nurse"

LINES = (
    Line("2026-04-20", "The school nurse refers G11: weight, low mood, attendance 82 per cent", "REF-DEC", "2026-04-21"),
    Line("2026-04-20", "Rated green: the decision still within a working day", "MASH-G", "2026-04-21"),
    Line("2026-04-21", "Decided: assessment", "CFA", "2026-06-24"),
    Line("2026-04-21", "Seen within five working days", "CFA-SEEN", "2026-04-28"),
    Line("2026-05-15", "Assessment authorised; referral closed, moved to early help (RC9)"),
    Line("2026-05-18", "The family agrees to early help", "EHA", "2026-06-16"),
    Line("2026-06-05", "Early-help assessment complete, the school nurse leads; review in six weeks", "EHA-REV1", "2026-07-17"),
    Line("2026-06-05", "Gap logged: no family weight-management place within 16 weeks"),
    Line("2026-06-05", "The gap reaches the Joint Commissioning Board", missing="boards come with governance"),
    Line("2026-07-15", "Review held; the next within twelve weeks", "EHA-REV", "2026-10-07"),
    Line("2026-10-09", "Second review, two days late, with its reason", "EHA-REV", "2027-01-01"),
    Line("2026-12-18", "Early help closed with the distance travelled"),
    Line("2026-04-22", "G11b: a contact only, signposted"),
    Line("2026-09-14", "P11, 9, has lived with a friend of her mother's since August: private fostering, first visit due", "PF-V1", "2026-09-23"),
    Line("2026-09-22", "Seen alone; visited again within six weeks", "PF-VN", "2026-11-03"),
    Line("2026-11-02", "Seen again; suitable", "PF-VN", "2026-12-14"),
    Line("2026-12-11", "Back with her mother: the arrangement ends"),
    Line("2027-03-25", "The GP refers G11 again before Easter", "REF-DEC", "2027-03-30"),
    Line("2027-03-30", "A re-referral within twelve months: assessment over the census year's end", "CFA", "2027-06-02"),
    Line("2027-03-30", "G11b referred: its April contact does not make this a re-referral"),
)  # fmt: skip
FINDING = Finding(
    "G11",
    "EARLY_HELP",
    ("4A", "20"),
    "I like swimming but not the changing room",
    "Low mood and weight, no danger at home",
    2,
    "N4",
)


def tell(family: Family) -> None:
    referred(family)
    control(family, "2026-04-22")
    helped(family)
    privately_fostered(family)
    live(
        [
            ("2027-03-25 11:10", lambda: referred_again(family)),
            ("2027-03-29 10:00", lambda: control_referred(family)),
        ]
    )


def household() -> list[Told]:
    return [
        told("G11", "CHILD", born="2015-09-14", sex="F", in_household="YES", postcode="M33 2AA", address_lines="2 Demo Lane",
             school="Central Demo Primary School", gp="Demo Practice Central"),
        told("M11", "PARENT", born="1988-02-01", sex="F", relation_to_first="PARENT", in_household="YES",
             holds_responsibility="YES", postcode="M33 2AA", phone="01632 960 711", safe_to_call="YES", safe_to_text="YES"),
    ]  # fmt: skip


def referred(family: Family) -> None:
    with on("2026-04-20 13:20", by=NURSE) as nurse:
        contact = front_door.concern(
            family, by=nurse, kind="HELP", people=household(), where_now="At school",
            what="BMI on the 99th centile, low since her father left, attendance 82 per cent and falling",
            concerns=["HEALTH"], consent_asked="YES", consent_given="YES", consent_by="M11", family_knows="YES",
            child_words="I don't want to go in when they look at me", words_obtained_how="Weekly drop-in", seen_alone="YES",
            requested_tier=2, strengths="Mother keeps every appointment",
        )  # fmt: skip
    with on("2026-04-20 15:00", by="duty.two") as duty:
        front_door.read_and_rate(contact, by=duty, rag="GREEN", reason="Needs help, nobody is in danger")
        front_door.recognise(
            family, contact, by=duty, considered="Only child at home; school and nurse know her well"
        )
    with on("2026-04-21 10:15", by="frontdoor.manager") as decider:
        decision = front_door.decide(
            family, contact, by=decider, to=TEAM, tier=3, cites=["3A", "2C"], outcomes={"G11": "FAMILY_HELP"},
            because="Needs in health, feelings and school that have lasted a year in spite of help",
            not_told_because="M11 made the referral with the nurse and knows", release="OUTCOME",
            release_words="A social worker will assess with the family",
        )  # fmt: skip
        referral = front_door.referral_of(decision)
        assessment = front_door.assessment_of(decision)
        working.open_for(family, "G11", by=decider, kind="CIN", to=TEAM, referral=referral)
    with on("2026-04-21 14:00", by=MANAGER) as manager:
        assessing.give_assessment(assessment, by=manager, to=SW)
        working.give(family, "G11", by=manager, to=SW)
    with on("2026-04-24 15:40", by=SW) as social_worker:
        assessing.see(assessment, family, "G11", by=social_worker, where="At school")
        working.join(family, "G11", NURSE, by=social_worker)
    with on("2026-05-13 16:00", by=SW) as social_worker:
        assessing.write_up(
            assessment, family, [FINDING], by=social_worker, history="Parents parted last autumn; father sees her monthly",
            parents_view="We want help with food and with mornings",
        )  # fmt: skip
        assessing.submit(assessment, by=social_worker)
    with on("2026-05-15 11:00", by=MANAGER) as manager:
        assessing.authorise(
            assessment,
            family,
            [FINDING],
            by=manager,
            decision="Early help with the school nurse leading; no social work",
        )
        move_referral(referral=referral, step="no_further_action", by=manager, reason="Early help instead")
        referral.refresh_from_db()
        close_referral(referral=referral, by=manager, close_reason="RC9")
        working.hand_to(family, "G11", by=manager, lead=NURSE, why="She knows the family and the pathways")


def helped(family: Family) -> None:
    with on("2026-05-18 10:00", by=NURSE) as nurse:
        row = assessing.start_early_help(family, "G11", by=nurse, agreed_by="M11")
    with on("2026-06-05 14:00", by=NURSE) as nurse:
        assessing.complete_early_help(
            row, by=nurse, review_on=day("2026-07-15"), present="G11, M11, school nurse, teacher",
            child_voice="I'd swim if it was only girls my size", parent_voice="Mornings are the worst",
            better="Swimming, breakfast together, one teacher to tell", sdq_total=18, height_cm=141, weight_kg=52,
            bmi_centile=99, attendance_percent=82, immunisations="Up to date", dental="Seen in March",
            conclusions="Weight and mood feed each other; both can change with one steady adult",
            step_up_trigger="Harms herself, or attendance below 70 per cent",
        )  # fmt: skip
        plan = working.plan_for(
            family, "G11", by=nurse, kind="EARLY_HELP", purpose="Feel well enough to go in, move and eat better",
            assessed_on=day("2026-06-05"),
            goals=[
                Goal("Going to school", "In school nine days of ten", "Attendance register", "2026-12-18",
                     "A named teacher at the gate each morning", "Named teacher", domain="EDUCATION"),
                Goal("Weight and fitness", "BMI centile falling", "Measured each term", "2026-12-18",
                     "Find a swimming group", "@school.nurse", domain="HEALTH", score=2),
            ],
        )  # fmt: skip
        working.agree(plan, by=nurse, views=[("G11", "AGREES", ""), ("M11", "AGREES", "")])
        working.gap(
            family, "G11", by=nurse, wait="MONTHS", workaround="Swimming group run by volunteers",
            what="No family weight-management place in less than sixteen weeks",
        )  # fmt: skip
    with on("2026-07-15 15:30", by=NURSE) as nurse:
        working.review(
            plan, by=nurse, working=True, decision="CONTINUE", what="Attendance 88 per cent", score=4
        )
        assessing.early.review_early_help(
            early_help=row, by=nurse, held_on=day("2026-07-15"), note="Attendance 88 per cent"
        )
    with on("2026-10-09 15:30", by=NURSE) as nurse:
        plan.refresh_from_db()
        working.review(
            plan, by=nurse, working=True, decision="CONTINUE", what="Attendance 93 per cent", score=6
        )
        assessing.early.review_early_help(
            early_help=row, by=nurse, held_on=day("2026-10-09"), note="Attendance 93 per cent"
        )
        working.late_because(
            "EHA-REV",
            by=nurse,
            person=family["G11"],
            reason="M11 was on nights that week and asked for Friday",
        )
    with on("2026-12-18 11:00", by=NURSE) as nurse:
        row.refresh_from_db()
        assessing.early.close_early_help(early_help=row, by=nurse, reason="What it was for has been reached")
    with on("2026-12-18 15:00", by=MANAGER) as manager:
        working.close(
            family,
            "G11",
            by=manager,
            code="RC7",
            why="Attendance 95 per cent, swims weekly, smiles again",
            score=8,
        )


def control(family: Family, on_day: str) -> None:
    """G11b, same age and school: a contact only."""
    with on(f"{on_day} 09:15", by=NURSE) as nurse:
        contact = front_door.concern(
            family, by=nurse, kind="HELP", what="Tired in class and worried about a grandparent's illness",
            people=[
                told("G11b", "CHILD", born="2015-12-02", sex="M", in_household="YES", postcode="M33 7AB"),
                told("M11b", "PARENT", born="1986-06-06", sex="F", relation_to_first="PARENT", in_household="YES"),
            ],
            consent_asked="YES", consent_given="YES", consent_by="M11b",
        )  # fmt: skip
    with on(f"{on_day} 11:00", by="duty.one") as duty:
        front_door.read_and_rate(contact, by=duty, rag="GREEN", reason="A worry that talking can ease")
        front_door.recognise(family, contact, by=duty, considered="School sees him daily")
        front_door.decide(
            family, contact, by=duty, tier=1, cites=["1E"], outcomes={"G11b": "SIGNPOST", "M11b": "SIGNPOST"},
            because="Ordinary sorrow, adults around him who listen", help_named="School counsellor, carers' centre",
            not_told_because="The nurse tells M11b at the gate", adults_asked="NO", children_asked="NO",
        )  # fmt: skip


def privately_fostered(family: Family) -> None:
    """P11 stays with a friend of her mother's, who works abroad until December."""
    with on("2026-09-14 10:20", by="teacher.central") as teacher:
        contact = front_door.concern(
            family, by=teacher, kind="HELP", where_now="At school, then with K11",
            what="P11 has lived with K11, a friend of her mother's, since 10 August; her mother works abroad until December",
            people=[
                told("P11", "CHILD", born="2017-06-11", sex="F", in_household="YES", postcode="M33 2AB"),
                told("K11", "CARER", born="1988-01-30", sex="F", in_household="YES", postcode="M33 2AB"),
                told("N11", "PARENT", born="1990-10-02", sex="F", relation_to_first="PARENT", in_household="NO",
                     holds_responsibility="YES"),
            ],
            consent_asked="YES", consent_given="YES", consent_by="K11",
        )  # fmt: skip
    with on("2026-09-14 12:00", by="duty.one") as duty:
        front_door.read_and_rate(contact, by=duty, rag="AMBER", reason="Nobody has looked at where she lives")
        front_door.recognise(family, contact, by=duty, considered="School sees her daily and is not worried")
    with on("2026-09-15 10:00", by="frontdoor.manager") as decider:
        decision = front_door.decide(
            family, contact, by=decider, to=TEAM, tier=3, cites=["3H"],
            outcomes={"P11": "PRIVATE_FOSTERING"},
            because="More than 28 days with somebody who is no relative: regulations of 2005",
            not_told_because="The social worker rings K11 and the mother today", adults_asked="NO", children_asked="NO",
        )  # fmt: skip
        assessment = front_door.assessment_of(decision)
    with on("2026-09-15 14:00", by=MANAGER) as manager:
        assessing.give_assessment(assessment, by=manager, to=SW)
    row = PrivateFostering.objects.get(person=family["P11"])
    with on("2026-09-16 11:00", by=SW) as social_worker:
        fostering.save_arrangement(
            arrangement=row, by=social_worker, began_on=day("2026-08-10"), expected_until=day("2026-12-11"),
            carer="K11", carer_relation="Friend of her mother's", why="Her mother's work abroad",
            parents_view="Agreed with K11, rings every evening", responsibility="Her mother, reached by telephone",
        )  # fmt: skip
    visits = (
        ("2026-09-22 16:30", "I have my own bed and K11 plaits my hair", "Own room, school as before, K11 has no convictions"),
        ("2026-11-02 16:00", "Mum comes for Christmas", "Settled, half-term with K11's family, mother rings daily"),
    )  # fmt: skip
    for when, wishes, report in visits:
        with on(when, by=SW) as social_worker:
            fostering.record_visit(
                arrangement=row, by=social_worker, seen_at=clock.now(), child_seen=True, seen_alone=True, wishes=wishes,
                report=report,
            )  # fmt: skip
    with on("2026-11-02 17:00", by=SW) as social_worker:
        fostering.judge(
            arrangement=row,
            by=social_worker,
            suitability="SUITABLE",
            reason="Warm, checked, wanted by everybody",
        )
    with on("2026-12-11 15:00", by=SW) as social_worker:
        fostering.end_arrangement(
            arrangement=row,
            by=social_worker,
            ended_on=day("2026-12-11"),
            reason="Back with her mother in Sale",
        )


def referred_again(family: Family) -> None:
    with on("2027-03-25 11:10", by="gp.central") as gp:
        contact = front_door.concern(
            family, by=gp, where_now="At home with both parents",
            what="Father moved back in; G11 has stopped eating with the family and says he shouts at night",
            people=[
                *household(),
                told("F11", "PARENT", born="1985-05-20", sex="M", relation_to_first="PARENT", in_household="YES",
                     holds_responsibility="YES", postcode="M33 2AA"),
            ],
            concerns=["EMO", "DOMESTIC"], consent_asked="NO", consent_not_sought="RISK_TO_CHILD", family_knows="NO",
            child_words="He's loud and mum goes quiet", seen_alone="YES", requested_tier=3,
        )  # fmt: skip
    with on("2027-03-25 14:00", by="duty.two") as duty:
        front_door.read_and_rate(
            contact, by=duty, rag="AMBER", reason="New adult at home, mother silent, history of low mood"
        )
        front_door.recognise(
            family, contact, by=duty, considered="Early help closed in December; school asked"
        )
        working_with = front_door.ask(
            contact,
            "F11",
            by=duty,
            check="POLICE",
            agency="City Police (demo)",
            question="Calls to the address since January?",
        )
    with on("2027-03-25 16:30", by="police.frontdoor") as police:
        front_door.answer(
            working_with,
            by=police,
            text="One call on 2 March, voices raised, no offence",
            marking="POLICE_RESTRICTED",
        )
    with on("2027-03-30 10:20", by="frontdoor.manager") as decider:
        decision = front_door.decide(
            family, contact, by=decider, to=TEAM, tier=3, cites=["3E", "3A"], outcomes={"G11": "FAMILY_HELP"},
            because="Referred for the second time in a year, with a new worry at home", not_told_because="Until M11 is seen alone",
        )  # fmt: skip
        referral = front_door.referral_of(decision)
        assessment = front_door.assessment_of(decision)
        working.open_for(family, "G11", by=decider, kind="CIN", to=TEAM, referral=referral)
    with on("2027-03-30 14:00", by=MANAGER) as manager:
        assessing.give_assessment(assessment, by=manager, to=SW)
        working.give(family, "G11", by=manager, to=SW, why="Assessed her last year")


def control_referred(family: Family) -> None:
    with on("2027-03-30 10:00", by="teacher.central") as teacher:
        contact = front_door.concern(
            family, by=teacher, what="Grandparent has died, G11b cares for his mother at night and sleeps in class",
            people=[
                told("G11b", "CHILD", born="2015-12-02", sex="M", in_household="YES"),
                told("M11b", "PARENT", born="1986-06-06", sex="F", relation_to_first="PARENT", in_household="YES"),
            ],
            concerns=["YOUNG_CARER"],
        )  # fmt: skip
    with on("2027-03-30 12:00", by="duty.one") as duty:
        front_door.read_and_rate(contact, by=duty, rag="AMBER", reason="A child who cares at night")
        front_door.recognise(family, contact, by=duty, considered="Known since April as a contact only")
    with on("2027-03-30 15:00", by="frontdoor.manager") as decider:
        decision = front_door.decide(
            family, contact, by=decider, to=TEAM, tier=3, cites=["3I"], outcomes={"G11b": "FAMILY_HELP"}, parallel=[("ADULT", "Help at home for M11b")],
            because="Young carer whose health and schooling suffer", not_told_because="The social worker tells them at the visit",
        )  # fmt: skip
        referral = front_door.referral_of(decision)
        working.open_for(family, "G11b", by=decider, kind="CIN", to=TEAM, referral=referral)


STORY = Story("F11", "Early help and a second referral", "Central", LINES, tell, "Story-Eleven")
