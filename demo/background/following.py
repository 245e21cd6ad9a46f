"""What follows from a decision at an ordinary pace: assessment, enquiry, early help, an adult's case."""

from datetime import datetime, timedelta
from functools import partial

from accounts.models import User
from assessments.single.models import Assessment
from core.working_days import add_working_days
from demo.background.concerns import Concern, written
from demo.stories import assessing, front_door, working
from demo.stories.assessing import Finding
from demo.stories.engine import Event, on, worker

SOCIAL_WORKERS = {
    "North": ("sw.north", "sw.north.two"), "Central": ("sw.central",), "South": ("sw.south",), "West": ("sw.west", "sw.west.two"),
}  # fmt: skip


def assessed(concern: Concern, decided: datetime, *, until: str) -> list[Event]:
    """Allocated next day, seen within the week, finished in four to eight weeks unless today comes first."""
    chance = concern.chance
    social_worker = chance.choice(SOCIAL_WORKERS[concern.place])
    given = datetime.combine(add_working_days(decided.date(), 1), datetime.min.time()) + timedelta(hours=10)
    seen = given + timedelta(days=1 + chance.randrange(4), hours=6)
    done = datetime.combine(
        add_working_days(decided.date(), 18 + chance.randrange(20)), datetime.min.time()
    ) + timedelta(hours=15)
    outcome = chance.choice(("CIN_PLAN", "CIN_PLAN", "EARLY_HELP", "NFA"))

    def give() -> None:
        with on(written(given), by=concern.manager) as manager:
            assessing.give_assessment(assessment_of(concern), by=manager, to=social_worker)
            for number in concern.children:
                working.open_for(
                    concern.family,
                    number,
                    by=manager,
                    kind="CIN",
                    to=concern.team,
                    referral=assessment_of(concern).referral,
                )
                working.give(concern.family, number, by=manager, to=social_worker, why="Assesses the family")

    def see() -> None:
        with on(written(seen), by=social_worker) as visitor:
            assessing.see(
                assessment_of(concern),
                concern.family,
                *concern.children,
                by=visitor,
                late="The family was away",
            )

    def finish() -> None:
        findings = [
            Finding(entry.number, outcome, ("16A",), "I like it when we are all quiet", "Needs more than is given", 3 if outcome == "CIN_PLAN" else 2)
            for entry in concern.people if entry.number != "parent"
        ]  # fmt: skip
        with on(written(done), by=social_worker) as author:
            assessing.write_up(
                assessment_of(concern),
                concern.family,
                findings,
                by=author,
                history="Two hard years",
                parents_view="We try",
            )
            assessing.submit(assessment_of(concern), by=author)
        with on(written(done + timedelta(minutes=90)), by=concern.manager) as manager:
            assessing.authorise(
                assessment_of(concern), concern.family, findings, by=manager, decision="As proposed"
            )

    def plan() -> None:
        if outcome != "CIN_PLAN":
            return
        number = concern.first
        with on(written(planned), by=social_worker) as author:
            working.visit(concern.family, *concern.children, by=author, words="We went to the park")
            draft = working.plan_for(
                concern.family, number, by=author, kind="CIN", purpose="Enough food, sleep and school, and somebody to ring",
                goals=[working.Goal("Mornings and meals", "Fed and in school on four days of five", "Register, the child", "2027-07-16",
                                    "Family support worker twice a week", "Parent", domain="HOME")],
            )  # fmt: skip
        with on(written(planned + timedelta(hours=3)), by=concern.manager) as manager:
            working.agree(draft, by=manager, views=[("Parent", "AGREES", "")])

    def visit_again() -> None:
        if outcome == "CIN_PLAN":
            with on(written(again), by=social_worker) as visitor:
                working.visit(concern.family, *concern.children, by=visitor, words="Dad made tea")

    again = datetime.combine(add_working_days(done.date(), 19), datetime.min.time()) + timedelta(hours=16)
    planned = datetime.combine(add_working_days(done.date(), 6), datetime.min.time()) + timedelta(hours=11)
    steps = [
        (written(given), give),
        (written(seen), see),
        (written(done), finish),
        (written(planned), plan),
        (written(again), visit_again),
    ]
    return [*steps, *_checkpoints(concern, decided, done)]


def assessment_of(concern: Concern) -> Assessment:
    assert concern.decision is not None
    found: Assessment = front_door.assessment_of(concern.decision)
    return found


