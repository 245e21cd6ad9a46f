"""Reads of the rota: who is on now, until when, what each has on."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q

from accounts.models import Absence, Agency, RoleAssignment, User
from accounts.selectors import answerable_for, answerable_for_each
from core import clock
from core.errors import NotFound
from referrals.contacts.enums import UNDECIDED, Rag
from referrals.contacts.models import Contact
from referrals.duty.models import DutyShift, HandoverNote

# Who may sit at the front door: duty, managers, out of hours, business support, the police and partners' seats.
SITTING = ("R2", "R3", "R9", "R11", "R16", "SEAT")
NOTES_SHOWN = timedelta(days=3)


@dataclass(slots=True)
class Place:
    """One shift as the duty page shows it."""

    shift: DutyShift
    away: Absence | None = None
    cover: User | None = None
    claimed: int = 0
    red: int = 0


@dataclass(slots=True)
class Day:
    """The rota of one day, and the seats that nobody has that day."""

    on: date
    places: list[Place] = field(default_factory=list)
    empty: list[Agency] = field(default_factory=list)


def shift_ends(user: User, *, at: datetime) -> datetime | None:
    """When this person's shift ends, if the rota has them on at that moment."""
    found: datetime | None = (
        DutyShift.objects.at(at).filter(user=user, left_at__isnull=True).order_by("-ends_at")
        .values_list("ends_at", flat=True).first()
    )  # fmt: skip
    return found


def on_rota(at: datetime) -> list[User]:
    """Whoever the rota has on now and has not gone home; while one is away, their cover (safety d)."""
    rows = DutyShift.objects.at(at).filter(left_at__isnull=True, user__is_active=True).select_related("user")
    day = clock.to_local(at).date()
    users = [row.user for row in rows.order_by("user__display_name", "pk")]
    return list(dict.fromkeys(answerable_for_each(users, on=day))) if users else []


def day(on: date, *, reader: User) -> Day:
    """Shifts of a day by seat and start, with presence, absence, cover and what each person has on now."""
    start = clock.at_local(on)
    rows = (
        DutyShift.objects.visible_to(reader)
        .between(start, clock.at_local(on + timedelta(days=1)))  # type: ignore[attr-defined]
        .select_related("user__profession", "seat")
        .order_by("seat__name", "starts_at", "user__display_name", "pk")
    )
    places = [Place(row) for row in rows]
    users = [place.shift.user_id for place in places]
    away = {
        row.user_id: row
        for row in Absence.objects.current(on=on).filter(user__in=users).select_related("user", "cover")
    }
    load = _workload(users, reader=reader)
    for place in places:
        place.away = away.get(place.shift.user_id)
        if place.away is not None:
            place.cover = answerable_for(place.shift.user, on=on)
        place.claimed, place.red = load.get(place.shift.user_id, (0, 0))
    seated = {place.shift.seat_id for place in places}
    return Day(on=on, places=places, empty=[row for row in seats(on=on) if row.pk not in seated])


def _workload(users: list[int], *, reader: User) -> dict[int, tuple[int, int]]:
    """Undecided concerns each of them is on, and how many are red, as far as the reader's queue goes."""
    rows = (
        Contact.objects.for_triage(reader)
        .filter(status__in=UNDECIDED, claimed_by__in=users)
        .order_by()
        .values("claimed_by")
        .annotate(n=Count("pk"), red=Count("pk", filter=Q(rag=Rag.RED)))
    )
    return {row["claimed_by"]: (row["n"], row["red"]) for row in rows}


def seats(*, on: date) -> list[Agency]:
    """Agencies that have somebody who sits at the front door."""
    sitting = RoleAssignment.objects.current(on=on).filter(
        agency=OuterRef("pk"), role__in=("R2", "R9", "SEAT"), user__is_active=True
    )
    return list(Agency.objects.filter(Exists(sitting), is_active=True).order_by("name"))


def who_may_sit(*, reader: User, on: date) -> list[User]:
    """Colleagues whom the rota may name."""
    roles = RoleAssignment.objects.current(on=on).filter(user=OuterRef("pk"), role__in=SITTING)
    found = User.objects.visible_to(reader).filter(Exists(roles), is_active=True).select_related("agency")
    return list(found.order_by("agency__name", "display_name")[:400])


def shift(public_id: uuid.UUID | str, *, reader: User) -> DutyShift:
    found: DutyShift | None = (
        DutyShift.objects.visible_to(reader)
        .filter(public_id=public_id, cancelled_at__isnull=True)
        .select_related("user", "seat")
        .first()
    )
    if found is None:
        raise NotFound("There is no such shift.")
    return found


def handover_notes(*, reader: User, at: datetime) -> list[HandoverNote]:
    """What the last shifts left, newest first."""
    rows = HandoverNote.objects.visible_to(reader).filter(recorded_at__gt=at - NOTES_SHOWN)
    return list(rows.select_related("recorded_by__agency").order_by("-recorded_at", "-pk")[:20])
