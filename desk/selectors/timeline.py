"""What happened to a person and when, from every stage, as far as the reader may read; asked in one question."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db.models import Exists, F, OuterRef, Q

from accounts.access import known_as
from accounts.models import User
from casework.cases.models import ChronologyEntry
from core import clock
from core.asking import is_one_of
from desk.selectors import stages
from desk.selectors.mixed import Row, Source, agency_name, told
from desk.selectors.opened import about
from people.clusters import identities
from people.enums import SHOWN_AS, AddressKind, InvolvementKind, Stage, StatusKind
from people.models import Address, EpisodeStage, Involvement, Person, PersonStatus, SafeAddress, Sighting
from referrals.contacts.enums import ContactStatus
from referrals.contacts.models import Contact, ContactPerson


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
    """Newest first; of a person whose record this request has opened."""

    def of(rows: Any) -> Callable[[], Any]:
        return lambda: about(rows, reader=reader, people=stages.PEOPLE)

    sources: list[Source[Any]] = [
        _involved(of(Involvement.objects)),
        _statuses(of(PersonStatus.objects)),
        _seen(of(Sighting.objects)),
        _stages(of(EpisodeStage.objects)),
        _moves(of(Address.objects)),
        *stages.assessment_sources(reader=reader),
        *stages.plan_sources(reader=reader),
        _told(reader),
        _chronicled(of(ChronologyEntry.objects)),
    ]
    printed = told(sources, key=("timeline", known_as(reader)), people=identities(person))
    found = [event for each in printed if (event := _event(each)) is not None]
    return sorted(found, key=lambda event: event.at, reverse=True)


def _event(found: "Event | stages.Line") -> Event | None:
    """When assessments, plans, cases and conferences began, where the reader may read them."""
    if isinstance(found, Event):
        return found
    if found.at is None:
        return None
    now = f"Now: {found.status.lower()}"
    return Event(found.at, found.title, now, page=found.page, public_id=found.public_id)


def _at(row: Row, name: str) -> datetime:
    return cast(datetime, row.moment(name))


def _involved(rows: Any) -> Source[Event]:
    def tell(row: Row) -> Iterator[Event]:
        what = str(InvolvementKind(row["kind"]).label)
        who = row["user"] or row["team"] or row["agency"]
        yield Event(_at(row, "from"), f"{what}: {who}", row["what"] if row["what"] != what else "")
        if row["until"]:
            yield Event(_at(row, "until"), f"{what} until now: {who}", row["why"])

    return Source(
        rows,
        {
            "kind": "kind", "what": "what", "from": "started_at", "until": "ended_at", "why": "end_reason",
            "user": F("user__display_name"), "team": F("team__name"), "agency": agency_name("agency"),
        },
        tell,
    )  # fmt: skip


def _statuses(rows: Any) -> Source[Event]:
    def tell(row: Row) -> Iterator[Event]:
        named = str(StatusKind(row["kind"]).label)
        yield Event(cast(datetime, row.start_of("from")), f"{named} began", row["category"])
        if ended := row.start_of("until"):
            yield Event(ended, f"{named} ended")

    values = {"kind": "kind", "category": "category", "from": "started_on", "until": "ended_on"}
    return Source(rows, values, tell)


def _seen(rows: Any) -> Source[Event]:
    def tell(row: Row) -> Iterator[Event]:
        by = ", ".join(part for part in (row["by"], row["profession"]) if part)
        yield Event(_at(row, "at"), "Seen alone" if row["alone"] else "Seen, not alone", row["where"], by)

    values = {
        "at": "seen_at", "alone": "alone", "where": "where", "by": F("seen_by__display_name"),
        "profession": F("seen_by__profession__name"),
    }  # fmt: skip
    return Source(lambda: rows().order_by("-seen_at")[:300], values, tell)


def _stages(rows: Any) -> Source[Event]:
    def tell(row: Row) -> Iterator[Event]:
        stage = Stage(row["stage"])
        yield Event(
            _at(row, "at"), f"Stage: {SHOWN_AS[stage]}", f"{stage.label}, {row['reference']}", row["by"]
        )

    values = {
        "at": "entered_at", "stage": "stage", "reference": F("episode__reference"),
        "by": F("entered_by__display_name"),
    }  # fmt: skip
    return Source(rows, values, tell)


def _moves(rows: Any) -> Source[Event]:
    """Moves of an open address; while a confidential one is kept, none of them is told with its lines."""

    def tell(row: Row) -> Iterator[Event]:
        where = "" if row["hides"] else ", ".join(part for part in (row["lines"], row["postcode"]) if part)
        kind = str(AddressKind(row["kind"]).label).lower()
        yield Event(cast(datetime, row.start_of("on")), f"Moved: {kind}", where)

    values = {
        "on": "starts_on", "kind": "kind", "lines": "lines", "postcode": "postcode",
        "hides": keeps_safe_address(),
    }  # fmt: skip
    return Source(rows, values, tell)


def keeps_safe_address() -> Exists:
    """Whether the person of a row, under whatever identity, has a confidential address now (safety l, r)."""
    safe = SafeAddress.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=clock.today()))
    return Exists(
        safe.filter(Q(person=OuterRef("person")) | Q(person__survivor=OuterRef("person__survivor")))
    )


def _told(reader: User) -> Source[Event]:
    """Concerns about the person; on one that is not decided nothing more is said than that it came."""

    def tell(row: Row) -> Iterator[Event]:
        yield Event(_at(row, "at"), f"Concern {row['reference']}", str(ContactStatus(row["status"]).label))

    def rows() -> Any:
        named = ContactPerson.objects.filter(is_one_of("person", stages.PEOPLE)).values("contact")
        return Contact.objects.visible_to(reader).filter(pk__in=named).order_by("-received_at")[:200]

    return Source(rows, {"at": "received_at", "reference": "reference", "status": "status"}, tell)


def _chronicled(rows: Any) -> Source[Event]:
    """What workers ticked as significant."""

    def tell(row: Row) -> Iterator[Event]:
        yield Event(cast(datetime, row.start_of("on")), row["event"], row["impact"], row["by"])

    values = {"on": "on", "event": "event", "impact": "impact", "by": F("recorded_by__display_name")}
    return Source(lambda: rows().filter(withdrawn_at__isnull=True)[:500], values, tell)
