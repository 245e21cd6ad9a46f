"""The queue and the loose ends of Wednesday 31 March 2027: something on every screen for every colleague."""

from datetime import date

from core.working_days import add_working_days
from demo.background.catalogue import PATTERNS, Pattern
from demo.background.concerns import Concern, decide, log, made_up, triage
from demo.background.following import SOCIAL_WORKERS, enquiry
from demo.stories import assessing, conferring, front_door, working
from demo.stories.engine import Event, Family, live, on
from people.models import Person
from referrals.contacts.services import add_to_contact
from referrals.decisions.services import propose
from referrals.triage.services import route_open_case

TUESDAY, WEDNESDAY = date(2027, 3, 30), date(2027, 3, 31)


def _of(outcome: str, position: int = 0) -> Pattern:
    return [pattern for pattern in PATTERNS if pattern.outcome == outcome][position]


def fill() -> None:
    """Everything below in the order in which it happened."""
    live(undone_work(), conference_ahead(), overnight(), this_morning(), yesterday())


def undone_work() -> list[Event]:
    """Assessments that lie: past the limit, at 35 working days, a child unseen, nobody named."""
    found: list[Event] = []
    # Day received, whether somebody was named, whether the child was seen.
    for turn, (on_day, named, seen) in enumerate(
        (
            (date(2027, 1, 18), True, True), (date(2027, 2, 5), True, True), (date(2027, 2, 9), True, True),
            (date(2027, 3, 15), True, False), (date(2027, 3, 24), False, False), (date(2027, 3, 25), False, False),
        )
    ):  # fmt: skip
        found += _lying(made_up(on_day, 12 + turn, 10, _of("FAMILY_HELP", turn % 4)), named=named, seen=seen)
    return found


def _lying(concern: Concern, *, named: bool, seen: bool) -> list[Event]:
    day_of = f"{concern.at:%Y-%m-%d}"

    def front() -> None:
        log(concern, f"{day_of} 13:05")
        triage(concern, f"{day_of} 14:05")
        decide(concern, f"{day_of} 15:05", late=False)
        if not named:
            return
        with on(f"{day_of} 16:05", by=concern.manager) as manager:
            assert concern.decision is not None
            assessment = front_door.assessment_of(concern.decision)
            lead = f"sw.{concern.place.lower()}"
            assessing.give_assessment(assessment, by=manager, to=lead)
            for number in concern.children:
                working.open_for(
                    concern.family,
                    number,
                    by=manager,
                    kind="CIN",
                    to=concern.team,
                    referral=assessment.referral,
                )
                working.give(concern.family, number, by=manager, to=lead, why="Assesses the family")
        if seen:
            with on(f"{day_of} 18:05", by=lead) as visitor:
                assessing.see(assessment, concern.family, *concern.children, by=visitor)
            for number, after in (("10", 9), ("20", 19)):
                looked = add_working_days(concern.at.date(), after)
                with on(f"{looked} 12:00", by=concern.manager) as manager:
                    assessing.checkpoint(assessment, number, by=manager, decision="Go on")

    return [(f"{day_of} 13:05", front)]


def conference_ahead() -> list[Event]:
    """An initial conference on 7 April: invitations out, one report in, the pack to be made."""
    concern = made_up(date(2027, 3, 18), 15, 10, _of("STRATEGY"))
    lead = SOCIAL_WORKERS[concern.place][0]

    def front() -> None:
        log(concern, "2027-03-18 09:05")
        triage(concern, "2027-03-18 09:25")
        decide(concern, "2027-03-18 10:05", late=False)
        enquiry(concern, "2027-03-18 11:05", until="")

    def ahead() -> None:
        with on("2027-03-24 11:00", by=concern.manager) as manager:
            for row in assessing.Section47.objects.filter(discussion__contact=concern.contact):
                assessing.conclude(
                    row,
                    by=manager,
                    outcome="CONTINUING_RISK",
                    conference=True,
                    reason="Hurt again, and nobody stops it",
                )
        with on("2027-03-24 14:00", by=lead) as social_worker:
            conference = conferring.conference_of(concern.family, concern.first)
            invited = conferring.prepare(
                conference, by=social_worker, starts="2027-04-07 10:00", when_supporter="2027-03-25 09:30",
                agencies=["health.visitor", "school.nurse", "police.frontdoor"],
            )  # fmt: skip
            conferring.invite_family(conference, concern.family, "parent", by=social_worker, role="Mother")
        with on("2027-03-30 11:00", by="school.nurse"):
            conferring.report(invited["school.nurse"], text="Frightened of Thursdays; talks when drawing")

    return [("2027-03-18 09:05", front), ("2027-03-24 11:00", ahead)]


