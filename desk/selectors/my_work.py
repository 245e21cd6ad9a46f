"""What one worker has before them: due, come back, begun, led, awaited from others."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from accounts.access import held, holds
from accounts.models import Absence, User
from accounts.permissions import Permission
from assessments.single.enums import AssessmentStatus
from assessments.single.models import AgencyContribution, Assessment
from casework.cases.models import Case, Handover
from casework.child_protection.models import Conference
from casework.plans.models import Action
from casework.plans.selectors import actions_of_worker
from core import clock
from deadlines.models import Clock
from deadlines.selectors import clocks
from outbox.models import Notice
from outbox.selectors import notices_of
from people.enums import GrantKind, InvolvementKind
from people.models import Grant, HouseholdMember, Involvement, Person, Sighting
from people.visibility import record_visible
from referrals.contacts.enums import UNDECIDED
from referrals.contacts.models import Contact
from referrals.information.models import InformationRequest

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


def due(user: User, *, until: datetime) -> list[Clock]:
    """Clocks of mine, and of whomever I cover today, that are over or fall due by then; nearest first."""
    owners = [user.pk, *covered(user)]
    rows = (
        clocks(user)
        .running()
        .select_related("person")
        .filter(owner__in=owners, due_at__lte=until)
        .order_by("due_at", "pk")
    )
    return list(rows[:MOST])


def covered(user: User) -> list[int]:
    """Whose work comes to me while they are away (safety d)."""
    away = Absence.objects.current(on=clock.today()).filter(cover=user)
    return list(away.values_list("user_id", flat=True))


def families(people: list[int]) -> dict[int, int]:
    """Which of these live in one confirmed household: person to household, never guessed (safety l)."""
    rows = (
        HouseholdMember.objects.current(on=clock.today())
        .filter(person__in=people, is_confirmed=True)
        .order_by("-starts_on", "-pk")
        .values_list("person_id", "household_id")
    )
    return dict(rows)


def came_back(user: User) -> list[Notice]:
    """What I was told and have not read: replies, returns, decisions, answers."""
    return list(notices_of(user).filter(read_at__isnull=True)[:SHOWN])


def actions_due(user: User) -> list[Action]:
    """What I promised in plans and is due within a week."""
    rows = actions_of_worker(user).filter(due_on__lte=clock.today() + timedelta(days=7))
    return list(rows.select_related("outcome__need__plan")[:SHOWN])


def returned(user: User) -> list[Assessment]:
    """Assessments that my manager sent back to me."""
    rows = Assessment.objects.visible_to(user).filter(worker=user, status=AssessmentStatus.RETURNED)
    return list(rows.order_by("received_at", "pk")[:SHOWN])


def my_people(user: User) -> tuple[list[MyPerson], bool]:
    """People I lead, am allocated to, help with or chair, nearest due first; and whether there are more."""
    now = clock.now()
    seen = Sighting.objects.visible_to(user).filter(person=OuterRef("person")).order_by("-seen_at")
    mine: Any = (
        Involvement.objects.visible_to(user)
        .current(at=now)
        .filter(user=user, kind__in=MINE)
        .select_related("person")
        .annotate(seen_at=Subquery(seen.values("seen_at")[:1]), alone=Subquery(seen.values("alone")[:1]))
        .order_by("started_at", "pk")
    )
    rows = list(mine[: MOST * 2])
    first: dict[int, Any] = {}
    for row in sorted(rows, key=lambda row: MINE.index(InvolvementKind(row.kind))):
        first.setdefault(row.person_id, row)
    nearest = {
        row.person_id: row
        for row in clocks(user)
        .running()
        .filter(person__in=list(first))
        .order_by("person", "due_at", "pk")
        .distinct("person")
    }
    cases = [
        MyPerson(row.person, row.get_kind_display(), row.started_at, row.seen_at, row.alone, nearest.get(pk))
        for pk, row in first.items()
    ]
    far = now + timedelta(days=36500)
    cases.sort(key=lambda case: (case.next_due.due_at if case.next_due else far, case.since))
    return cases[:MOST], len(cases) > MOST


def conferences_chaired(user: User) -> list[Conference]:
    """Conferences this person chairs that wait for their day or their decisions, until a week from now."""
    until = clock.at_local(clock.today()) + timedelta(days=8)
    rows = Conference.objects.visible_to(user).filter(chair=user, status="SCHEDULED", starts_at__lt=until)
    return list(rows.order_by("starts_at", "pk")[:SHOWN])


def my_concerns(user: User) -> list[Contact]:
    """Concerns I logged, newest first."""
    rows = Contact.objects.visible_to(user).filter(logged_by=user)
    return list(rows.order_by("-logged_at", "-pk")[:SHOWN])


def asked(user: User) -> list[InformationRequest]:
    """Checks I asked for that nobody has answered."""
    mine: Any = InformationRequest.objects.visible_to(user)
    rows = (
        mine.unanswered()
        .filter(asked_by=user, contact__status__in=UNDECIDED)
        .select_related("agency", "contact")
    )
    return list(rows.order_by("due_at", "pk")[:SHOWN])


def put_to_me(user: User) -> list[InformationRequest]:
    """Checks that the front door put to me or to the agency I answer for."""
    rows: Any = InformationRequest.objects.visible_to(user)
    return list(rows.put_to(user).unanswered().order_by("due_at", "pk")[:SHOWN])


def with_manager(user: User) -> list[Assessment]:
    """My assessments that wait for a manager."""
    rows = Assessment.objects.visible_to(user).filter(submitted_by=user, status=AssessmentStatus.SUBMITTED)
    return list(rows.order_by("submitted_at", "pk")[:SHOWN])


def contributions_awaited(user: User) -> list[AgencyContribution]:
    """What agencies owe my assessments."""
    rows = AgencyContribution.objects.visible_to(user).filter(
        assessment__worker=user, received_at__isnull=True, declined_at__isnull=True
    )
    return list(rows.select_related("agency", "assessment").order_by("due_on", "pk")[:SHOWN])


def contributions_asked_of(user: User) -> list[AgencyContribution]:
    """What I owe others' assessments."""
    rows = AgencyContribution.objects.visible_to(user).filter(
        asked_of=user, received_at__isnull=True, declined_at__isnull=True
    )
    return list(rows.select_related("assessment").order_by("due_on", "pk")[:SHOWN])


