"""What the pages of a person say: identity bar, sub navigation, lead-professional card."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from accounts.models import User
from core import clock
from core.authority import authority
from core.govuk import words
from deadlines.presenters import ClockFace
from desk.selectors.person import Facts
from people import codes
from people.enums import (
    SHOWN_AS,
    AddressKind,
    BirthCertainty,
    InvolvementKind,
    Level,
    Restriction,
    StatusKind,
)
from people.models import Involvement, Person
from people.selectors.card import Card, Worker

STAGES = tuple(dict.fromkeys(SHOWN_AS.values()))
STATUS_COLOURS = {StatusKind.PROTECTION: "orange", StatusKind.IN_CARE: "purple", StatusKind.IN_NEED: "blue"}


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity bar (components/identity_bar.html)."""

    name: str
    age: str
    facts: list[tuple[str, str]]
    alerts: list[str]
    statuses: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Step:
    """One of the five shown stages of the pipeline."""

    name: str
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class LeadCard:
    """Who leads, who else and since when, last seen, next due."""

    lead: Involvement | None
    others: list[Involvement]
    seen: str
    seen_note: str
    next_due: ClockFace | None


def age_of(person: Person) -> str:
    if person.died_on:
        return f"died {words.plain_date(person.died_on)}"
    return words.age(
        born_on=person.born_on,
        expected_on=person.expected_on,
        on=clock.today(),
        estimated=person.birth_certainty == BirthCertainty.ESTIMATED,
    )


def born_words(person: Person) -> str:
    if person.born_on:
        note = " (estimated)" if person.birth_certainty == BirthCertainty.ESTIMATED else ""
        return f"{words.plain_date(person.born_on)}{note}"
    return f"expected {words.plain_date(person.expected_on)}" if person.expected_on else "Not known yet"


def spaced_nhs_number(digits: str) -> str:
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}" if len(digits) == 10 else digits


def status_words(kind: str, category: str) -> str:
    label = str(StatusKind(kind).label)
    named = codes.label("ABUSE_CATEGORY", category) if category else ""
    return f"{label}: {named}" if named else label


def alerts_of(facts: Facts) -> list[str]:
    """Danger first, before any address or number (safety t)."""
    told = []
    for warning in facts.warnings:
        told.append(f"{'Ring duty first. ' if warning['duty'] else ''}{warning['what']}")
    if facts.has_safe_address:
        told.append("Confidential address: never say, write or print where this person is.")
    if facts.has_no_contact:
        told.append("Somebody in the family may have no contact: look at Family before you arrange anything.")
    if facts.person.restriction != Restriction.NONE:
        told.append("Restricted record: only the people named on its list may know of it.")
    return told


def identity_of(facts: Facts) -> Identity:
    person = facts.person
    speaks = person.first_language or "Not recorded"
    if person.interpreter_needed:
        speaks += ", interpreter needed"
    pairs = [
        ("Date of birth" if not person.is_unborn else "Expected", born_words(person)),
        ("NHS number", spaced_nhs_number(person.nhs_number)),
        ("Pronouns", person.pronouns),
        ("Language", speaks),
    ]
    if person.communication:
        pairs.append(("Communication", person.communication))
    statuses = [
        (
            f"{status_words(row['kind'], row['category'])} since {words.plain_date(row['since'])}",
            STATUS_COLOURS.get(row["kind"], "grey"),
        )
        for row in facts.statuses
    ]
    return Identity(person.full_name, age_of(person), pairs, alerts_of(facts), statuses)


def sub_navigation(person: Person, here: str, *, reads: frozenset[str]) -> list[tuple[str, str, bool]]:
    """The parts of a record that this reader's role reads."""
    places = [
        ("Overview", "person_detail", ""),
        ("Family", "person_family", ""),
        ("Timeline", "person_timeline", ""),
        ("Assessments", "person_assessments", "assessments"),
        ("Plan", "person_plan", "plan"),
        ("Documents", "person_documents", ""),
        ("Sharing", "person_sharing", ""),
        ("Access", "person_access", ""),
    ]
    return [
        (label, reverse(name, args=[person.public_id]), name == here)
        for label, name, needs in places
        if not needs or needs in reads
    ]


