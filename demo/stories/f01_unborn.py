"""F01: an unborn child in the North, whose mother left care two years ago."""

from assessments.single.models import Assessment
from casework.child_protection.models import Invitation
from demo.stories import assessing, conferring, front_door, reviewing, working
from demo.stories.assessing import Finding
from demo.stories.conferring import Verdict
from demo.stories.engine import Family, Line, Story, day, live, on, worker
from demo.stories.front_door import told
from demo.stories.working import Goal
from people import services as people
from people.enums import InvolvementKind, StatusKind

TEAM, SW, MANAGER = "Family Support North", "sw.north", "manager.north"

LINES = (
    Line("2026-04-13", "The midwife tells of U01, expected 14 August; M01, 19, left care, her adviser is involved", "REF-DEC", "2026-04-14"),
    Line("2026-04-13", "The midwife is answered at once", "REF-ACK", "2026-04-14"),
    Line("2026-04-13", "Rated amber: information within a working day", "MASH-A", "2026-04-14"),
    Line("2026-04-14", "Decided: assessment before the birth", "CFA", "2026-06-17"),
    Line("2026-04-14", "A worker is named", "ALLOC", "2026-04-15"),
    Line("2026-03-13", "Pre-birth assessment should have begun by 18 weeks", "PREB-START", "2026-03-13", "no service starts the pre-birth limits yet"),
    Line("2026-05-11", "Significant harm seen: strategy discussion", "STRAT", "2026-05-12"),
    Line("2026-05-11", "Section 47 begins; conference due", "ICPC", "2026-06-02"),
    Line("2026-05-11", "Seen within 24 hours: the mother, the child is not born", "S47-SEEN", "2026-05-12 14:00"),
    Line("2026-05-20", "The enquiry asks for a conference", "ICPC-REQ", "2026-05-21"),
    Line("2026-05-20", "Conference ten weeks before the expected date", "PREB-ICPC", "2026-06-05", "no service starts the pre-birth limits yet"),
    Line("2026-05-20", "Discharge plan by 36 weeks", "PREB-DISCH", "2026-07-17", "no service starts the pre-birth limits yet"),
    Line("2026-05-27", "Reports reach the chair two working days before", "CPRPT-I", "2026-05-27"),
    Line("2026-05-29", "Conference: plan, neglect; letter next working day", "CPDEC", "2026-06-01"),
    Line("2026-05-29", "First core group", "CG-1", "2026-06-12"),
    Line("2026-05-29", "Full plan at the first core group", "CPP-FULL", "2026-06-12"),
    Line("2026-05-29", "First review", "RCPC-1", "2026-08-29"),
    Line("2026-06-10", "Core group held, the next in six weeks", "CG-N", "2026-07-22"),
    Line("2026-08-09", "Born: the same record, from expected date to date of birth, unknown to female; visit next working day", "CPVIS-BIRTH", "2026-08-10"),
    Line("2026-08-10", "NHS number added"),
    Line("2026-08-10", "CP-IS updated", missing="the daily CP-IS feed comes later"),
    Line("2026-08-10", "Health visitor's new birth contact", "HV-NB", "2026-08-23", "health's own contacts come later"),
    Line("2026-08-27", "Review conference: plan continues", "RCPC-N", "2027-02-27"),
    Line("2027-02-25", "Review conference: plan ends, child in need from now", "CIN-PLAN", "2027-03-11"),
    Line("2027-03-09", "Child-in-need plan agreed; first review in six weeks", "CIN-REV1", "2027-04-20"),
)  # fmt: skip
NOT_BORN = "Not yet born; the mother was seen"
FINDING = Finding(
    "U01",
    "ICPC",
    ("2B", "16A"),
    "Not born yet; her mother talks to her",
    "Neglect as M01 knew it, no home ready",
    4,
)


def tell(family: Family) -> None:
    assessment = referred(family)
    invited = enquired(family)
    assessed(family, assessment)
    protected(family, invited)
    born(family)
    followed(family)