def to_authorise(user: User) -> list[Assessment]:
    """Assessments of my teams that wait for me."""
    if not holds(user, Permission.ASSESSMENT_AUTHORISE):
        return []
    rows = Assessment.objects.visible_to(user).filter(
        status=AssessmentStatus.SUBMITTED, team__in=held(user).team_ids
    )
    return list(
        rows.exclude(submitted_by=user).select_related("worker").order_by("submitted_at", "pk")[:SHOWN]
    )


def assessments_to_allocate(user: User) -> list[Assessment]:
    """Assessments of my teams that nobody has been given, longest first."""
    if not holds(user, Permission.CASE_ALLOCATE):
        return []
    rows = (
        Assessment.objects.visible_to(user).open().filter(team__in=held(user).team_ids, worker__isnull=True)
    )
    return list(rows.order_by("started_at", "pk")[:SHOWN])


def to_allocate(user: User) -> list[Case]:
    """Cases of my teams that nobody has been given, longest first."""
    if not holds(user, Permission.CASE_ALLOCATE):
        return []
    rows = Case.objects.visible_to(user).unallocated().filter(team__in=held(user).team_ids)
    return list(rows.select_related("person").order_by("unallocated_since", "pk")[:SHOWN])


def handed_to(user: User) -> list[Handover]:
    """Cases offered to me or to a team that I allocate for."""
    who = Q(to_lead=user)
    if holds(user, Permission.CASE_ALLOCATE):
        who |= Q(to_team__in=held(user).team_ids)
    rows = Handover.objects.visible_to(user).waiting().filter(who).select_related("case__person")
    return list(rows.order_by("requested_at", "pk")[:SHOWN])


def to_review(user: User) -> "QuerySet[Grant] | list[Grant]":
    """Break-glass openings of records open to me that no manager has looked at."""
    if not holds(user, Permission.CASE_ALLOCATE):
        return []
    rows: QuerySet[Grant] = Grant.objects.filter(
        kind=GrantKind.BREAK_GLASS,
        reviewed_at__isnull=True,
        starts_at__gte=clock.now() - timedelta(days=60),
    )
    opened = record_visible(user).filter(pk=OuterRef("person"))
    return rows.filter(Exists(opened)).exclude(user=user).select_related("user").order_by("starts_at")[:SHOWN]