def steps_of(facts: Facts) -> list[Step]:
    """Where the person stands in the one pipeline."""
    if facts.episode is None:
        return []
    now = SHOWN_AS[facts.episode["stage"]]
    reached = STAGES.index(now)
    return [
        Step(
            name,
            "current" if place == reached else "done" if place < reached else "ahead",
            f"since {words.plain_date(facts.episode['since'].date())}" if place == 0 else "",
        )
        for place, name in enumerate(STAGES)
    ]


def lead_card(facts: Facts, workers: list[Involvement], next_due: ClockFace | None) -> LeadCard:
    lead = next((row for row in workers if row.kind == InvolvementKind.LEAD), None)
    others = [row for row in workers if row.kind != InvolvementKind.ADMIN and not _is(lead, row)]
    seen, note = seen_words(facts.seen, now=clock.now())
    return LeadCard(lead, others, seen, note, next_due)


def _is(lead: Involvement | None, row: Involvement) -> bool:
    """Whoever leads is not named again for also being allocated."""
    return lead is not None and (row is lead or (row.user_id is not None and row.user_id == lead.user_id))


def seen_words(seen: dict[str, Any] | None, *, now: datetime) -> tuple[str, str]:
    """`3 days ago, alone`, and by whom."""
    if not seen:
        return "Not seen on record", ""
    alone = "alone" if seen["alone"] else "not alone"
    by = ", ".join(part for part in (seen["by"], seen["profession"]) if part)
    where = f", {seen['where'].lower()}" if seen["where"] else ""
    return f"{words.ago(seen['at'], now=now)}, {alone}", f"{words.moment(seen['at'])}, by {by}{where}"


def address_words(facts: Facts) -> str:
    """Where the person lives as far as a page may say it; a confidential address is never on the overview."""
    if facts.has_safe_address:
        return "Confidential. Letters and visits go through the lead professional."
    if not facts.address:
        return ""
    kind = str(AddressKind(facts.address["kind"]).label)
    parts = [facts.address["lines"], facts.address["postcode"]]
    written = ", ".join(part for part in parts if part) or kind
    return written if kind == "Home" or written == kind else f"{written} ({kind.lower()})"


def why_card(card: Card | None) -> str:
    """Why somebody who is not involved sees a card at all."""
    if card and card.flag_only:
        return "This person is on the roll or caseload of your agency: you may know whether somebody works with them."
    return "Your role may look up who is working with somebody, to reach them. Nothing of the record is on the card."


def card_workers(card: Card | None) -> list[Worker]:
    """Whoever leads first, nobody twice."""
    found: dict[tuple[str, str], Worker] = {}
    for worker in sorted(card.workers if card else (), key=lambda worker: not worker.is_lead):
        found.setdefault((worker.name, worker.phone), worker)
    return list(found.values())


def how_to_open(
    reader: User, person: Person, *, by_purpose: bool, by_break_glass: bool
) -> tuple[str, str, str]:
    """(what it says, button, address) for somebody who sees the index card alone."""
    if by_purpose:
        return (
            "You may open the record for a purpose. It is written down and holds for 12 hours.",
            "Open the record",
            reverse("person_open", args=[person.public_id]),
        )
    if by_break_glass:
        return (
            "You are not involved with this person. In an emergency you may open the record for 24 hours; "
            "the worker's manager is told at once and looks at your reason within a working day.",
            "Open in an emergency",
            reverse("person_break_glass", args=[person.public_id]),
        )
    return (f"If you need to know more, ask the worker, or ring {authority().front_door_name}.", "", "")


def level_words(level: Level) -> str:
    return "Record" if level == Level.RECORD else "Index card"
