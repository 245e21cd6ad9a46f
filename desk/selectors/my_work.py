"""What one worker has before them: due, come back, begun, led, awaited from others."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import DateTimeField, Exists, OuterRef, Q, Subquery

from accounts.access import known_as
from accounts.models import Absence, User
from casework.child_protection.models import Conference
from core import clock
from core.asking import OneOf, Place, asked, moment
from deadlines.models import Clock
from deadlines.selectors import clock_told_of, clocks
from outbox.models import Notice
from outbox.selectors import notices_of
from people.enums import InvolvementKind
from people.models import HouseholdMember, Involvement, Person, Sighting

_UNTIL = Place("until", DateTimeField())
MOST = 60
SHOWN = 25
MINE = (InvolvementKind.LEAD, InvolvementKind.ALLOCATED, InvolvementKind.CO_WORKER, InvolvementKind.CHAIR)


@dataclass(frozen=True, slots=True)
class MyPerson:
    """One of my people: in what capacity, when last seen, what is due next."""

    person: Person
    kind: str
    since: datetime
    seen_at: datetime | None
    seen_alone: bool | None
    next_due: Clock | None


@dataclass(frozen=True, slots=True)
class DueWork:
    """A clock with the confirmed household of whoever it is about, never a guessed one (safety l)."""

    clock: Clock
    home: int | None


def due(user: User, *, until: datetime) -> list[DueWork]:
    """Clocks of mine, and of whomever I cover today, that are over or fall due by then; nearest first.

    A clock about somebody whom I may not see leaves no line; whoever is away leaves theirs to their cover (safety d).
    """
    [rows] = asked(("due", known_as(user)), lambda: [_due(user)], until=until)
    return [DueWork(row, row.home) for row in rows if row.person_id is None or row.is_seen]


def _due(user: User) -> Any:
    today = clock.today()
    away = Absence.objects.current(on=today).filter(cover=user).values("user")
    seen = Person.objects.visible_to(user).filter(pk=OuterRef("person"))
    homes = (
        HouseholdMember.objects.current(on=today)
        .filter(person=OuterRef("person"), is_confirmed=True)
        .order_by("starts_on", "pk")
    )
    rows: Any = (
        clocks(user)
        .running()
        .select_related("person")
        .filter(Q(owner=user) | Q(owner__in=away), due_at__lte=_UNTIL)
        .annotate(is_seen=Exists(seen), home=Subquery(homes.values("household")[:1]))
        .order_by("due_at", "pk")
    )
    return rows[:MOST]


@dataclass(frozen=True, slots=True)
class CameBack:
    """What somebody was told, and of which limit where it was one."""

    notice: Notice
    limit: Clock | None = None


def came_back(user: User) -> list[CameBack]:
    """What I was told and have not read: replies, returns, decisions, answers; of one limit the newest word alone."""
    rows = list(notices_of(user).filter(read_at__isnull=True)[:SHOWN])
    about = {row.pk: clock_told_of(row) for row in rows}
    wanted = {number for number in about.values() if number}
    limits = {row.public_id: row for row in clocks(user).filter(public_id__in=wanted)} if wanted else {}
    found: dict[Any, CameBack] = {}
    for row in rows:
        limit = limits.get(about[row.pk])
        found.setdefault(limit.pk if limit else f"notice {row.pk}", CameBack(row, limit))
    return list(found.values())


def my_people(user: User) -> tuple[list[MyPerson], bool]:
    """People I lead, am allocated to, help with or chair, nearest due first; and whether there are more."""
    [rows] = asked(("my people", known_as(user)), lambda: [_mine(user)])
    first: dict[int, Any] = {}
    for row in sorted(rows, key=lambda row: MINE.index(InvolvementKind(row.kind))):
        first.setdefault(row.person_id, row)
    [due_next] = (
        asked(("next due", known_as(user)), lambda: [_nearest(user)], people=list(first)) if first else [[]]
    )
    nearest = {row.person_id: row for row in due_next}
    cases = [
        MyPerson(row.person, row.get_kind_display(), row.started_at, row.seen_at, row.alone, nearest.get(pk))
        for pk, row in first.items()
    ]
    far = clock.now() + timedelta(days=36500)
    cases.sort(key=lambda case: (case.next_due.due_at if case.next_due else far, case.since))
    return cases[:MOST], len(cases) > MOST


def _mine(user: User) -> Any:
    seen = Sighting.objects.visible_to(user).filter(person=OuterRef("person")).order_by("-seen_at")
    mine: Any = (
        Involvement.objects.visible_to(user)
        .current(at=moment())
        .filter(user=user, kind__in=MINE)
        .select_related("person")
        .annotate(seen_at=Subquery(seen.values("seen_at")[:1]), alone=Subquery(seen.values("alone")[:1]))
        .order_by("started_at", "pk")
    )
    return mine[: MOST * 2]


def _nearest(user: User) -> Any:
    running = clocks(user).running().filter(OneOf("person_id", "people"))
    return running.order_by("person", "due_at", "pk").distinct("person")


def conferences_chaired(user: User) -> list[Conference]:
    """Conferences this person chairs that wait for their day or their decisions, until a week from now."""
    until = clock.at_local(clock.today()) + timedelta(days=8)
    rows = Conference.objects.visible_to(user).filter(chair=user, status="SCHEDULED", starts_at__lt=until)
    return list(rows.order_by("starts_at", "pk")[:SHOWN])
