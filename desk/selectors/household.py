"""What happened to everybody of a household, each in a lane of their own: as many queries for six as for two."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db.models import Q

from accounts.models import User
from assessments.single.models import AssessmentPart
from assessments.strategy.models import Section47
from casework.cases.models import ChronologyEntry
from casework.child_protection.models import ConferenceChild
from casework.plans.models import Plan
from casework.visits.models import NoAccess
from core import clock
from people.enums import AddressKind, Level, StatusKind
from people.models import Address, Person, PersonStatus, SafeAddress, Sighting
from people.selectors import identities_of
from people.selectors.family import circle_of, household_people
from referrals.contacts.models import Contact


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

    def rows(self, model: Any, path: str = "person") -> Any:
        return model.objects.visible_to(self.reader).filter(**{f"{path}__in": list(self.lane)})

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
    """Marks and spans of people whose records this request has opened, oldest first."""
    asked = Asked(people, identities_of(people), reader, first, last)
    found = [mark for source in _SOURCES for mark in source(asked)]
    lowest, highest = asked.between
    marks = [mark for mark in found if lowest <= mark.at <= highest and (not kinds or mark.kind in kinds)]
    spans = list(_statuses(asked)) if not kinds or Kind.PLAN in kinds else []
    return sorted(marks, key=lambda mark: (mark.at, mark.person, mark.title)), spans


def _contacts(asked: Asked) -> Iterator[Mark]:
    """A concern about several of them stands in the lane of each; nothing of what it says is told here."""
    rows = (
        asked.rows(Contact, "people__person")
        .filter(received_at__range=asked.between)
        .values_list("pk", "people__person", "received_at", "reference", "concerns", "status")
    )
    told: set[tuple[int, int]] = set()
    for pk, person, at, reference, concerns, status in rows[:600]:
        lane = asked.lane.get(person)
        if lane is None or (pk, lane) in told:
            continue
        told.add((pk, lane))
        kind = Kind.CONTACT
        if "MISSING" in concerns:
            kind = Kind.MISSING
        elif HEALTH_CONCERNS & set(concerns):
            kind = Kind.HEALTH
        label = str(dict(Contact._meta.get_field("status").choices)[status])  # type: ignore[arg-type]
        yield Mark(lane, kind, at, f"Concern {reference}", label)


def _seen(asked: Asked) -> Iterator[Mark]:
    rows = asked.rows(Sighting).filter(seen_at__range=asked.between).select_related("seen_by")
    for row in rows.order_by("-seen_at")[:600]:
        title = "Seen alone" if row.alone else "Seen, not alone"
        text = ", ".join(part for part in (row.where, f"by {row.seen_by.display_name}") if part)
        yield Mark(asked.lane[row.person_id], Kind.VISIT, row.seen_at, title, text)


def _not_seen(asked: Asked) -> Iterator[Mark]:
    rows = asked.rows(NoAccess, "case__person").filter(made_at__range=asked.between)
    for row in rows.select_related("case")[:300]:
        yield Mark(
            asked.lane[row.case.person_id], Kind.VISIT, row.made_at, "Visit attempted, no access", "",
            "case_detail", row.case.public_id,
        )  # fmt: skip


def _plans(asked: Asked) -> Iterator[Mark]:
    for row in asked.rows(Plan).filter(starts_on__isnull=False):
        lane = asked.lane[row.person_id]
        named = f"{row.get_kind_display()} {row.reference}"
        yield Mark(
            lane, Kind.PLAN, clock.at_local(row.starts_on), f"{named} began", "", "plan_detail", row.public_id
        )
        if row.ends_on:
            yield Mark(
                lane,
                Kind.PLAN,
                clock.at_local(row.ends_on),
                f"{named} ended",
                "",
                "plan_detail",
                row.public_id,
            )


def _conferences(asked: Asked) -> Iterator[Mark]:
    rows = asked.rows(ConferenceChild, "case__person").select_related("conference", "case")
    for row in rows:
        held = row.conference.held_on
        if held:
            title = f"{row.conference.get_kind_display()} {row.conference.reference}"
            yield Mark(
                asked.lane[row.case.person_id], Kind.PLAN, clock.at_local(held), title, "",
                "conference_detail", row.conference.public_id,
            )  # fmt: skip


def _assessments(asked: Asked) -> Iterator[Mark]:
    for row in asked.rows(AssessmentPart).select_related("assessment"):
        whole = row.assessment
        if whole.started_at:
            yield Mark(
                asked.lane[row.person_id], Kind.PLAN, whole.started_at, f"Assessment {whole.reference}",
                str(whole.get_status_display()), "assessment_detail", whole.public_id,
            )  # fmt: skip
    for row in asked.rows(Section47):
        yield Mark(
            asked.lane[row.person_id], Kind.PLAN, row.started_at, "Section 47 enquiry",
            str(row.get_outcome_display() or row.get_status_display()), "section_47_detail", row.public_id,
        )  # fmt: skip


def _moves(asked: Asked) -> Iterator[Mark]:
    """Moves; of whoever keeps a confidential address, none is told with its lines (safety l)."""
    safe = SafeAddress.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=clock.today()))
    hidden = {
        asked.lane[pk] for pk in safe.filter(person__in=list(asked.lane)).values_list("person_id", flat=True)
    }
    for row in asked.rows(Address).filter(starts_on__gte=asked.first, starts_on__lte=asked.last):
        lane = asked.lane[row.person_id]
        text = "" if lane in hidden else ", ".join(part for part in (row.lines, row.postcode) if part)
        in_hospital = row.kind == AddressKind.HOSPITAL
        title = "In hospital" if in_hospital else f"Moved: {row.get_kind_display().lower()}"
        yield Mark(
            lane, Kind.HEALTH if in_hospital else Kind.MOVE, clock.at_local(row.starts_on), title, text
        )


def _lives(asked: Asked) -> Iterator[Mark]:
    for person in asked.people:
        if person.born_on:
            yield Mark(person.pk, Kind.OTHER, clock.at_local(person.born_on), "Born")
        if person.died_on:
            yield Mark(person.pk, Kind.OTHER, clock.at_local(person.died_on), "Died")


def _chronicled(asked: Asked) -> Iterator[Mark]:
    """What workers ticked as significant."""
    rows = asked.rows(ChronologyEntry).filter(
        withdrawn_at__isnull=True, on__gte=asked.first, on__lte=asked.last
    )
    for row in rows[:600]:
        yield Mark(asked.lane[row.person_id], Kind.OTHER, clock.at_local(row.on), row.event, row.impact)


def _statuses(asked: Asked) -> Iterator[Span]:
    rows = asked.rows(PersonStatus).filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=asked.first), started_on__lte=asked.last
    )
    for row in rows.exclude(kind=StatusKind.CONCERN).order_by("started_on", "pk"):
        yield Span(asked.lane[row.person_id], str(row.get_kind_display()), row.started_on, row.ended_on)


_SOURCES = (_contacts, _seen, _not_seen, _plans, _conferences, _assessments, _moves, _lives, _chronicled)
