"""F05: a mother and her fourteen-year-old without a fixed home, and a boy who goes missing."""

from assessments.exploitation.services import add_intelligence, link, notice
from assessments.exploitation.services import review as review_exploitation
from assessments.missing.services import record_interview, record_meeting, record_return, report_missing
from demo.stories import assessing, front_door, working
from demo.stories.assessing import Finding
from demo.stories.engine import Family, Line, Story, day, live, moment, on, worker
from demo.stories.front_door import told
from demo.stories.working import Goal
from people import services as people
from referrals.triage.services import accept_route, route_open_case

TEAM, SW, MANAGER = "Family Support Central", "sw.central", "manager.central"
LINES = (
    Line("2026-06-05", "Housing tells of B05, 14, and his mother: no fixed abode, locality of the last settled address", "REF-DEC", "2026-06-08"),
    Line("2026-06-08", "Decided: assessment", "CFA", "2026-08-07"),
    Line("2026-06-09", "Ten days of looking: B05 seen late, with the reason", "CFA-SEEN", "2026-06-15"),
    Line("2026-07-31", "Assessment authorised: gangs and criminal exploitation (13A, 24A); plan due", "CIN-PLAN", "2026-08-14"),
    Line("2026-08-13", "Plan agreed; first review", "CIN-REV1", "2026-09-24"),
    Line("2026-08-28", "His mother tells the worker that he has been gone since Thursday evening: missing, 24 hours watched", "MISS-24", "2026-08-29 09:30"),
    Line("2026-08-29", "Found on Saturday night after two days: the police tell the front door", "REF-DEC", "2026-09-01"),
    Line("2026-09-01", "The concern goes to the worker of the open case, who accepts it"),
    Line("2026-08-29", "Return interview in spite of the bank holiday, by a youth worker", "MISS-RHI", "2026-09-01 22:15"),
    Line("2026-09-01", "Exploitation recorded: a place, a group, and what the police restrict"),
    Line("2026-09-03", "Exploitation meeting, owed after more than 24 hours away: two days late, with its reason", "MISS-STR", "2026-09-01"),
    Line("2026-09-23", "Review held; the next within twelve weeks", "CIN-REV", "2026-12-16"),
    Line("2026-10-02", "Seven addresses in four months"),
    Line("2026-10-05", "Dispute with the neighbouring authority", missing="disputes between authorities come later"),
)  # fmt: skip
FINDING = Finding(
    "B05", "CIN_PLAN", ("13A", "24A", "10A"), "They look after me", "Groomed to carry, owes money", 3, "N5"
)
MOVES = (
    ("2025-02-01", "HOME", "M33 3AA"),
    ("2026-05-20", "TEMPORARY", "M32 9AA"),
    ("2026-06-05", "NFA", ""),
    ("2026-06-20", "HOSTEL", "M16 7AA"),
    ("2026-07-18", "TEMPORARY", "M33 7AA"),
    ("2026-08-22", "NFA", ""),
    ("2026-10-02", "TEMPORARY", "M33 5AA"),
)


