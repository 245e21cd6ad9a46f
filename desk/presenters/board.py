"""The board in words: each card prepared, each alarm a reason one can act on."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from core import clock
from core.govuk import words
from deadlines.presenters import face
from desk.presenters.person import age_of
from desk.selectors.board import UNCHANGED_AFTER, Card, Column
from people.enums import StatusKind

RE_CONTACTS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One card."""

    name: str
    href: str
    age: str
    rag: str
    statuses: str
    lead: str
    due: str
    due_name: str
    due_colour: str
    due_shape: str
    seen: str
    alarms: list[str]


@dataclass(frozen=True, slots=True)
class Stage:
    """One column."""

    name: str
    count: str
    lines: list[Line]
    more: int


def stages(columns: list[Column]) -> list[Stage]:
    now = clock.now()
    return [
        Stage(
            column.name,
            str(column.count) if column.count <= 200 else "200+",
            [line(card, now=now) for card in column.cards],
            max(0, column.count - len(column.cards)),
        )
        for column in columns
    ]


def line(card: Card, *, now: datetime) -> Line:
    due = face(card.next_due, at=now) if card.next_due else None
    who = card.lead.user if card.lead else None
    return Line(
        name=card.person.full_name,
        href=reverse("person_detail", args=[card.person.public_id]),
        age=age_of(card.person),
        rag=card.rating,
        statuses=words.listing(StatusKind(kind).label for kind in card.statuses),
        lead=", ".join(str(part) for part in (who.display_name, who.profession) if part) if who else "",
        due=due.words if due else "nothing due",
        due_name=due.name if due else "",
        due_colour=due.colour if due else "grey",
        due_shape=due.shape if due else "",
        seen=f"seen {words.ago(card.seen_at, now=now)}" if card.seen_at else "not seen on record",
        alarms=alarms(card, now=now),
    )


def alarms(card: Card, *, now: datetime) -> list[str]:
    """Signs of drift (seed ¶16): each says what is missing."""
    told = []
    if card.lead is None:
        told.append("Nobody leads")
    if card.visit_overdue:
        told.append("Visit overdue")
    if card.review_overdue:
        told.append("Review overdue")
    if card.has_plan and card.plan_changed_at and now - card.plan_changed_at > UNCHANGED_AFTER:
        told.append(f"Plan unchanged since {words.plain_date(card.plan_changed_at)}")
    if card.re_contacts >= RE_CONTACTS:
        told.append(f"{card.re_contacts} concerns in twelve months")
    return told
