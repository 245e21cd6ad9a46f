"""F03: a young person found at night, without papers and without a date of birth that anybody knows."""

from demo.stories import assessing, front_door, working
from demo.stories.assessing import Finding
from demo.stories.engine import Family, Line, Story, day, live, on
from demo.stories.front_door import told
from people import services as people
from referrals.decisions.services import ratify

TEAM, SW, MANAGER = "Children in Care", "sw.care", "manager.care"
LATER = "children in care come later"

LINES = (
    Line("2026-09-26", "Police find A03 at 01:40; says 15, no papers, estimated birth 2011", "REF-DEC", "2026-09-28"),
    Line("2026-09-26", "Rated red: four hours to gather, at night", "MASH-R", "2026-09-26 06:10"),
    Line("2026-09-26", "The out-of-hours worker decides alone, with the reason; ratified on Monday"),
    Line("2026-09-26", "National referral mechanism beside the decision"),
    Line("2026-09-26", "Assessment from receipt", "CFA", "2026-11-27"),
    Line("2026-09-26", "Case of a child in care opens (section 20)", "ALLOC", "2026-09-28"),
    Line("2026-09-29", "Allocated a day late, with the reason"),
    Line("2026-09-26", "First visit within a week", "LACVIS-1", "2026-10-03", LATER),
    Line("2026-09-26", "Personal education plan", "PEP", "2026-10-09", LATER),
    Line("2026-09-26", "First review and health assessment", "LAC-R1", "2026-10-23", LATER),
    Line("2026-11-12", "Age assessed: 1 January 2010, now 16; the old date is kept"),
    Line("2026-12-26", "Thirteen weeks in care: pathway assessment by Good Friday", "PATH-A", "2027-03-26", LATER),
    Line("2026-10-06", "NHS number found"),
    Line("2026-10-20", "Three aliases, interpreter, pupil number unknown because new to the country"),
)  # fmt: skip
FINDING = Finding(
    "A03", "CLA", ("9A", "12A"), "I walked, then a lorry", "Trafficked on the way, alone here", 4, "N8"
)


def tell(family: Family) -> None:
    with on("2026-09-26 02:10", by="edt") as edt:
        contact = front_door.concern(
            family, by=edt, for_another=True, channel="EDT", received="2026-09-26 01:40", where_now="Police station, waiting room",
            referrer_name="Custody sergeant (demo)", referrer_phone="01632 960 720", referrer_source="6", danger_now="YES",
            referrer_agency="City Police (demo)", danger_detail="Alone, nowhere to sleep",
            what="Young person out of a lorry at a service yard, says he is 15, no papers, no adult",
            people=[
                told("A03", "CHILD", born="2011-01-01", birth_certainty="ESTIMATED", sex="M", first_language="Tigrinya",
                     interpreter_needed="YES", aliases="Demo Aaz, Demo Azo, Demo Zed", upn_unknown_reason="UN3", address_kind="NFA"),
            ],
            tonight="Foster carer on the emergency list", consent_asked="NO", consent_not_sought="CANNOT_CONTACT",
        )  # fmt: skip
    with on("2026-09-26 03:00", by="edt") as edt:
        front_door.read_and_rate(contact, by=edt, rag="RED", reason="A child alone at night")
        front_door.recognise(family, contact, by=edt, considered="Alone; nobody of his family is here")
        decision = front_door.decide(
            family, contact, by=edt, to=TEAM, tier=4, cites=["4J", "4F"], outcomes={"A03": "FAMILY_HELP"},
            because="No safe adult can care for him tonight; accommodated under section 20", adults_asked="NOBODY",
            children_asked="NOBODY", parallel=[("NRM", "Possible trafficking on the journey")],
            alone_because="Out of hours, the only worker on duty", not_told_because="His family cannot be reached",
        )  # fmt: skip
        assessment = front_door.assessment_of(decision)
        working.open_for(
            family,
            "A03",
            by=edt,
            kind="CLA",
            to=TEAM,
            referral=front_door.referral_of(decision),
            at="2026-09-26 03:00",
        )
    with on("2026-09-28 09:20", by="frontdoor.manager") as manager:
        ratify(decision=decision, by=manager, note="Right, and well recorded")
    with on("2026-09-29 09:30", by=MANAGER) as manager:
        assessing.give_assessment(assessment, by=manager, to=SW)
        working.give(family, "A03", by=manager, to=SW, why="Speaks Tigrinya")
        working.late_because(
            "ALLOC", by=manager, person=family["A03"], reason="The interpreter was free from Tuesday only"
        )
    with on("2026-09-29 14:00", by=SW) as social_worker:
        assessing.see(assessment, family, "A03", by=social_worker, where="Foster home")
        people.move_to(
            person=family["A03"], by=social_worker, kind="PLACEMENT", postcode="WA15 9AB", lines="Foster home"
        )
        working.note(family, "A03", by=social_worker, kind="MEETING", facts="With an interpreter: gave three names he was made to use.",
                     is_significant=True, summary="Came into care, found alone", significance="CHANGE")  # fmt: skip
    with on("2026-10-06 10:00", by=SW) as social_worker:
        person = family.refreshed("A03")
        people.update_person(person=person, by=social_worker, version=person.version, nhs_number="9990000034")
    with on("2026-11-12 11:00", by=SW) as social_worker:
        people.correct_birth(
            person=family["A03"], by=social_worker, born_on=day("2010-01-01"), birth_certainty="ESTIMATED",
            reason="Age assessment of 12 November 2026 by two social workers", sex="M",
        )  # fmt: skip
    with on("2026-11-19 15:00", by=SW) as social_worker:
        assessing.write_up(assessment, family, [FINDING], by=social_worker, history="Left home at 13, two years on the way",
                           parents_view="His parents could not be reached")  # fmt: skip
        assessing.submit(assessment, by=social_worker)
    with on("2026-11-23 10:00", by=MANAGER) as manager:
        assessing.authorise(
            assessment, family, [FINDING], by=manager, decision="Stays in care; school, health and law begin"
        )
    live(
        working.visits_every(
            family, "A03", by=SW, start="2026-10-07", end="2027-03-17", every=28,
            words=("Ahmed at school is my friend", "I dream less", "I want to be an electrician"),
        ),
    )  # fmt: skip


STORY = Story("F03", "A date of birth nobody knows", "Borough-wide", LINES, tell, "Story-Three")
