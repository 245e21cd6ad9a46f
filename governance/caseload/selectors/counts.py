"""Live counts of who is open where and how pressing; the list behind each number, by the same filters.

Restricted people count and stand ("R-1") for their named list alone: to everyone else they are not there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case as Choose
from django.db.models import (
    CharField,
    Count,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from accounts.models import User
from core import clock
from core.working_days import add_working_days
from deadlines.models import Clock
from governance.caseload.models import CaseloadWeight
from governance.caseload.permissions import Scope
from people.enums import SHOWN_AS, Restriction, StatusKind
from people.models import Episode, Person, PersonStatus, Sighting

STAGES = tuple(dict.fromkeys(SHOWN_AS.values()))
DUE_WITHIN = timedelta(days=7)
# Working days after which a child in this status counts as unseen (clocks CPVIS, CINVIS).
UNSEEN_AFTER = {StatusKind.PROTECTION: 10, StatusKind.IN_CARE: 30, StatusKind.IN_NEED: 20}
NOWHERE = "-"
_WAITING_SINCE = Coalesce(F("open_case__unallocated_since"), F("opened_at"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filter of a list, as the address says it."""

    what: str = ""
    place: str = ""
    stage: str = ""
    rag: str = ""
    worker: str = ""
    profession: str = ""


def _readable(reader: User, path: str) -> Q:
    """Unrestricted people, and restricted ones of whose named list the reader is."""
    named = Person.objects.visible_to(reader).exclude(restriction=Restriction.NONE).values("pk")
    return Q(**{f"{path}restriction": Restriction.NONE}) | Q(**{f"{path}pk__in": named})


def _placed(rows: Any, reader: User, scope: Scope) -> Any:
    """Rows with a `person`, joined to locality and open case, cut to the scope, with their place.

    A specialist service that covers the borough stands beside the localities; all else counts where the
    person lives.
    """
    borough = [team for team, code in scope.coverage.items() if not code]
    found = rows.annotate(
        home=FilteredRelation("person__addresses", condition=Q(person__addresses__ends_on__isnull=True)),
        open_case=FilteredRelation("person__cases", condition=~Q(person__cases__status="CLOSED")),
    ).filter(_readable(reader, "person__"))
    if not scope.whole:
        found = found.filter(
            Q(home__locality__code__in=scope.localities) | Q(open_case__team__in=scope.teams)
        )
    places = [When(open_case__team=team, then=Value(f"T{team}")) for team in borough]
    return found.annotate(
        place=Choose(
            *places,
            default=Coalesce(F("home__locality__code"), Value(NOWHERE)),
            output_field=CharField(),
        )
    )


def open_people(reader: User, scope: Scope) -> Any:
    """Everyone with an open episode, with worker, lead and case."""
    rows = Episode.objects.filter(closed_at__isnull=True).annotate(
        worker=FilteredRelation(
            "person__involvements",
            condition=Q(person__involvements__ended_at__isnull=True, person__involvements__kind="ALLOCATED"),
        ),
        lead=FilteredRelation(
            "person__involvements",
            condition=Q(person__involvements__ended_at__isnull=True, person__involvements__kind="LEAD"),
        ),
    )
    stages = [When(stage=stage, then=Value(name)) for stage, name in SHOWN_AS.items()]
    return _placed(rows, reader, scope).annotate(
        shown=Choose(*stages, output_field=CharField()),
        rag=Coalesce(F("open_case__rating"), Value("")),
        frame=Coalesce(F("open_case__kind"), Value("")),
        # A case nobody was given, and before any case an assessment nobody was given.
        waits=Choose(
            When(open_case__status="OPEN", then=Value("Y")),
            When(open_case__pk__isnull=True, stage="ASSESSMENT", worker__pk__isnull=True, then=Value("Y")),
            default=Value(""),
            output_field=CharField(),
        ),
    )


def by_place(reader: User, scope: Scope) -> list[dict[str, Any]]:
    """How many, by place, stage, rating, whether anybody is allocated and anybody leads."""
    no_lead = Choose(
        When(lead__pk__isnull=True, then=Value("")), default=Value("Y"), output_field=CharField()
    )
    rows = open_people(reader, scope).annotate(led=no_lead)
    return list(rows.values("place", "shown", "rag", "waits", "led").annotate(n=Count("pk", distinct=True)))


def by_worker(reader: User, scope: Scope) -> list[dict[str, Any]]:
    """How many each allocated worker carries, by kind of case and rating."""
    rows = open_people(reader, scope).filter(worker__user__isnull=False)
    return list(
        rows.values(
            "worker__user",
            "worker__user__username",
            "worker__user__display_name",
            "worker__user__profession__name",
            "worker__user__full_time_equivalent",
            "worker__user__is_newly_qualified",
            "frame",
            "rag",
        ).annotate(n=Count("pk", distinct=True))
    )