def referred(family: Family) -> Assessment:
    with on("2026-04-13 10:00", by="midwife") as midwife:
        contact = front_door.concern(
            family,
            by=midwife,
            what="M01 is 22 weeks pregnant, books late, uses cannabis most days and sleeps at three different flats",
            where_now="With a friend in Stretford",
            people=[
                told("U01", "UNBORN", due="2026-08-14", in_household="YES"),
                told("M01", "PARENT", born="2006-11-02", sex="F", relation_to_first="PARENT", in_household="YES",
                     holds_responsibility="YES", postcode="M32 0AA", address_lines="1 Demo Row", is_pregnant="YES",
                     phone="01632 960 701", safe_to_call="YES"),
            ],
            concerns=["NEG", "PARENT_HEALTH", "HOUSING"],
            consent_asked="YES", consent_given="YES", consent_by="M01", family_knows="YES",
            child_words="", no_voice_because="Not born yet", requested_tier=3,
        )  # fmt: skip
    with on("2026-04-13 11:30", by="duty.one") as duty:
        front_door.read_and_rate(
            contact, by=duty, rag="AMBER", reason="Late booking, substance use, nowhere settled"
        )
        front_door.recognise(
            family, contact, by=duty, considered="No other children; the birth is 17 weeks away"
        )
        people.set_status(
            person=family["M01"], kind=StatusKind.CARE_LEAVER, by=duty, started_on=day("2024-11-02")
        )
        people.involve(
            person=family["M01"],
            kind=InvolvementKind.CO_WORKER,
            by=duty,
            user=worker("sw.care"),
            what="Personal adviser",
        )
        asked = front_door.ask(
            contact, "M01", by=duty, check="HEALTH", agency="Community NHS Trust (demo)", of=worker("health.visitor"),
            question="Have you met M01 before or since booking?", basis="CONSENT",
        )  # fmt: skip
    with on("2026-04-13 15:00", by="health.visitor") as visitor:
        front_door.answer(asked, by=visitor, text="Two first visits arranged, neither kept")
    with on("2026-04-14 09:30", by="frontdoor.manager") as decider:
        decision = front_door.decide(
            family, contact, by=decider, to=TEAM, tier=3, cites=["3D", "2E"],
            because="Needs in several areas, the birth is near, M01 agrees to an assessment",
            outcomes={"U01": "FAMILY_HELP"}, not_told_because="M01 agreed to the referral and is told at the visit",
        )  # fmt: skip
        referral = front_door.referral_of(decision)
        assessment = front_door.assessment_of(decision)
        working.open_for(family, "U01", by=decider, kind="CIN", to=TEAM, referral=referral)
    with on("2026-04-14 11:00", by=MANAGER) as manager:
        assessing.give_assessment(assessment, by=manager, to=SW)
        working.give(family, "U01", by=manager, to=SW)
    with on("2026-04-17 14:00", by=SW) as social_worker:
        working.join(family, "U01", "midwife", "health.visitor", by=social_worker)
        working.note(family, "U01", by=social_worker, facts="Met M01 with her adviser. No cot, no bed of her own.",
                     opinion="Frightened of losing the baby as she was lost herself.", kind="MEETING")  # fmt: skip
    with on("2026-04-28 16:00", by=MANAGER) as manager:
        assessing.checkpoint(assessment, "10", by=manager, decision="Go on; see the flats she sleeps at")
    return assessment


def enquired(family: Family) -> dict[str, Invitation]:
    with on("2026-05-11 09:30", by=MANAGER) as manager:
        discussion = assessing.call_strategy(family, ["U01"], by=manager, to=TEAM)
    with on("2026-05-11 14:00", by=MANAGER) as manager:
        enquiry = assessing.hold_strategy(
            discussion, family, {"U01": "M01 was found unconscious; nobody sober lives with her"}, by=manager, to=TEAM,
            lead=SW, categories=("NEG",),
        )["U01"]  # fmt: skip
    with on("2026-05-12 10:00", by=SW) as social_worker:
        assessing.strategy.save_section_47(section_47=enquiry, by=social_worker, not_seen_reason=NOT_BORN)
    with on("2026-05-20 11:00", by=MANAGER) as manager:
        assessing.conclude(
            enquiry,
            by=manager,
            outcome="CONTINUING_RISK",
            conference=True,
            reason="Nothing is ready for a newborn baby",
        )
    with on("2026-05-20 16:00", by=SW) as social_worker:
        conference = conferring.conference_of(family, "U01")
        invited = conferring.prepare(
            conference, by=social_worker, starts="2026-05-29 10:00", when_supporter="2026-05-21 10:00",
            agencies=["midwife", "health.visitor", "police.frontdoor"],
        )  # fmt: skip
        conferring.invite_family(conference, family, "M01", by=social_worker, role="Mother")
    return invited


def assessed(family: Family, assessment: Assessment) -> None:
    with on("2026-05-22 15:00", by=SW) as social_worker:
        part = assessing.part_of(assessment, family, "U01")
        assessing.single.save_part(part=part, by=social_worker, not_seen_reason=NOT_BORN)
        assessing.write_up(
            assessment, family, [FINDING], by=social_worker, history="M01 was in care from seven to eighteen",
            parents_view="I want to do it better than it was done for me",
        )  # fmt: skip
        assessing.submit(assessment, by=social_worker)
    with on("2026-05-26 10:00", by=MANAGER) as manager:
        assessing.authorise(
            assessment,
            family,
            [FINDING],
            by=manager,
            decision="The conference decides; help goes on meanwhile",
        )


