"""What happened to everybody of a household, each in a lane of their own: as many queries for six as for two."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef, Q

from accounts.access import known_as
from accounts.models import User
from assessments.single.enums import AssessmentStatus
from assessments.single.models import AssessmentPart
from assessments.strategy.enums import Section47Outcome, Section47Status
from assessments.strategy.models import Section47
from casework.cases.models import ChronologyEntry
from casework.child_protection.enums import ConferenceKind
from casework.child_protection.models import ConferenceChild
from casework.plans.enums import PlanKind
from casework.plans.models import Plan
from casework.visits.models import NoAccess
from core import clock
from core.asking import Place, is_one_of
from desk.selectors.mixed import Row, Source, told
from desk.selectors.opened import about
from desk.selectors.stages import PEOPLE
from desk.selectors.timeline import keeps_safe_address
from people.enums import AddressKind, Level, StatusKind
from people.models import Address, Person, PersonStatus, Sighting
from people.selectors import identities_of
from people.selectors.family import circle_of, household_people
from referrals.contacts.enums import ContactStatus
from referrals.contacts.models import Contact, ContactPerson


class Kind(StrEnum):
    """What a mark tells of."""

    CONTACT = "CONTACT"
    VISIT = "VISIT"
    MISSING = "MISSING"
    PLAN = "PLAN"
    MOVE = "MOVE"
    HEALTH = "HEALTH"
    OTHER = "OTHER"


MOST_LANES = 20
_LOWEST, _HIGHEST = (Place(name, models.DateTimeField()) for name in ("lowest", "highest"))
_FIRST, _LAST = (Place(name, models.DateField()) for name in ("first", "last"))
_BETWEEN = (_LOWEST, _HIGHEST)
# Concerns of these kinds bear the mark of what they tell; every other is a contact.
HEALTH_CONCERNS = frozenset({"HEALTH", "SELF_HARM"})


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened to somebody at a moment."""

    person: int
    kind: Kind
    at: datetime
    title: str
    text: str = ""
    page: str = ""
    public_id: object = None