def pressing(reader: User, scope: Scope) -> Any:
    """Running clocks of people that are over or fall due within a week."""
    rows = Clock.objects.running().filter(due_at__lte=clock.now() + DUE_WITHIN, person__isnull=False)
    over = Choose(
        When(due_at__lt=clock.now(), then=Value("overdue")), default=Value("due"), output_field=CharField()
    )
    return _placed(rows, reader, scope).annotate(how=over)


def pressing_by_place(reader: User, scope: Scope) -> list[dict[str, Any]]:
    return list(pressing(reader, scope).values("place", "how").annotate(n=Count("pk", distinct=True)))


def unseen(reader: User, scope: Scope) -> Any:
    """Children whose status asks for visits and whom nobody is known to have seen in that time."""
    today = clock.today()
    late = Q(pk__in=[])
    for kind, days in UNSEEN_AFTER.items():
        since = clock.at_local(add_working_days(today, -days))
        seen = Sighting.objects.filter(person=OuterRef("person"), seen_at__gte=since)
        late |= Q(kind=kind, started_on__lte=since.date()) & ~Q(Exists(seen))
    rows = PersonStatus.objects.current(on=today).filter(late)
    return _placed(rows, reader, scope)


def unseen_by_place(reader: User, scope: Scope) -> list[dict[str, Any]]:
    return list(unseen(reader, scope).values("place").annotate(n=Count("person", distinct=True)))


def unallocated(reader: User, scope: Scope) -> Any:
    """Cases and assessments that nobody has been given, longest wait first."""
    return (
        open_people(reader, scope)
        .filter(waits="Y")
        .annotate(waiting_since=_WAITING_SINCE)
        .order_by("waiting_since", "pk")
    )


def listed(reader: User, scope: Scope, wanted: Wanted) -> "QuerySet[Episode]":
    """People behind a number, by the same filters as the count."""
    rows = unallocated(reader, scope) if wanted.what == "unallocated" else open_people(reader, scope)
    if wanted.what == "no_lead":
        rows = rows.filter(lead__pk__isnull=True)
    if wanted.place:
        rows = rows.filter(place=wanted.place)
    if wanted.stage:
        rows = rows.filter(shown=wanted.stage)
    if wanted.rag:
        rows = rows.filter(rag="" if wanted.rag == "NONE" else wanted.rag)
    if wanted.worker:
        rows = rows.filter(worker__user__username=wanted.worker)
    if wanted.profession:
        rows = rows.filter(worker__user__profession__name=wanted.profession)
    if wanted.what != "unallocated":
        rows = rows.order_by("opened_at", "pk")
    found: QuerySet[Episode] = rows.select_related("person").annotate(
        worker_name=F("worker__user__display_name"),
        worker_profession=F("worker__user__profession__name"),
        case_reference=F("open_case__reference"),
        since=Choose(When(waits="Y", then=_WAITING_SINCE), default=F("open_case__unallocated_since")),
    )
    return found


def listed_clocks(reader: User, scope: Scope, wanted: Wanted) -> Any:
    """Clocks behind "due" and "overdue"."""
    rows = pressing(reader, scope).filter(how=wanted.what)
    if wanted.place:
        rows = rows.filter(place=wanted.place)
    return rows.select_related("person", "rule", "owner", "team", "agreed_by").order_by("due_at", "pk")


def listed_unseen(reader: User, scope: Scope, wanted: Wanted) -> Any:
    """Children behind "unseen", those never seen first."""
    rows = unseen(reader, scope)
    if wanted.place:
        rows = rows.filter(place=wanted.place)
    seen = Sighting.objects.filter(person=OuterRef("person")).order_by("-seen_at").values("seen_at")[:1]
    return (
        rows.annotate(seen_at=Subquery(seen))
        .select_related("person")
        .order_by(F("seen_at").asc(nulls_first=True), "person", "pk")
    )


def weights(*, on: Any = None) -> dict[str, float]:
    """Points of the day, by what they weigh."""
    rows = CaseloadWeight.objects.in_force(on=on or clock.today())
    return {row.key: float(row.points) for row in rows}


def pseudonyms(people: Iterable[Person]) -> dict[int, str]:
    """R-1, R-2 ...: restricted people are never named on a dashboard, numbered among those of this page."""
    hidden = sorted({person.pk for person in people if person.restriction != Restriction.NONE})
    return {pk: f"R-{number}" for number, pk in enumerate(hidden, start=1)}


def hours_waiting(since: datetime | None, *, now: datetime) -> int | None:
    return int((now - since).total_seconds() // 3600) if since else None
