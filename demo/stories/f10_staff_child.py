"""F10: the child of a colleague in the partnership: restricted, allocated to another locality, nobody's gossip."""

from datetime import timedelta

from core import clock
from core.errors import NotFound
from demo.stories import assessing, front_door, working
from demo.stories.assessing import Finding
from demo.stories.engine import Family, Line, Story, live, on, worker
from demo.stories.front_door import told
from desk.services.search import note_hidden_search
from people import services as people
from people.selectors import find_people
from referrals.allegations import services as allegations
from referrals.allegations.models import Allegation
from referrals.contacts.services import name_holder

TEAM, SW, MANAGER = "Family Support Central", "sw.central", "manager.central"

LINES = (
    Line("2026-10-12", "The school tells of E10's self-harm and of her mother's partner, who works with children: not in the shared queue", "REF-DEC", "2026-10-13"),
    Line("2026-10-12", "The designated officer has it first and considers within a working day: threshold met", "LADO-CONS", "2026-10-13"),
    Line("2026-10-12", "Strategy meeting about the coach within three working days", "LADO-STRAT", "2026-10-15"),
    Line("2026-10-14", "Held; reviewed within four weeks until it is concluded", "LADO-REV", "2026-11-11"),
    Line("2026-10-12", "Rated amber by a named holder", "MASH-A", "2026-10-13"),
    Line("2026-10-13", "Record restricted; named list: another locality's worker and manager"),
    Line("2026-10-13", "Decided: assessment", "CFA", "2026-12-14"),
    Line("2026-10-13", "Seen within five working days", "CFA-SEEN", "2026-10-20"),
    Line("2026-10-14", "A colleague of N10 searches: nobody is found"),
    Line("2026-10-14", "The officer has an alert of that search"),
    Line("2026-10-14", "Break-glass refused for a restricted record"),
    Line("2026-10-12", "N10 is linked to her daughter's record: it is closed to her at work, whatever opens it"),
    Line("2026-12-08", "Assessment authorised: child-in-need plan", "CIN-PLAN", "2026-12-22"),
    Line("2026-12-29", "Plan agreed a working day late, with its reason; first review", "CIN-REV1", "2027-02-09"),
    Line("2027-02-09", "Review held", "CIN-REV", "2027-05-04"),
)  # fmt: skip
FINDING = Finding(
    "E10",
    "CIN_PLAN",
    ("15A", "4A"),
    "I cut so that it stops being loud",
    "Self-harm, fear of a man at home",
    3,
    "N5",
)


def tell(family: Family) -> None:
    with on("2026-10-12 13:10", by="teacher.south") as teacher:
        contact = front_door.concern(
            family, by=teacher, where_now="School medical room", what="Fresh cuts on E10's arms; says her mother's partner hits her and that he coaches children",
            people=[
                told("E10", "CHILD", born="2012-05-19", sex="F", in_household="YES", postcode="WA14 5AA", nhs_number="9990000107"),
                told("N10", "PARENT", born="1984-02-02", sex="F", relation_to_first="PARENT", holds_responsibility="YES", in_household="YES",
                     works_with_vulnerable="YES", works_where="CAMHS"),
                told("X10", "HOUSEHOLD", born="1979-06-16", sex="M", relation_to_first="STEP_PARENT", in_household="YES", is_alleged_source=True,
                     works_with_vulnerable="YES", works_where="Youth football"),
            ],
            concerns=["PHY", "SELF_HARM"], consent_asked="NO", consent_not_sought="RISK_TO_CHILD", child_words="He hit me with the belt end",
        )  # fmt: skip
    with on("2026-10-12 14:00", by="lado") as officer:
        allegation = contact.allegations.get(subject_name__contains="X10")
        allegations.acknowledge(allegation=allegation, by=officer)
        allegations.save_details(
            allegation=allegation, by=officer, subject_role="Volunteer coach", works_with="CHILDREN",
            own_children="NO", others_at_risk="Under-12s at training on Tuesdays and Saturdays",
            safeguards="The club stands him down today; E10 sleeps at her grandmother's",
        )  # fmt: skip
        allegations.consider_met(
            allegation=allegation, by=officer, harm_tests=["HARMED", "RISK"],
            reason="A child at home says he hit her with a belt; he coaches children",
        )  # fmt: skip
        allegations.write_entry(
            allegation=allegation, by=officer, kind="EMPLOYER", who="Youth football club, welfare officer",
            text="Stood down without prejudice; nothing is said to him before the police have spoken to E10",
        )  # fmt: skip
        for username in ("frontdoor.manager", "duty.two", "data.protection"):
            name_holder(
                contact=contact,
                user=worker(username),
                by=officer,
                reason="Unconflicted, needed to decide today",
            )
    with on("2026-10-12 15:00", by="duty.two") as duty:
        front_door.read_and_rate(
            contact, by=duty, rag="AMBER", reason="Cuts that need no hospital, a man at home tonight"
        )
        front_door.recognise(
            family, contact, by=duty, considered="Only child of the house; school nurse sees her"
        )
    with on("2026-10-12 15:30", by="data.protection") as guardian:
        people.restrict(
            person=family["E10"],
            by=guardian,
            restriction="RESTRICTED",
            reason="Daughter of a colleague in CAMHS",
        )
        people.restrict(
            person=family["N10"], by=guardian, restriction="RESTRICTED", reason="A colleague in CAMHS"
        )
        people.restrict(
            person=family["X10"],
            by=guardian,
            restriction="RESTRICTED",
            reason="Partner of a colleague, works with children",
        )
        people.link_staff(
            user=worker("camhs.nurse"), person=family["E10"], kind="FAMILY", by=guardian, note="Her daughter"
        )
        people.link_staff(
            user=worker("camhs.nurse"), person=family["N10"], kind="SELF", by=guardian, note="Her own record"
        )
        for number in ("E10", "N10", "X10"):
            for username in ("frontdoor.manager", MANAGER, SW):
                people.name_on_list(
                    by=guardian,
                    user=worker(username),
                    person=family[number],
                    reason="Named list, another locality",
                )
    with on("2026-10-13 09:40", by="frontdoor.manager") as manager:
        decision = front_door.decide(
            family, contact, by=manager, to=TEAM, tier=3, cites=["3C", "3A"], outcomes={"E10": "FAMILY_HELP"},
            because="Self-harm and an account of being hit; assessed by people who do not know the family", children_asked="NO",
            parallel=[("LADO", "Partner coaches children")], not_told_because="N10 is told by the worker in person",
        )  # fmt: skip
        assessment = front_door.assessment_of(decision)
    with on("2026-10-13 11:00", by=MANAGER) as manager:
        assessing.give_assessment(assessment, by=manager, to=SW)
    with on("2026-10-13 16:00", by=SW) as social_worker:
        assessing.see(assessment, family, "E10", by=social_worker, where="At school")
    with on("2026-10-14 14:00", by="lado") as officer:
        allegations.record_meeting(
            allegation=allegation, by=officer, kind="STRATEGY", held_at=clock.now() - timedelta(hours=1),
            present="Police\nChildren's social care\nFootball club, welfare officer",
            discussed="What E10 said, whom else he coaches", decided="Police lead; the club keeps him away from every child",
            actions="Police speak to E10 with her social worker by 20 October",
        )  # fmt: skip
    colleagues(family)
    helped(family, assessment)


