"""Why a record is open to somebody, who looked at it, and which grants stand open."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.access import has_role, held, holds
from accounts.models import User
from accounts.permissions import Permission
from core import clock
from core.errors import NotFound
from people.enums import AccessAct, GrantKind
from people.models import AccessLog, Grant, Person
from people.visibility import record_visible

# An acting user opens a page, its parts and its papers in one sitting: shown as one line within this time.
SITTING = timedelta(minutes=30)


def _team(user: User) -> Q:
    return Q(by__memberships__team__in=held(user).team_ids)


def log_of(person: Person, *, reader: User) -> QuerySet[AccessLog]:
    """Who looked: the officer sees all, a manager the own team's, everyone their own (domain.md D)."""
    seen: QuerySet[AccessLog] = AccessLog.objects.visible_to(reader).filter(person=person)
    if has_role(reader, "R3", "R5"):
        mine = seen.values("pk")
        team = AccessLog.objects.filter(_team(reader), person=person).values("pk")
        seen = AccessLog.objects.filter(Q(pk__in=mine) | Q(pk__in=team))
    return seen.select_related("by__agency", "by__profession", "grant").order_by("-at", "-pk")


def open_grants(person: Person, *, reader: User) -> QuerySet[Grant]:
    """Grants that open this record now: all of them for whoever reviews, else the reader's own."""
    rows: QuerySet[Grant] = Grant.objects.visible_to(reader)
    if holds(reader, Permission.CASE_ALLOCATE):
        rows = Grant.objects.filter(person__in=record_visible(reader).filter(pk=person.pk))
    return (
        rows.filter(person=person)
        .filter(Q(ends_at__isnull=True) | Q(ends_at__gt=clock.now()))
        .select_related("user__agency", "user__profession", "reviewed_by")
        .order_by("-starts_at", "-pk")
    )


def grant_to_review(public_id: UUID, *, reader: User) -> Grant:
    """A grant for its reviewer: the officer, or a manager to whom the record is open; never its own user."""
    rows: Any = Grant.objects.select_related(
        "user__agency", "user__profession", "person", "reviewed_by"
    ).filter(public_id=public_id)
    if not holds(reader, Permission.ACCESS_LOG_READ):
        if not holds(reader, Permission.CASE_ALLOCATE):
            raise NotFound("There is no such record.")
        rows = rows.filter(person__in=record_visible(reader)).exclude(user=reader)
    grant: Grant | None = rows.first()
    if grant is None:
        raise NotFound("There is no such record.")
    return grant


def whole_log(*, reader: User, act: str = "", username: str = "", reference: str = "") -> QuerySet[AccessLog]:
    """The access log as its owner reads it; persons stand under a reference, never a name."""
    rows: QuerySet[AccessLog] = AccessLog.objects.visible_to(reader).select_related(
        "by__agency", "by__profession", "person", "grant"
    )
    if act in AccessAct.values:
        rows = rows.filter(act=act)
    if username:
        rows = rows.filter(Q(by__username__iexact=username) | Q(by__display_name__icontains=username))
    if reference:
        rows = rows.filter(person__references__reference__iexact=reference.strip())
    return rows.order_by("-at", "-pk")


def unreviewed(*, reader: User) -> QuerySet[Grant]:
    """Break-glass openings that nobody has looked at yet, oldest first."""
    rows: QuerySet[Grant] = Grant.objects.visible_to(reader).filter(
        kind=GrantKind.BREAK_GLASS, reviewed_at__isnull=True
    )
    return rows.select_related("user__agency", "person").order_by("starts_at", "pk")