def _checkpoints(concern: Concern, decided: datetime, done: datetime) -> list[Event]:
    """The manager looks at day 10, 20 and 35, a day before each is due; now and then not."""
    found: list[Event] = []
    for number, after in (("10", 9), ("20", 19), ("35", 33)):
        when = datetime.combine(add_working_days(decided.date(), after), datetime.min.time()) + timedelta(
            hours=12
        )
        if when < done and concern.chance.random() < 0.85:
            found.append((written(when), partial(_checkpoint, concern, number, written(when))))
    return found


def _checkpoint(concern: Concern, number: str, when: str) -> None:
    with on(when, by=concern.manager) as manager:
        assessing.checkpoint(
            assessment_of(concern), number, by=manager, decision="On its way; go on as discussed"
        )


def adult_work(concern: Concern, when: str) -> None:
    """An adult's case is given to a practitioner."""
    south = concern.place in ("South", "West")
    with on(when, by="manager.adults" if south else "manager.adults.north") as manager:
        working.give(
            concern.family, concern.first, by=manager, to="adults.south" if south else "adults.north"
        )


def enquiry(concern: Concern, when: str, *, until: str) -> None:
    """A strategy discussion the same day; most enquiries end without a conference."""
    family, number = concern.family, concern.first
    discussion = assessing.StrategyDiscussion.objects.get(contact=concern.contact)
    lead = SOCIAL_WORKERS[concern.place][0]
    with on(when, by=concern.manager) as manager:
        met = {
            entry.number: "What the child said and showed"
            for entry in concern.people
            if entry.number != "parent"
        }
        enquiries = assessing.hold_strategy(
            discussion, family, met, by=manager, to=concern.team, lead=lead, categories=("PHY",)
        )
        assessing.give_assessment(assessment_of(concern), by=manager, to=lead)
        for number in met:
            working.give(family, number, by=manager, to=lead)
    seen = datetime.fromisoformat(when) + timedelta(hours=2)
    with on(written(seen), by=lead) as social_worker:
        for row in enquiries.values():
            assessing.see_in_enquiry(row, by=social_worker, where="At school")
    concluded = datetime.combine(add_working_days(seen.date(), 8), datetime.min.time()) + timedelta(hours=14)
    if written(concluded) < until:
        outcome = concern.chance.choice(("NOT_SUBSTANTIATED", "NO_CONTINUING_RISK"))
        with on(written(concluded), by=concern.manager) as manager:
            for row in enquiries.values():
                assessing.conclude(
                    row,
                    by=manager,
                    outcome=outcome,
                    conference=False,
                    reason="Explained, and the family acts on it",
                )


def early_help(concern: Concern, when: str, *, until: str) -> None:
    """The early-help case is given to its lead, and the family agrees to an assessment."""
    lead = concern.chance.choice(("school.nurse", "early.help", "early.help"))
    number = concern.first
    with on(when, by="duty.one") as duty:
        for entry in concern.people:
            if entry.number != "parent":
                working.begin_early_help(
                    concern.family, entry.number, by=duty, to=lead, why="Works with families nearby"
                )
    agreed = datetime.fromisoformat(when) + timedelta(days=1, hours=3)
    if written(agreed) < until:
        with on(written(agreed), by=lead) as professional:
            row = assessing.start_early_help(
                concern.family, number, by=professional, agreed_by="Parent", contact=concern.contact
            )
        _complete(concern, row.pk, lead, professional, agreed, until=until)


def _complete(
    concern: Concern, row_id: int, lead: str, professional: User, agreed: datetime, *, until: str
) -> None:
    done = datetime.combine(
        add_working_days(agreed.date(), 9 + concern.chance.randrange(9)), datetime.min.time()
    ) + timedelta(hours=16)
    if written(done) >= until:
        return
    with on(written(done), by=lead) as professional:
        row = assessing.EarlyHelpAssessment.objects.get(pk=row_id)
        assessing.complete_early_help(
            row, by=professional, review_on=add_working_days(done.date(), 25), child_voice="I want to play out", parent_voice="Mornings",
            better="Somebody to ring", conclusions="Small changes, held by one person", sdq_total=11, attendance_percent=88,
        )  # fmt: skip
        plan = working.plan_for(
            concern.family, concern.first, by=worker(lead), kind="EARLY_HELP", purpose="One person to ring, and mornings that work",
            goals=[working.Goal("Mornings", "In school by nine on four days of five", "Register", "2027-06-30", "Breakfast club", "Parent", domain="EDUCATION")],
        )  # fmt: skip
        working.agree(plan, by=professional, views=[("Parent", "AGREES", "")])