def colleagues(family: Family) -> None:
    """Whoever works beside N10 finds nobody, and no glass breaks."""
    with on("2026-10-14 12:10", by="camhs.colleague") as colleague:
        assert find_people("Story-Ten", reader=colleague) == []
        note_hidden_search(by=colleague, text="Demo E10 Story-Ten")
        try:
            people.break_glass(
                by=colleague,
                person=family["E10"],
                reason_code="COVER",
                reason="Covering for a colleague this week",
            )
        except NotFound:
            return
        raise AssertionError("A restricted record opened by break-glass.")


def helped(family: Family, assessment: assessing.Assessment) -> None:
    with on("2026-11-09 15:00", by="lado") as officer:
        allegation = Allegation.objects.get(subject_name__contains="X10 ")
        allegations.write_entry(
            allegation=allegation, by=officer, kind="REGULATOR", who="County football association",
            text="Told of the outcome; their own suspension stands",
        )  # fmt: skip
        allegations.conclude(
            allegation=allegation, by=officer, outcome="SUBSTANTIATED", dbs_referral="YES",
            reason="E10's account, the marks and a second child's account agree",
        )  # fmt: skip
    with on("2026-12-04 15:00", by=SW) as social_worker:
        assessing.write_up(assessment, family, [FINDING], by=social_worker, history="Partner moved in last winter",
                           parents_view="I didn't see it, and it's my job to see it")  # fmt: skip
        assessing.submit(assessment, by=social_worker)
    with on("2026-12-08 10:00", by=MANAGER) as manager:
        assessing.authorise(
            assessment, family, [FINDING], by=manager, decision="Plan; he has left the home and the club"
        )
        working.give(family, "E10", by=manager, to=SW)
    with on("2026-12-21 11:00", by=SW) as social_worker:
        plan = working.plan_for(
            family, "E10", by=social_worker, kind="CIN", purpose="E10 is safe at home and has other ways than cutting",
            goals=[working.Goal("A way through bad evenings", "No new cuts for six weeks", "E10 shows her nurse", "2027-06-30",
                                "Weekly sessions out of the borough", "E10", domain="FEELINGS", score=2)],
        )  # fmt: skip
    with on("2026-12-29 11:00", by=MANAGER) as manager:
        working.agree(plan, by=manager, views=[("E10", "AGREES", ""), ("N10", "AGREES", "")])
        working.late_because(
            "CIN-PLAN", by=manager, person=family["E10"], reason="E10 asked to read it over Christmas first"
        )
    with on("2027-02-09 15:00", by=SW) as social_worker:
        plan.refresh_from_db()
        working.review(
            plan,
            by=social_worker,
            working=True,
            decision="CONTINUE",
            what="Cut once since Christmas",
            score=5,
        )
    live(
        working.visits_every(
            family,
            "E10",
            by=SW,
            start="2026-12-16",
            end="2027-03-17",
            every=26,
            words=("It's quiet now", "I told my friend"),
        )
    )


STORY = Story("F10", "A colleague's own child", "Central (for South)", LINES, tell, "Story-Ten")