def tell(family: Family) -> None:
    with on("2026-06-05 15:10", by="housing.officer") as officer:
        contact = front_door.concern(
            family, by=officer, where_now="A friend's sofa in Stretford until Sunday", postcode="M33 3AA",
            what="Evicted in May; mother and B05 move every few days, B05 has new trainers, two phones and no school",
            people=[
                told("B05", "CHILD", born="2012-01-21", sex="M", in_household="YES", address_kind="NFA"),
                told("M05", "PARENT", born="1991-09-09", sex="F", relation_to_first="PARENT", holds_responsibility="YES",
                     in_household="YES", address_kind="NFA", phone="01632 960 735", safe_to_call="YES"),
            ],
            concerns=["HOUSING", "CCE", "GANG", "MISSING"], consent_asked="YES", consent_given="YES", consent_by="M05",
        )  # fmt: skip
    with on("2026-06-05 16:40", by="duty.two") as duty:
        front_door.read_and_rate(
            contact, by=duty, rag="AMBER", reason="A boy with money and no school, no home"
        )
        front_door.recognise(family, contact, by=duty, considered="Youth justice and education welfare asked")
        for since, kind, postcode in MOVES[:3]:
            for number in ("B05", "M05"):
                people.move_to(
                    person=family[number], by=duty, kind=kind, postcode=postcode, starts_on=day(since)
                )
        asked = front_door.ask(contact, "B05", by=duty, check="POLICE", agency="City Police (demo)",
                               question="Is B05 known, alone or with others?", why="Others could be warned and he be hurt")  # fmt: skip
    with on("2026-06-05 17:30", by="police.frontdoor") as police:
        front_door.answer(
            asked,
            by=police,
            text="Stopped twice with older men now under investigation",
            marking="POLICE_RESTRICTED",
        )
    with on("2026-06-08 10:00", by="frontdoor.manager") as decider:
        decision = front_door.decide(
            family, contact, by=decider, to=TEAM, tier=3, cites=["3H", "2E"], outcomes={"B05": "FAMILY_HELP"},
            because="On the edge of exploitation, no home, no school", not_told_because="M05 is told in person when found",
        )  # fmt: skip
        assessment = front_door.assessment_of(decision)
        working.open_for(
            family, "B05", by=decider, kind="CIN", to=TEAM, referral=front_door.referral_of(decision)
        )
    with on("2026-06-08 16:00", by=MANAGER) as manager:
        assessing.give_assessment(assessment, by=manager, to=SW)
        working.give(family, "B05", by=manager, to=SW)
    _moved(family, MOVES[3])
    with on("2026-06-18 17:00", by=SW) as social_worker:
        working.no_access(family, "B05", by=social_worker, what="The friend says they left last night")
    with on("2026-06-22 18:00", by=SW) as social_worker:
        assessing.see(
            assessment,
            family,
            "B05",
            by=social_worker,
            where="Hostel",
            late="Moved three times; found on Monday evening",
        )
        working.join(family, "B05", "police.frontdoor", "school.nurse", "seat.education", by=social_worker)
    _moved(family, MOVES[4])
    with on("2026-07-28 15:00", by=SW) as social_worker:
        assessing.write_up(assessment, family, [FINDING], by=social_worker, history="Stable until the eviction in May",
                           parents_view="I can't compete with what they give him")  # fmt: skip
        assessing.submit(assessment, by=social_worker)
    with on("2026-07-31 10:00", by=MANAGER) as manager:
        assessing.authorise(
            assessment,
            family,
            [FINDING],
            by=manager,
            decision="Plan with police, youth workers and a school place",
        )
    with on("2026-08-11 11:00", by=SW) as social_worker:
        plan = working.plan_for(
            family, "B05", by=social_worker, kind="CIN", purpose="A home, a school and adults who want nothing from him",
            goals=[
                Goal("Somewhere to live", "One address until the summer", "Tenancy signed", "2026-12-31",
                     "Apply as homeless and appeal if refused", "@housing.officer", domain="HOME", score=1),
                Goal("Back to school", "On a roll and in on four days", "Register", "2026-10-31",
                     "Fair access panel", "@seat.education", domain="EDUCATION", score=1),
            ],
        )  # fmt: skip
    with on("2026-08-13 14:00", by=MANAGER) as manager:
        working.agree(
            plan, by=manager, views=[("M05", "AGREES", ""), ("B05", "DISAGREES", "I don't need a plan")]
        )
    missing(family)
    with on("2026-09-23 14:00", by=SW) as social_worker:
        plan.refresh_from_db()
        working.review(
            plan,
            by=social_worker,
            working=False,
            decision="CHANGE",
            what="A school place, no home yet",
            score=3,
        )
    _moved(family, MOVES[6])
    with on("2026-12-14 14:00", by=SW) as social_worker:
        plan.refresh_from_db()
        working.review(
            plan,
            by=social_worker,
            working=True,
            decision="CONTINUE",
            what="In school on three days of five",
            score=5,
        )
    with on("2027-03-05 14:00", by=SW) as social_worker:
        plan.refresh_from_db()
        working.review(
            plan, by=social_worker, working=True, decision="CONTINUE", what="A tenancy since January", score=6
        )
    live(
        working.visits_every(
            family, "B05", by=SW, start="2026-09-21", end="2027-03-22", every=26,
            words=("They still text", "The mechanic lets me help", "Mum cooked"),
        ),
    )  # fmt: skip