def protected(family: Family, invited: dict[str, Invitation]) -> None:
    _reports(invited)
    with on("2026-05-29 12:00", by="chair") as chair:
        conference = conferring.conference_of(family, "U01")
        conferring.everybody_came(conference, by=chair)
        conferring.hold(
            conference, family,
            {"U01": Verdict("NEG", outline=(
                ("A home and a sober adult for the baby", "M01 and the baby live in one settled place", "Find a mother and baby place"),
                ("M01's use of cannabis", "No use in the last eight weeks before the birth", "Meet the substance service weekly"),
            ))},
            by=chair, group=[SW, "midwife", "health.visitor"], review_by="2026-08-27",
        )  # fmt: skip
    conferring.send_out(conference, when="2026-06-01 10:00", record="2026-06-29 10:00")
    with on("2026-06-29 10:30", by="chair") as chair:
        working.late_because(
            "CPMIN", by=chair,
            reason="The minute taker was ill; the decision had gone out in time",
        )  # fmt: skip
    live(reviewing.core_groups(family, "U01", by=SW, held=["2026-06-10", "2026-07-22"]))


def _reports(invited: dict[str, Invitation]) -> None:
    texts = {
        SW: "M01 wants her baby and has begun to plan; drugs and homelessness outweigh that today.",
        "midwife": "Growth on the tenth centile. Five of nine appointments kept.",
        "health.visitor": "Nothing known of M01 as an adult before April.",
        "police.frontdoor": "Two calls to flats she stays at, neither about her.",
    }
    for username, text in texts.items():
        with on("2026-05-26 12:00", by=username):
            conferring.report(
                invited[username],
                text=text,
                kind="SOCIAL_WORK"
                if username == SW
                else "POLICE"
                if username.startswith("police")
                else "AGENCY",
                police="One occupant is of interest" if username.startswith("police") else "",
                shared_on="2026-05-26" if username == SW else "",
            )


def born(family: Family) -> None:
    with on("2026-08-09 18:40", by="edt") as edt:
        people.correct_birth(
            person=family["U01"],
            by=edt,
            reason="Born at 16:05, the hospital rang",
            born_on=day("2026-08-09"),
            sex="F",
        )
    with on("2026-08-10 11:00", by=SW) as social_worker:
        baby = family.refreshed("U01")
        people.update_person(
            person=baby, by=social_worker, version=baby.version, forename="Demo U01", nhs_number="9990000018"
        )
        working.visit(
            family, "U01", by=social_worker, words="Slept; calm in her mother's arms", alone=False, place="HOSPITAL",
            significant="Born, 2,910 g, both well",
        )  # fmt: skip


def followed(family: Family) -> None:
    """The plan carried until February: visits, core groups, two reviews."""
    ended = Verdict(
        plan=False, ended="NO_LONGER_AT_RISK",
        why="Six months in one place, no use since June, every visit and check kept",
    )  # fmt: skip
    live(
        working.visits_every(
            family, "U01", by=SW, start="2026-08-24", end="2027-03-22", alone=False,
            words=("Awake, follows faces", "Laughs at her mother", "Sits with help, well fed"),
        ),
        reviewing.core_groups(
            family, "U01", by=SW,
            held=["2026-08-20", "2026-09-30", "2026-11-10", "2026-12-21", "2027-01-29", "2027-02-19"],
        ),
        reviewing.review(
            family, {"U01": Verdict("NEG")}, by=SW, asked="2026-08-11", held="2026-08-27",
            agencies=["health.visitor", "midwife"], review_by="2027-02-26",
        ),
        reviewing.review(
            family, {"U01": ended}, by=SW, asked="2027-02-01", held="2027-02-25", agencies=["health.visitor", "midwife"],
            review_by="2027-02-26",
        ),
        [("2027-03-04 10:00", lambda: stepped_down(family))],
    )  # fmt: skip


def stepped_down(family: Family) -> None:
    with on("2027-03-04 10:00", by=SW) as social_worker:
        plan = working.plan_for(
            family, "U01", by=social_worker, kind="CIN", purpose="Keep what was reached, with less visiting",
            goals=[Goal("Friends and a parents' group", "M01 has two people she can ring at night",
                        "M01 says so, and has", "2027-06-30", "Join the group at the centre", "@health.visitor",
                        domain="COMMUNITY", score=4)],
        )  # fmt: skip
    with on("2027-03-09 11:00", by=MANAGER) as manager:
        working.agree(plan, by=manager, views=[("M01", "AGREES", "")])


STORY = Story("F01", "An unborn child", "North", LINES, tell, "Story-One")
