"""The tracking board: open episodes by stage, with the facts behind each alarm, in a set number of reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case as Choose
from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, Greatest, RowNumber

from accounts.access import held, known_as
from accounts.models import TeamMembership, User
from casework.cases.models import Case
from casework.plans.models import OutcomeScore, Plan, PlanReview, ProgressNote
from core import clock
from core.asking import OneOf, Several, asked, moment
from deadlines.models import Clock
from desk.selectors.near import near
from desk.selectors.opened import opened
from localities.models import Locality
from people.enums import SHOWN_AS, InvolvementKind, ReferenceKind
from people.models import Address, Episode, Involvement, Person, PersonStatus, Reference, Sighting

COLUMNS = tuple(dict.fromkeys(SHOWN_AS.values()))
PER_COLUMN = 20
# Reviews of every kind of plan, and the clocks a visit stops.
REVIEWS = (
    "RCPC-1",
    "RCPC-N",
    "CIN-REV1",
    "CIN-REV",
    "EHA-REV1",
    "EHA-REV",
    "LAC-R1",
    "LAC-R2",
    "LAC-RN",
    "ASC-REV",
)
VISITS = ("CPVIS", "CPVIS-BIRTH", "CINVIS", "LACVIS-1", "LACVIS-N", "LACVIS-T", "S47-SEEN", "CFA-SEEN")
UNCHANGED_AFTER = timedelta(weeks=6)
_YEAR = timedelta(days=365)
_PEOPLE = Several("people")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the board is narrowed to."""

    locality: str = ""
    team: str = ""
    worker: str = ""
    drifting: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One person on the board, with the facts its alarms rest on."""

    episode: Episode
    person: Person
    lead: Involvement | None
    next_due: Clock | None
    statuses: tuple[str, ...]
    rating: str
    seen_at: datetime | None
    visit_overdue: bool
    review_overdue: bool
    re_contacts: int
    plan_changed_at: datetime | None
    has_plan: bool


@dataclass(frozen=True, slots=True)
class Column:
    """One of the five stages: the most pressing cards, and how many there are in all."""

    name: str
    count: int
    cards: list[Card]


def board(reader: User, wanted: Wanted) -> list[Column]:
    """The reader's people by stage, nearest due first."""
    [rows] = asked(("board", known_as(reader), wanted), lambda: [_ranked(reader, wanted)])
    counts = {COLUMNS[place]: total for _, place, total in rows}
    cards = _cards([pk for pk, _, _ in rows], reader)
    return [
        Column(name, counts.get(name, 0), [card for card in cards if SHOWN_AS[card.episode.stage] == name])
        for name in COLUMNS
    ]


def _ranked(reader: User, wanted: Wanted) -> "QuerySet[Any]":
    """The most pressing open episodes of each column by number alone."""
    due = Clock.objects.running().filter(person=OuterRef("person")).order_by("due_at").values("due_at")[:1]
    places = [When(stage=stage, then=Value(COLUMNS.index(name))) for stage, name in SHOWN_AS.items()]
    found = (
        Episode.objects.visible_to(reader)
        .filter(closed_at__isnull=True, person__in=Person.objects.filter(near(reader)).values("pk"))
        .annotate(place=Choose(*places, output_field=IntegerField()), due=Subquery(due))
    )
    found = _narrowed(found, wanted)
    ranked = found.annotate(
        rank=Window(
            RowNumber(),
            partition_by="place",
            order_by=(F("due").asc(nulls_last=True), F("opened_at").asc(), F("pk").asc()),
        ),
        total=Window(Count("pk"), partition_by="place"),
    ).filter(rank__lte=PER_COLUMN)
    return ranked.order_by("place", "rank").values_list("pk", "place", "total")


def _narrowed(found: Any, wanted: Wanted) -> Any:
    now = moment()
    who = Involvement.objects.current(at=now).filter(person=OuterRef("person"))
    if wanted.locality:
        lives = Address.objects.filter(
            person=OuterRef("person"), ends_on__isnull=True, locality__code=wanted.locality
        )
        found = found.filter(Exists(lives))
    if wanted.team:
        found = found.filter(Exists(who.filter(team__public_id=wanted.team)))
    if wanted.worker:
        working = who.filter(
            user__username=wanted.worker, kind__in=(InvolvementKind.LEAD, InvolvementKind.ALLOCATED)
        )
        found = found.filter(Exists(working))
    if wanted.drifting == "lead":
        found = found.filter(~Exists(who.filter(kind=InvolvementKind.LEAD)))
    if wanted.drifting == "overdue":
        found = found.filter(due__lt=now)
    return found


