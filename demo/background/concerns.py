"""A made-up concern and its way through the front door."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from demo.background.catalogue import BOYS, GIRLS, PATTERNS, POSTCODES, SURNAMES, TEAM_OF, Pattern
from demo.stories import front_door
from demo.stories.engine import Family, on
from demo.stories.front_door import Told, told
from referrals.contacts.models import Contact
from referrals.decisions.models import Decision

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
    def children(self) -> list[str]:
        return [entry.number for entry in self.people if entry.number not in ("parent", "adult")]

    @property
    def first(self) -> str:
        return self.people[0].number


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
    oldest = on_day
    for position in range(1 + (chance.random() < 0.3)):
        girl = chance.random() < 0.5
        name = chance.choice(GIRLS if girl else BOYS)
        born = on_day - timedelta(days=chance.randrange(200, 6100))
        oldest = min(oldest, born)
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
    born = oldest - timedelta(days=chance.randrange(6900, 13000))
    found.append(told("parent", "PARENT", forename=f"Demo {chance.choice(GIRLS)}", born=born.isoformat(), sex="F",
                      relation_to_first="PARENT", holds_responsibility="YES", **home))  # fmt: skip
    return found


def _adult(pattern: Pattern, chance: random.Random, postcode: str) -> list[Told]:
    born = date(1930 + chance.randrange(35), chance.randrange(1, 12), chance.randrange(1, 28))
    return [
        told("adult", "ADULT", forename=f"Demo {chance.choice(GIRLS + BOYS)}", born=born.isoformat(), sex=chance.choice("FM"),
             in_household="YES", postcode=postcode, address_lines=f"{chance.randrange(1, 90)} Demo Street", has_children="UNKNOWN"),
    ]  # fmt: skip


def written(moment: datetime) -> str:
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
        front_door.triage_services.rate(
            contact=concern.contact,
            by=duty,
            rag=concern.pattern.rag,
            reason="By what was told and what is known",
        )
        concern.contact.refresh_from_db()
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