def yesterday() -> list[Event]:
    """Tuesday's: one that waits for a manager, two that wait for answers, one on its way to an open case."""
    waits, asked, also_asked = (
        made_up(TUESDAY, 12 + turn, 10, _of("FAMILY_HELP", turn)) for turn in (0, 1, 2)
    )
    routed = Family("R", "Story-Two")

    def gathered() -> None:
        for concern, when in ((waits, "10:10"), (asked, "11:20"), (also_asked, "13:40")):
            log(concern, f"2027-03-30 {when}")
            triage(concern, f"2027-03-30 {when[:3]}55")
        with on("2027-03-30 15:10", by="duty.one") as duty:
            assert waits.contact is not None
            propose(
                contact=waits.contact,
                by=duty,
                tier=3,
                text="Assessment: third worry since Christmas, three agencies agree",
            )
        for concern, check, agency in (
            (asked, "HEALTH", "Community NHS Trust (demo)"), (also_asked, "EDUCATION", "North Demo Primary School"),
        ):  # fmt: skip
            with on("2027-03-30 15:30", by="duty.two") as duty:
                assert concern.contact is not None
                front_door.ask(
                    concern.contact,
                    concern.first,
                    by=duty,
                    check=check,
                    agency=agency,
                    question="What do you know since January?",
                )

    def route() -> None:
        child = Person.objects.filter(forename="Demo C1", surname="Story-Two").first()
        if child is None:
            return
        routed.cast["C1"] = child
        with on("2027-03-30 14:20", by="teacher.west") as teacher:
            contact = front_door.concern(
                routed, by=teacher, kind="HELP", what="C1 fell asleep twice this week and says she packs the lunches again",
                people=[front_door.told("C1", "CHILD", born="2014-03-11", sex="F")], where_now="At school",
            )  # fmt: skip
        with on("2027-03-30 15:50", by="duty.one") as duty:
            front_door.read_and_rate(
                contact, by=duty, rag="GREEN", reason="Known, on a plan, nothing new of harm"
            )
            front_door.triage_services.match_person(
                contact_person=front_door.row_of(contact, "C1"),
                by=duty,
                decision="SAME",
                person=child,
                reason="Same child",
            )
            route_open_case(
                contact=contact, person=child, by=duty, reason="On a plan with Family Support West"
            )

    return [("2027-03-30 10:10", gathered), ("2027-03-30 14:20", route)]


def overnight() -> list[Event]:
    """What the out-of-hours worker took in and decided alone; a manager ratifies it this morning."""
    concern = made_up(TUESDAY, 17, 10, _of("FAMILY_HELP", 1))

    def night() -> None:
        with on("2027-03-30 23:10", by="edt") as edt:
            concern.contact = front_door.concern(
                concern.family, by=edt, for_another=True, channel="EDT", received="2027-03-30 22:50", referrer_name="Ambulance crew (demo)",
                referrer_phone="01632 960 733", referrer_source="3F", people=concern.people, where_now="With an aunt",
                what="Mother taken to hospital; aunt has the children and is willing", danger_now="NO",
            )  # fmt: skip
            front_door.read_and_rate(
                concern.contact, by=edt, rag="AMBER", reason="Safe with the aunt tonight"
            )
            front_door.recognise(
                concern.family, concern.contact, by=edt, considered="With an aunt whom they know"
            )
        with on("2027-03-31 00:20", by="edt") as edt:
            assert concern.contact is not None
            front_door.decide(
                concern.family, concern.contact, by=edt, to=concern.team, tier=3, cites=["3D"], outcomes={concern.first: "FAMILY_HELP"},
                because="Safe tonight; an assessment is needed", alone_because="Night, the only worker on duty",
                not_told_because="The aunt was told by the crew",
            )  # fmt: skip

    return [("2027-03-30 23:10", night)]


def this_morning() -> list[Event]:
    """Wednesday's: two reds, four unread, an amber, a green, an addition to something decided."""
    reds = [made_up(WEDNESDAY, turn, 10, _of("STRATEGY")) for turn in (0, 1)]
    unread = [
        made_up(WEDNESDAY, 2 + turn, 10, pattern)
        for turn, pattern in enumerate(
            (_of("SIGNPOST"), _of("EARLY_HELP"), _of("ADULT_SAFEGUARDING"), _of("FAMILY_HELP", 3))
        )
    ]
    rated = [made_up(WEDNESDAY, 7, 10, _of("FAMILY_HELP")), made_up(WEDNESDAY, 8, 10, _of("EARLY_HELP", 1))]

    def arrive() -> None:
        for turn, concern in enumerate((*rated, *unread)):
            log(concern, f"2027-03-31 0{7 + (turn > 3)}:{10 + 6 * turn:02d}")
        for turn, concern in enumerate(reds):
            log(concern, f"2027-03-31 08:{44 + 7 * turn}")
        for concern in rated:
            triage(concern, "2027-03-31 08:52")
        with on("2027-03-31 08:53", by="duty.one") as duty:
            assert reds[0].contact is not None
            front_door.triage_services.claim(contact=reds[0].contact, by=duty)
            front_door.triage_services.mark_read(contact=reds[0].contact, by=duty)

    def added() -> None:
        child = Person.objects.filter(forename="Demo G11b").first()
        if child is None:
            return
        contact = child.named_in.order_by("-pk")[0].contact
        with on("2027-03-31 08:40", by="teacher.central") as teacher:
            add_to_contact(
                contact=contact, by=teacher, text="G11b came in at eight, his mother fell in the night"
            )

    return [("2027-03-31 07:10", arrive), ("2027-03-31 08:40", added)]