def _moved(family: Family, move: tuple[str, str, str]) -> None:
    since, kind, postcode = move
    with on(f"{since} 12:00", by=SW) as social_worker:
        for number in ("B05", "M05"):
            people.move_to(person=family[number], by=social_worker, kind=kind, postcode=postcode)


def missing(family: Family) -> None:
    """Two nights away, found on the Saturday of a bank holiday weekend."""
    _moved(family, MOVES[5])
    with on("2026-08-28 09:30", by=SW) as social_worker:
        episode = report_missing(
            person=family["B05"], by=social_worker, missing_from=moment("2026-08-27 20:00"),
            reporter="His mother, by telephone", police_reference="GMP-DEMO-0828",
            circumstances="Left the friend's flat after a call and does not answer either phone",
        )  # fmt: skip
    with on("2026-08-29 22:40", by="police.frontdoor") as police:
        contact = front_door.concern(
            family, by=police, channel="POLICE_PPN", received="2026-08-29 22:15", where_now="With his mother at a friend's",
            what="Missing since Thursday, found at Piccadilly with a man of 24, tired, unhurt, two phones seized",
            people=[told("B05", "CHILD", born="2012-01-21", sex="M")], police_grade="MEDIUM", concerns=["MISSING", "CCE"],
        )  # fmt: skip
    with on("2026-09-01 09:10", by="duty.one") as duty:
        front_door.read_and_rate(contact, by=duty, rag="AMBER", reason="Found and with his mother")
        front_door.recognise(family, contact, by=duty, considered="Open case with Family Support Central")
        route = route_open_case(
            contact=contact,
            person=family["B05"],
            by=duty,
            reason="Open with Family Support Central: return interview today",
        )
    with on("2026-09-01 09:50", by=SW) as social_worker:
        accept_route(
            route=route, by=worker(SW), note="I see him this afternoon, and the meeting is on Thursday"
        )
        working.visit(
            family,
            "B05",
            by=social_worker,
            words="I wasn't missing, I was with mates",
            significant="Missing for two nights",
        )
        record_return(
            episode=episode, by=social_worker, returned_at=moment("2026-08-29 22:15"),
            found_where="Piccadilly, with a man of 24; taken to his mother by the police",
        )  # fmt: skip
    with on("2026-09-01 17:20", by=SW) as social_worker:
        record_interview(
            episode=episode, by=social_worker, interview="HELD", interviewed_at=moment("2026-09-01 16:00"),
            interviewer="Demo Youth Worker, independent return-interview service",
            told="I wasn't missing, I was with mates. They look after me and I owe them for the phone",
            push_and_pull="No home of his own; money, a lift and company from older men",
            next_steps="Meeting on Thursday; the phones stay with the police; mentor from Monday",
        )  # fmt: skip
        exploited = notice(
            person=family["B05"], by=social_worker, contact=contact, kinds=["CCE", "GANG"], level="SIGNIFICANT",
            signs="Two phones, new trainers, gone for two nights, found with a man of 24",
            child_words="They look after me",
        )  # fmt: skip
        link(
            exploitation=exploited,
            by=social_worker,
            kind="PLACE",
            name="Piccadilly Gardens",
            note="Found there",
        )
        link(exploitation=exploited, by=social_worker, kind="GROUP", name="The older lads from the hostel",
             note="His own words for them")  # fmt: skip
    # What the police told the manager and restrict: the worker reads no trace of it.
    with on("2026-09-02 10:30", by=MANAGER) as manager:
        add_intelligence(
            exploitation=exploited, by=manager, text="One of the two phones rings a line under investigation",
            police_reference="GMP-DEMO-0902",
        )  # fmt: skip
    with on("2026-09-03 11:30", by=SW) as social_worker:
        record_meeting(
            episode=episode, by=social_worker, held_at=moment("2026-09-03 10:00"),
            decided="Police disrupt the flat, youth justice mentors him, the school place comes first",
            late_reason="The police and youth justice could come on Thursday",
        )  # fmt: skip
        review_exploitation(
            exploitation=exploited, by=social_worker, kinds=["CCE", "GANG"], level="SIGNIFICANT",
            signs="Two phones, new trainers, gone for two nights, found with a man of 24",
            child_words="They look after me",
            disruption="Warning notices to two adults, phones kept, mentor twice a week, his mother rings duty at once",
        )  # fmt: skip


STORY = Story("F05", "No fixed abode", "Central", LINES, tell, "Story-Five")
