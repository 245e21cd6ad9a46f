"""What happened to a person and when, from every stage, as far as the reader may read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from accounts.models import User
from core import clock
from core.data_classes import DataClass
from desk.presenters.person import status_words
from people.enums import SHOWN_AS, Stage
from people.models import Address, EpisodeStage, Involvement, Person, PersonStatus, SafeAddress, Sighting
from people.visibility import may_read


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the timeline (components/timeline.html)."""

    at: datetime
    title: str
    text: str = ""
    by: str = ""
    href: str = ""
    link: str = ""


def events_of(person: Person, *, reader: User) -> list[Event]:
    """Newest first."""
    found = [event for source in _SOURCES for event in source(person, reader)]
    return sorted(found, key=lambda event: event.at, reverse=True)


def _day(on: date) -> datetime:
    return clock.at_local(on)


def _involved(person: Person, reader: User) -> Iterator[Event]:
    rows = (
        Involvement.objects.visible_to(reader)
        .filter(person=person)
        .select_related("user__profession", "team", "agency")
    )
    for row in rows:
        who = row.user.display_name if row.user else str(row.team or row.agency)
        what = str(row.get_kind_display())
        yield Event(row.started_at, f"{what}: {who}", row.what if row.what != what else "")
        if row.ended_at:
            yield Event(row.ended_at, f"{what} until now: {who}", row.end_reason)


def _statuses(person: Person, reader: User) -> Iterator[Event]:
    for row in PersonStatus.objects.visible_to(reader).filter(person=person):
        words = status_words(row.kind, row.category)
        yield Event(_day(row.started_on), f"{words} began")
        if row.ended_on:
            yield Event(_day(row.ended_on), f"{words} ended")


def _seen(person: Person, reader: User) -> Iterator[Event]:
    rows = Sighting.objects.visible_to(reader).filter(person=person).select_related("seen_by__profession")
    for row in rows.order_by("-seen_at")[:300]:
        by = ", ".join(str(part) for part in (row.seen_by.display_name, row.seen_by.profession) if part)
        yield Event(row.seen_at, "Seen alone" if row.alone else "Seen, not alone", row.where, by)


def _stages(person: Person, reader: User) -> Iterator[Event]:
    rows = (
        EpisodeStage.objects.visible_to(reader)
        .filter(episode__person=person)
        .select_related("entered_by", "episode")
    )
    for row in rows:
        title = f"Stage: {SHOWN_AS[row.stage]}"
        yield Event(
            row.entered_at,
            title,
            f"{Stage(row.stage).label}, {row.episode.reference}",
            row.entered_by.display_name,
        )


def _moves(person: Person, reader: User) -> Iterator[Event]:
    """Moves of an open address; while a confidential one is kept, none of them is told with its lines."""
    if not may_read(reader, DataClass.CORE):
        return
    hides = (
        SafeAddress.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=clock.today()))
        .filter(person=person)
        .exists()
    )
    for row in Address.objects.visible_to(reader).filter(person=person).select_related("locality"):
        where = "" if hides else ", ".join(part for part in (row.lines, row.postcode) if part)
        yield Event(_day(row.starts_on), f"Moved: {row.get_kind_display().lower()}", where)


_SOURCES = (_involved, _statuses, _seen, _stages, _moves)
