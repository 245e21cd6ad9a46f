"""One working week of ordinary concerns: told, read, decided, and the first steps of what follows."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from accounts.models import User
from assessments.single.models import Assessment
from core.working_days import add_working_days, is_working_day
from demo.background.catalogue import BOYS, EVERYBODY, GIRLS, PATTERNS, POSTCODES, SURNAMES, TEAM_OF, Pattern
from demo.stories import assessing, front_door, working
from demo.stories.assessing import Finding
from demo.stories.engine import Event, Family, day, live, on, worker
from demo.stories.front_door import Told, told
from referrals.contacts.models import Contact
from referrals.decisions.models import Decision

SOCIAL_WORKERS = {
    "North": ("sw.north", "sw.north.two"), "Central": ("sw.central",), "South": ("sw.south",), "West": ("sw.west", "sw.west.two"),
}  # fmt: skip
WEIGHTS = [pattern.weight for pattern in PATTERNS]
LATE = "Two red concerns came in within the same hour"


@dataclass
class Concern:
    """One concern on its way: when it came, what it is like, who it is about."""

    number: int
    pattern: Pattern
    at: datetime
    family: Family
    place: str
    people: list[Told]
    chance: random.Random
    contact: Contact | None = None
    decision: Decision | None = None

    @property
    def team(self) -> str:
        return f"Family Support {self.place}"

    @property
    def manager(self) -> str:
        return f"manager.{self.place.lower()}"

    @property
    def first(self) -> str:
        return self.people[0].number


def week(start: str, *, a_day: int, settles_by: str) -> None:
    """The concerns of the working week that starts on this Monday, `a_day` each day."""
    events: list[Event] = []
    for on_day in working_days_of(day(start)):
        for turn in range(a_day):
            events += course(made_up(on_day, turn, a_day), until=settles_by)
    live(events)


def everybody_once() -> None:
    """A question from a colleague of every role: anybody may ask the front door."""
    pattern = next(entry for entry in PATTERNS if entry.by == EVERYBODY)
    events: list[Event] = []
    for turn, username in enumerate(EVERYBODY):
        concern = made_up(date(2027, 2, 17), turn % 10, 10, pattern)
        events += _asked_by(concern, username, f"2027-02-17 {9 + turn // 6:02d}:{(turn % 6) * 9:02d}")
    live(events)


def _asked_by(concern: Concern, username: str, when: str) -> list[Event]:
    later = _w(datetime.fromisoformat(when) + timedelta(hours=2))
    decided = _w(datetime.fromisoformat(when) + timedelta(hours=3))
    return [
        (when, lambda: log(concern, when, by=username)),
        (later, lambda: triage(concern, later)),
        (decided, lambda: decide(concern, decided, late=False)),
    ]


def working_days_of(monday: date) -> Iterator[date]:
    for offset in range(5):
        on_day = monday + timedelta(days=offset)
        if is_working_day(on_day):
            yield on_day


def made_up(on_day: date, turn: int, a_day: int, pattern: Pattern | None = None) -> Concern:
    """A concern drawn from the catalogue; the same day and turn always give the same one."""
    number = on_day.toordinal() * 20 + turn
    chance = random.Random(number)
    drawn = pattern or chance.choices(PATTERNS, WEIGHTS)[0]
    minute = 8 * 60 + 50 + turn * (420 // max(a_day, 1)) + chance.randrange(20)
    at = datetime(on_day.year, on_day.month, on_day.day) + timedelta(minutes=minute)
    postcode = POSTCODES[number % len(POSTCODES)]
    surname = SURNAMES[chance.randrange(len(SURNAMES))]
    family = Family(f"B{number % 100000}", surname)
    people = _adult(drawn, chance, postcode) if drawn.adult else _children(chance, postcode, on_day)
    return Concern(number, drawn, at, family, TEAM_OF[postcode.split()[0]], people, chance)


def _children(chance: random.Random, postcode: str, on_day: date) -> list[Told]:
    found = []
    home = {
        "in_household": "YES",
        "postcode": postcode,
        "address_lines": f"{chance.randrange(1, 90)} Demo Street",
    }
    for position in range(1 + (chance.random() < 0.3)):
        girl = chance.random() < 0.5
        name = chance.choice(GIRLS if girl else BOYS)
        born = on_day - timedelta(days=chance.randrange(200, 6100))
        more = {"relation_to_first": "SIBLING"} if position else {}
        role = "SIBLING" if position else "CHILD"
        found.append(
            told(
                f"{name}{position}",
                role,
                forename=f"Demo {name}",
                born=born.isoformat(),
                sex="F" if girl else "M",
                **home,
                **more,
            )
        )
    born = on_day - timedelta(days=chance.randrange(8000, 15000))
    found.append(told("parent", "PARENT", forename=f"Demo {chance.choice(GIRLS)}", born=born.isoformat(), sex="F",
                      relation_to_first="PARENT", holds_responsibility="YES", **home))  # fmt: skip
    return found


def _adult(pattern: Pattern, chance: random.Random, postcode: str) -> list[Told]:
    born = date(1930 + chance.randrange(35), chance.randrange(1, 12), chance.randrange(1, 28))
    return [
        told("adult", "ADULT", forename=f"Demo {chance.choice(GIRLS + BOYS)}", born=born.isoformat(), sex=chance.choice("FM"),
             in_household="YES", postcode=postcode, address_lines=f"{chance.randrange(1, 90)} Demo Street", has_children="UNKNOWN"),
    ]  # fmt: skip


def course(concern: Concern, *, until: str) -> list[Event]:
    """Told, read within two hours, decided by the next working day; what follows comes at its own pace."""
    at, chance = concern.at, concern.chance
    read = at + timedelta(minutes=20 + chance.randrange(90))
    days = 2 if chance.random() < 0.06 else 1 if chance.random() < 0.6 else 0
    decided_on = add_working_days(at.date(), days) if days else at.date()
    decided = (
        datetime.combine(decided_on, (read + timedelta(minutes=15)).time())
        if days
        else read + timedelta(minutes=45)
    )
    events: list[Event] = [
        (_w(at), lambda: log(concern, _w(at))),
        (_w(read), lambda: triage(concern, _w(read))),
    ]
    events.append((_w(decided), lambda: decide(concern, _w(decided), late=days == 2)))
    if concern.pattern.outcome in ("FAMILY_HELP", "PRIVATE_FOSTERING"):
        events += assessed(concern, decided, until=until)
    if concern.pattern.outcome == "STRATEGY":
        held = decided + timedelta(minutes=90)
        events.append((_w(held), lambda: enquiry(concern, _w(held), until=until)))
    if concern.pattern.adult and chance.random() < 0.85:
        given = datetime.combine(add_working_days(decided.date(), 1), datetime.min.time()) + timedelta(
            hours=10
        )
        events.append((_w(given), lambda: adult_work(concern, _w(given))))
    if concern.pattern.outcome == "EARLY_HELP":
        given = datetime.combine(add_working_days(decided.date(), 1), datetime.min.time()) + timedelta(
            hours=11
        )
        events.append((_w(given), lambda: early_help(concern, _w(given), until=until)))
    return [event for event in events if event[0] < until]


def _w(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def log(concern: Concern, when: str, by: str = "") -> None:
    pattern = concern.pattern
    by = by or concern.chance.choice(pattern.by)
    more: dict[str, object] = {}
    if by == "business.support":
        more = {"for_another": True, "channel": "PHONE", "referrer_name": "A neighbour (demo)", "referrer_phone": "01632 960 799",
                "referrer_source": "1B", "received": when}  # fmt: skip
    if by == "police.frontdoor":
        more = {"channel": "POLICE_PPN", "police_grade": "MEDIUM"}
    with on(when, by=by) as referrer:
        concern.contact = front_door.concern(
            concern.family, by=referrer, what=pattern.words, people=concern.people, kind=pattern.kind, concerns=list(pattern.concerns),
            where_now="At home" if concern.chance.random() < 0.5 else "At school", consent_asked="YES",
            consent_given="YES" if pattern.rag == "GREEN" else "NO",
            consent_not_sought="" if pattern.rag == "GREEN" else "RISK_TO_CHILD",
            danger_now="YES" if pattern.rag == "RED" else "NO", **more,  # type: ignore[arg-type]
        )  # fmt: skip


def triage(concern: Concern, when: str) -> None:
    assert concern.contact is not None
    with on(when, by=concern.chance.choice(("duty.one", "duty.two"))) as duty:
        front_door.read_and_rate(
            concern.contact, by=duty, rag=concern.pattern.rag, reason="By what was told and what is known"
        )
        front_door.recognise(
            concern.family, concern.contact, by=duty, considered="School and health records looked at"
        )


def decide(concern: Concern, when: str, *, late: bool) -> None:
    assert concern.contact is not None
    pattern = concern.pattern
    signed = pattern.tier >= 3 or pattern.outcome in ("NFA_ADVICE", "DUPLICATE", "MALICIOUS")
    # A duplicate or malicious concern is so for everybody named.
    everybody = pattern.outcome in ("DUPLICATE", "MALICIOUS")
    outcomes = {
        entry.number: pattern.outcome for entry in concern.people if everybody or entry.number != "parent"
    }
    to = concern.team if pattern.outcome in ("FAMILY_HELP", "STRATEGY", "PRIVATE_FOSTERING") else ""
    if pattern.adult:
        to = "Adults South" if concern.place in ("South", "West") else "Adults North"
    with on(
        when, by="frontdoor.manager" if signed else concern.chance.choice(("duty.one", "duty.two"))
    ) as decider:
        concern.decision = front_door.decide(
            concern.family, concern.contact, by=decider, to=to, tier=pattern.tier, cites=pattern.cites, outcomes=outcomes,
            because="What was told, what agencies know, and what the family wants", help_named=pattern.help_named or "Help nearby",
            adults_asked="NO", children_asked="NO" if not pattern.adult else "UNKNOWN",
            not_told_because="Told by the referrer in person", late_reason=LATE if late else "",
        )  # fmt: skip


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
        with on(_w(given), by=concern.manager) as manager:
            assessing.give_assessment(_assessment(concern), by=manager, to=social_worker)

    def see() -> None:
        children = [entry.number for entry in concern.people if entry.number != "parent"]
        with on(_w(seen), by=social_worker) as visitor:
            assessing.see(
                _assessment(concern), concern.family, *children, by=visitor, late="The family was away"
            )

    def finish() -> None:
        findings = [
            Finding(entry.number, outcome, ("16A",), "I like it when we are all quiet", "Needs more than is given", 3 if outcome == "CIN_PLAN" else 2)
            for entry in concern.people if entry.number != "parent"
        ]  # fmt: skip
        with on(_w(done), by=social_worker) as author:
            assessing.write_up(
                _assessment(concern),
                concern.family,
                findings,
                by=author,
                history="Two hard years",
                parents_view="We try",
            )
            assessing.submit(_assessment(concern), by=author)
        with on(_w(done + timedelta(minutes=90)), by=concern.manager) as manager:
            assessing.authorise(
                _assessment(concern), concern.family, findings, by=manager, decision="As proposed"
            )
            if outcome == "CIN_PLAN":
                for found in findings:
                    working.give(concern.family, found.number, by=manager, to=social_worker)

    def plan() -> None:
        if outcome != "CIN_PLAN":
            return
        number = concern.first
        with on(_w(planned), by=social_worker) as author:
            working.visit(concern.family, number, by=author, words="We went to the park")
            draft = working.plan_for(
                concern.family, number, by=author, kind="CIN", purpose="Enough food, sleep and school, and somebody to ring",
                goals=[working.Goal("Mornings and meals", "Fed and in school on four days of five", "Register, the child", "2027-07-16",
                                    "Family support worker twice a week", "Parent", domain="HOME")],
            )  # fmt: skip
        with on(_w(planned + timedelta(hours=3)), by=concern.manager) as manager:
            working.agree(draft, by=manager, views=[("Parent", "AGREES", "")])

    planned = datetime.combine(add_working_days(done.date(), 6), datetime.min.time()) + timedelta(hours=11)
    steps = [(_w(given), give), (_w(seen), see), (_w(done), finish), (_w(planned), plan)]
    return [*steps, *_checkpoints(concern, decided, done)]


def _assessment(concern: Concern) -> Assessment:
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
            found.append((_w(when), partial(_checkpoint, concern, number, _w(when))))
    return found


def _checkpoint(concern: Concern, number: str, when: str) -> None:
    with on(when, by=concern.manager) as manager:
        assessing.checkpoint(
            _assessment(concern), number, by=manager, decision="On its way; go on as discussed"
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
        assessing.give_assessment(_assessment(concern), by=manager, to=lead)
        for number in met:
            working.give(family, number, by=manager, to=lead)
    seen = datetime.fromisoformat(when) + timedelta(hours=2)
    with on(_w(seen), by=lead) as social_worker:
        for row in enquiries.values():
            assessing.see_in_enquiry(row, by=social_worker, where="At school")
    concluded = datetime.combine(add_working_days(seen.date(), 8), datetime.min.time()) + timedelta(hours=14)
    if _w(concluded) < until:
        outcome = concern.chance.choice(("NOT_SUBSTANTIATED", "NO_CONTINUING_RISK"))
        with on(_w(concluded), by=concern.manager) as manager:
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
    if _w(agreed) < until:
        with on(_w(agreed), by=lead) as professional:
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
    if _w(done) >= until:
        return
    with on(_w(done), by=lead) as professional:
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