@dataclass(frozen=True, slots=True)
class Span:
    """Something that held for somebody between two days."""

    person: int
    title: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose lanes, and between which days."""

    people: Sequence[Person]
    lane: dict[int, int]
    reader: User
    first: date
    last: date

    def of(self, rows: Any, *wanted: Q, **more: Any) -> Callable[[], Any]:
        """Rows about any of them; nothing of these people or days is in the question itself."""
        return lambda: about(rows, reader=self.reader, people=PEOPLE).filter(*wanted, **more)

    @property
    def between(self) -> tuple[datetime, datetime]:
        return clock.at_local(self.first), clock.at_local(self.last, 23, 59)


def people_of(person: Person, *, reader: User, first: date, last: date, with_family: bool) -> list[Person]:
    """The person, then whoever shared a household with them in that time, eldest first; their near family if asked.

    Only people whose record is open to the reader: nobody else leaves a lane (safety m).
    """
    found = {row.pk: row for row in household_people(person, reader=reader, on=(first, last))}
    if with_family:
        circle = circle_of(person, reader=reader, on=last)
        found |= {key: row for key, row in circle.people.items() if circle.levels[key] == Level.RECORD}
    found[person.pk] = person
    rest = [row for key, row in found.items() if key != person.pk]
    return [person, *sorted(rest, key=lambda row: (row.born_on or row.expected_on or last, row.pk))][
        :MOST_LANES
    ]


def lanes(
    people: Sequence[Person], *, reader: User, first: date, last: date, kinds: Sequence[str] = ()
) -> tuple[list[Mark], list[Span]]:
    """Marks and spans of people whose records this request has opened, oldest first; one question for all of them."""
    asked = Asked(people, identities_of(people), reader, first, last)
    sources: list[Source[Any]] = [source(asked) for source in _SOURCES]
    lowest, highest = asked.between
    printed = told(
        sources, key=("lanes", known_as(reader)), people=list(asked.lane), lowest=lowest, highest=highest, first=first,
        last=last,
    )  # fmt: skip
    found: list[Mark | Span] = [*printed, *_lives(asked)]
    marks = [
        mark
        for mark in found
        if isinstance(mark, Mark) and lowest <= mark.at <= highest and (not kinds or mark.kind in kinds)
    ]
    spans = [span for span in found if isinstance(span, Span)] if not kinds or Kind.PLAN in kinds else []
    return sorted(marks, key=lambda mark: (mark.at, mark.person, mark.title)), spans


def _contacts(asked: Asked) -> Source[Mark]:
    """A concern about several of them stands in the lane of each; nothing of what it says is told here."""

    def tell(row: Row) -> Iterator[Mark]:
        kind, concerns = Kind.CONTACT, set(row["concerns"])
        if "MISSING" in concerns:
            kind = Kind.MISSING
        elif HEALTH_CONCERNS & concerns:
            kind = Kind.HEALTH
        title, label = f"Concern {row['reference']}", str(ContactStatus(row["status"]).label)
        for lane in {asked.lane[person] for person in row["about"]}:
            yield Mark(lane, kind, _at(row, "at"), title, label)

    named = ContactPerson.objects.filter(is_one_of("person", PEOPLE))

    def rows() -> Any:
        found = Contact.objects.visible_to(asked.reader)
        found = found.filter(pk__in=named.values("contact"), received_at__range=_BETWEEN)
        return found.order_by("-received_at", "-pk")[:600]

    values = {
        "at": "received_at", "reference": "reference", "concerns": "concerns", "status": "status",
        "about": ArraySubquery(named.filter(contact=OuterRef("pk")).values("person")),
    }  # fmt: skip
    return Source(rows, values, tell)


def _seen(asked: Asked) -> Source[Mark]:
    def tell(row: Row) -> Iterator[Mark]:
        title = "Seen alone" if row["alone"] else "Seen, not alone"
        text = ", ".join(part for part in (row["where"], f"by {row['by']}") if part)
        yield Mark(asked.lane[row["person"]], Kind.VISIT, _at(row, "at"), title, text)

    rows = asked.of(Sighting.objects, seen_at__range=_BETWEEN)
    values = {
        "person": "person", "at": "seen_at", "alone": "alone", "where": "where",
        "by": F("seen_by__display_name"),
    }  # fmt: skip
    return Source(lambda: rows().order_by("-seen_at")[:600], values, tell)


def _not_seen(asked: Asked) -> Source[Mark]:
    def tell(row: Row) -> Iterator[Mark]:
        title = "Visit attempted, no access"
        yield Mark(
            asked.lane[row["person"]], Kind.VISIT, _at(row, "at"), title, "", "case_detail", row["case"]
        )

    rows = asked.of(NoAccess.objects, made_at__range=_BETWEEN)
    values = {"person": F("case__person"), "at": "made_at", "case": F("case__public_id")}
    return Source(lambda: rows().order_by("-made_at")[:300], values, tell)


def _plans(asked: Asked) -> Source[Mark]:
    def tell(row: Row) -> Iterator[Mark]:
        named = f"{PlanKind(row['kind']).label} {row['reference']}"
        for name, ended in (("from", "began"), ("until", "ended")):
            if at := row.start_of(name):
                yield Mark(
                    asked.lane[row["person"]], Kind.PLAN, at, f"{named} {ended}", "", "plan_detail", row["id"]
                )

    values = {
        "person": "person", "kind": "kind", "reference": "reference", "from": "starts_on", "until": "ends_on",
        "id": "public_id",
    }  # fmt: skip
    return Source(asked.of(Plan.objects, starts_on__isnull=False), values, tell)


def _conferences(asked: Asked) -> Source[Mark]:
    def tell(row: Row) -> Iterator[Mark]:
        title = f"{ConferenceKind(row['kind']).label} {row['reference']}"
        yield Mark(
            asked.lane[row["person"]], Kind.PLAN, _day(row, "on"), title, "", "conference_detail", row["id"]
        )

    rows = asked.of(ConferenceChild.objects, conference__held_on__isnull=False)
    values = {
        "person": F("case__person"), "kind": F("conference__kind"), "reference": F("conference__reference"),
        "on": F("conference__held_on"), "id": F("conference__public_id"),
    }  # fmt: skip
    return Source(rows, values, tell)


def _assessments(asked: Asked) -> Source[Mark]:
    def tell(row: Row) -> Iterator[Mark]:
        yield Mark(
            asked.lane[row["person"]], Kind.PLAN, _at(row, "at"), f"Assessment {row['reference']}",
            str(AssessmentStatus(row["status"]).label), "assessment_detail", row["id"],
        )  # fmt: skip

    rows = asked.of(AssessmentPart.objects, assessment__started_at__isnull=False)
    values = {
        "person": "person", "at": F("assessment__started_at"), "reference": F("assessment__reference"),
        "status": F("assessment__status"), "id": F("assessment__public_id"),
    }  # fmt: skip
    return Source(rows, values, tell)


def _enquiries(asked: Asked) -> Source[Mark]:
    def tell(row: Row) -> Iterator[Mark]:
        code = row["outcome"]
        stands = Section47Outcome(code).label if code else Section47Status(row["status"]).label
        yield Mark(
            asked.lane[row["person"]], Kind.PLAN, _at(row, "at"), "Section 47 enquiry", str(stands),
            "section_47_detail", row["id"],
        )  # fmt: skip

    values = {
        "person": "person", "at": "started_at", "outcome": "outcome", "status": "status", "id": "public_id"
    }  # fmt: skip
    return Source(asked.of(Section47.objects), values, tell)


def _moves(asked: Asked) -> Source[Mark]:
    """Moves; of whoever keeps a confidential address, none is told with its lines (safety l)."""

    def tell(row: Row) -> Iterator[Mark]:
        text = "" if row["hides"] else ", ".join(part for part in (row["lines"], row["postcode"]) if part)
        kind = AddressKind(row["kind"])
        in_hospital = kind == AddressKind.HOSPITAL
        title = "In hospital" if in_hospital else f"Moved: {str(kind.label).lower()}"
        shape = Kind.HEALTH if in_hospital else Kind.MOVE
        yield Mark(asked.lane[row["person"]], shape, _day(row, "on"), title, text)

    rows = asked.of(Address.objects, starts_on__gte=_FIRST, starts_on__lte=_LAST)
    values = {
        "person": "person", "on": "starts_on", "kind": "kind", "lines": "lines", "postcode": "postcode",
        "hides": keeps_safe_address(),
    }  # fmt: skip
    return Source(rows, values, tell)


def _lives(asked: Asked) -> Iterator[Mark]:
    for person in asked.people:
        if person.born_on:
            yield Mark(person.pk, Kind.OTHER, clock.at_local(person.born_on), "Born")
        if person.died_on:
            yield Mark(person.pk, Kind.OTHER, clock.at_local(person.died_on), "Died")


def _chronicled(asked: Asked) -> Source[Mark]:
    """What workers ticked as significant."""

    def tell(row: Row) -> Iterator[Mark]:
        yield Mark(asked.lane[row["person"]], Kind.OTHER, _day(row, "on"), row["event"], row["impact"])

    rows = asked.of(ChronologyEntry.objects, withdrawn_at__isnull=True, on__gte=_FIRST, on__lte=_LAST)
    values = {"person": "person", "on": "on", "event": "event", "impact": "impact"}
    return Source(lambda: rows()[:600], values, tell)


def _statuses(asked: Asked) -> Source[Span]:
    def tell(row: Row) -> Iterator[Span]:
        label = str(StatusKind(row["kind"]).label)
        yield Span(asked.lane[row["person"]], label, cast(date, row.day("from")), row.day("until"))

    held = Q(ended_on__isnull=True) | Q(ended_on__gte=_FIRST)
    rows = asked.of(PersonStatus.objects, held, started_on__lte=_LAST)
    values = {"person": "person", "kind": "kind", "from": "started_on", "until": "ended_on"}
    return Source(lambda: rows().exclude(kind=StatusKind.CONCERN).order_by("started_on", "pk"), values, tell)


def _at(row: Row, name: str) -> datetime:
    return cast(datetime, row.moment(name))


def _day(row: Row, name: str) -> datetime:
    return cast(datetime, row.start_of(name))


_SOURCES: tuple[Callable[[Asked], Source[Any]], ...] = (
    _contacts, _seen, _not_seen, _plans, _conferences, _assessments, _enquiries, _moves, _chronicled, _statuses
)  # fmt: skip