def _cards(ids: Iterable[int], reader: User) -> list[Card]:
    """Everything a card shows, for the few that are shown: their records are open (`_ranked` asked the policy)."""
    shown = asked(("board episodes", known_as(reader)), lambda: [_episodes(reader)], episodes=list(ids))[0]
    found = asked(
        ("board people", known_as(reader)),
        lambda: [_leads(reader), _next_due(reader), _plans(reader)],
        people=[row.person_id for row in shown],
    )
    leads, due = ({row.person_id: row for row in rows} for rows in found[:2])
    changed = dict(found[2])
    cards = [
        Card(
            episode=row,
            person=row.person,
            lead=leads.get(row.person_id),
            next_due=due.get(row.person_id),
            statuses=tuple(row.status_now or ()),
            rating=row.rating_now,
            seen_at=row.seen_now,
            visit_overdue=bool(row.visit_over),
            review_overdue=bool(row.review_over),
            re_contacts=row.contacts_now or 0,
            plan_changed_at=changed.get(row.person_id),
            has_plan=row.person_id in changed,
        )
        for row in shown
    ]
    far = clock.now() + timedelta(days=36500)
    return sorted(cards, key=lambda card: (card.next_due.due_at if card.next_due else far, card.episode.pk))


def _episodes(reader: User) -> Any:
    now, today = moment(), clock.today()
    of = OuterRef("person")

    def own(rows: Any) -> Any:
        return opened(rows, reader=reader, people=of)

    running = own(Clock.objects.overdue(at=now))
    return (
        Episode.objects.filter(OneOf("pk", "episodes"))
        .select_related("person")
        .annotate(
            rating_now=Coalesce(Subquery(own(Case.objects.open()).values("rating")[:1]), Value("")),
            seen_now=Subquery(own(Sighting.objects).order_by("-seen_at").values("seen_at")[:1]),
            status_now=ArraySubquery(
                own(PersonStatus.objects.current(on=today)).order_by("started_on", "pk").values("kind")
            ),
            contacts_now=Subquery(
                own(Reference.objects.filter(kind=ReferenceKind.CONTACT, made_at__gte=now - _YEAR))
                .order_by()
                .values("person")
                .annotate(found=Count("pk"))
                .values("found")
            ),
            visit_over=Exists(running.filter(code__in=VISITS)),
            review_over=Exists(running.filter(code__in=REVIEWS)),
        )
        .order_by("pk")
    )


def _leads(reader: User) -> Any:
    current = Involvement.objects.current(at=moment()).filter(kind=InvolvementKind.LEAD)
    return opened(current, reader=reader, people=_PEOPLE).select_related("user__profession")


def _next_due(reader: User) -> Any:
    rows = opened(Clock.objects.running(), reader=reader, people=_PEOPLE)
    return (
        rows.select_related("rule", "owner", "agreed_by")
        .order_by("person", "due_at", "pk")
        .distinct("person")
    )


def _plans(reader: User) -> Any:
    """When the plan in force last changed: a score, progress, a review, or its own start."""

    def last(rows: Any, path: str) -> Subquery:
        return Subquery(
            rows.filter(**{path: OuterRef("pk")}).order_by("-recorded_at").values("recorded_at")[:1]
        )

    return (
        opened(Plan.objects.in_force(), reader=reader, people=_PEOPLE)
        .annotate(
            changed=Greatest(
                F("recorded_at"),
                F("agreed_at"),
                last(OutcomeScore.objects.all(), "outcome__need__plan"),
                last(ProgressNote.objects.all(), "action__outcome__need__plan"),
                last(PlanReview.objects.all(), "plan"),
            )
        )
        .values_list("person_id", "changed")
    )


def choices(reader: User) -> dict[str, list[tuple[str, str]]]:
    """What the board can be narrowed to: places, and the reader's own teams and their people."""
    mine = held(reader).team_ids
    day = clock.today()
    members = (
        TeamMembership.objects.current(on=day)
        .filter(team__in=mine, user__is_active=True)
        .select_related("user", "team")
        .order_by("user__display_name")
    )
    rows = list(members)
    teams = {str(row.team.public_id): row.team.name for row in rows}
    workers = {row.user.username: row.user.display_name for row in rows}
    places = Locality.objects.visible_to(reader).current(on=day).order_by("position", "name")
    return {
        "locality": [(place.code, place.name) for place in places],
        "team": sorted(teams.items(), key=lambda pair: pair[1]),
        "worker": list(workers.items()),
    }
