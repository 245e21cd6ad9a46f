"""What happened to a person and when, from every stage, as far as the reader may read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from accounts.models import User
from casework.cases.models import ChronologyEntry
from core import clock
from core.data_classes import DataClass
from desk.selectors import stages
from people.clusters import identities
from people.enums import SHOWN_AS, Stage
from people.models import Address, EpisodeStage, Involvement, Person, PersonStatus, SafeAddress, Sighting
from people.visibility import may_read
from referrals.contacts.models import Contact


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the timeline (components/timeline.html)."""

    at: datetime
    title: str
    text: str = ""
    by: str = ""
    page: str = ""
    public_id: object = None


def events_of(person: Person, *, reader: User) -> list[Event]:
    """Newest first."""
    found = [event for source in _SOURCES for event in source(person, reader)]
    return sorted(found, key=lambda event: event.at, reverse=True)


def _day(on: date) -> datetime:
    return clock.at_local(on)


def _involved(person: Person, reader: User) -> Iterator[Event]:
    rows = (
        Involvement.objects.visible_to(reader)
        .filter(person__in=identities(person))
        .select_related("user__profession", "team", "agency")
    )
    for row in rows:
        who = row.user.display_name if row.user else str(row.team or row.agency)
        what = str(row.get_kind_display())
        yield Event(row.started_at, f"{what}: {who}", row.what if row.what != what else "")
        if row.ended_at:
            yield Event(row.ended_at, f"{what} until now: {who}", row.end_reason)


def _statuses(person: Person, reader: User) -> Iterator[Event]:
    for row in PersonStatus.objects.visible_to(reader).filter(person__in=identities(person)):
        named = str(row.get_kind_display())
        yield Event(_day(row.started_on), f"{named} began", row.category)
        if row.ended_on:
            yield Event(_day(row.ended_on), f"{named} ended")


def _seen(person: Person, reader: User) -> Iterator[Event]:
    rows = (
        Sighting.objects.visible_to(reader)
        .filter(person__in=identities(person))
        .select_related("seen_by__profession")
    )
    for row in rows.order_by("-seen_at")[:300]:
        by = ", ".join(str(part) for part in (row.seen_by.display_name, row.seen_by.profession) if part)
        yield Event(row.seen_at, "Seen alone" if row.alone else "Seen, not alone", row.where, by)


def _stages(person: Person, reader: User) -> Iterator[Event]:
    rows = (
        EpisodeStage.objects.visible_to(reader)
        .filter(episode__person__in=identities(person))
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
        .filter(person__in=identities(person))
        .exists()
    )
    for row in (
        Address.objects.visible_to(reader).filter(person__in=identities(person)).select_related("locality")
    ):
        where = "" if hides else ", ".join(part for part in (row.lines, row.postcode) if part)
        yield Event(_day(row.starts_on), f"Moved: {row.get_kind_display().lower()}", where)


def _of_stages(person: Person, reader: User) -> Iterator[Event]:
    """When assessments, plans, cases and conferences began, where the reader may read them."""
    for line in (*stages.assessments_of(person, reader=reader), *stages.plans_of(person, reader=reader)):
        if line.at is not None:
            yield Event(
                line.at, line.title, f"Now: {line.status.lower()}", page=line.page, public_id=line.public_id
            )


def _told(person: Person, reader: User) -> Iterator[Event]:
    """Concerns about the person; on one that is not decided nothing more is said than that it came."""
    rows = Contact.objects.visible_to(reader).filter(people__person__in=identities(person)).distinct()
    for row in rows.order_by("-received_at")[:200]:
        yield Event(row.received_at, f"Concern {row.reference}", str(row.get_status_display()))


def _chronicled(person: Person, reader: User) -> Iterator[Event]:
    """What workers ticked as significant."""
    rows = ChronologyEntry.objects.visible_to(reader).filter(
        person__in=identities(person), withdrawn_at__isnull=True
    )
    for row in rows.select_related("recorded_by")[:500]:
        yield Event(_day(row.on), row.event, row.impact, row.recorded_by.display_name)


_SOURCES = (_involved, _statuses, _seen, _stages, _moves, _of_stages, _told, _chronicled)
