"""Why a record is open to somebody, who looked at it, and which grants stand open."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.access import has_role, held, holds
from accounts.enums import UserKind
from accounts.models import User
from accounts.permissions import Permission
from core import clock
from core.errors import NotFound
from people.clusters import identities
from people.enums import AccessAct, GrantKind
from people.models import AccessLog, AccessRequest, Grant, Person, RestrictionOrder, StaffLink
from people.selectors.access_conflicts import conflict_with
from people.visibility import record_visible

# An acting user opens a page, its parts and its papers in one sitting: shown as one line within this time.
SITTING = timedelta(minutes=30)


def _team(user: User) -> Q:
    return Q(by__memberships__team__in=held(user).team_ids)


def log_of(person: Person, *, reader: User) -> QuerySet[AccessLog]:
    """Who looked: the officer sees all, a manager the own team's, everyone their own (domain.md D)."""
    seen: QuerySet[AccessLog] = AccessLog.objects.visible_to(reader).filter(person__in=identities(person))
    if has_role(reader, "R3", "R5"):
        mine = seen.values("pk")
        team = AccessLog.objects.filter(_team(reader), person__in=identities(person)).values("pk")
        seen = AccessLog.objects.filter(Q(pk__in=mine) | Q(pk__in=team))
    return seen.select_related("by__agency", "by__profession", "grant").order_by("-at", "-pk")


def open_grants(person: Person, *, reader: User) -> QuerySet[Grant]:
    """Grants that open this record now: all of them for whoever reviews, else the reader's own."""
    rows: QuerySet[Grant] = Grant.objects.visible_to(reader)
    if holds(reader, Permission.CASE_ALLOCATE):
        rows = Grant.objects.filter(person__in=record_visible(reader).filter(pk__in=identities(person)))
    return (
        rows.filter(person__in=identities(person))
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


def own_requests(*, reader: User) -> list[AccessRequest]:
    """What this worker asked of a director: that it was asked and whether it was answered, never about whom."""
    return list(AccessRequest.objects.filter(asked_by=reader).order_by("-asked_at")[:10])


def requests_to_answer(*, reader: User) -> list[AccessRequest]:
    """Requests that this director may answer: not one's own, and none about somebody one is linked to (safety p)."""
    if not holds(reader, Permission.RESTRICTION_GRANT):
        return []
    rows = (
        AccessRequest.objects.visible_to(reader)
        .filter(answered_at__isnull=True)
        .exclude(asked_by=reader)
        .select_related("asked_by__agency", "asked_by__profession", "person")
        .order_by("asked_at", "pk")
    )
    return [row for row in rows[:100] if not (row.person and conflict_with(reader, [row.person]))]


def request_to_answer(public_id: UUID, *, reader: User) -> AccessRequest:
    row: AccessRequest | None = (
        AccessRequest.objects.visible_to(reader)
        .filter(public_id=public_id)
        .exclude(asked_by=reader)
        .select_related("asked_by__agency", "asked_by__profession", "person", "answered_by")
        .first()
    )
    hidden = row is None or not holds(reader, Permission.RESTRICTION_GRANT)
    if row is None or hidden or (row.person and conflict_with(reader, [row.person])):
        raise NotFound("There is no such record.")
    return row


def restricted_records(*, reader: User) -> list[RestrictionOrder]:
    """Every restriction in force that this officer may answer for, the soonest review first."""
    rows = (
        RestrictionOrder.objects.visible_to(reader)
        .current()
        .select_related("person", "recorded_by")
        .order_by("review_on", "pk")
    )
    linked = set(StaffLink.objects.current().filter(user=reader).values_list("person", flat=True))
    if not linked:
        return list(rows[:300])
    return [row for row in rows[:300] if not conflict_with(reader, [row.person])]


def restricted_person(public_id: UUID, *, reader: User) -> Person:
    """A person by their address, for whoever answers for restrictions; the conflicted find nobody."""
    if not holds(reader, Permission.RESTRICTION_GRANT):
        raise NotFound("There is no such record.")
    person = Person.objects.filter(public_id=public_id, merged_into__isnull=True).first()
    if person is None or conflict_with(reader, [person]):
        raise NotFound("There is no such record.")
    return person


def order_of(person: Person) -> RestrictionOrder | None:
    return RestrictionOrder.objects.current().filter(person=person).select_related("recorded_by").first()


def named_on(person: Person) -> QuerySet[Grant]:
    """The named list of a restricted record, and directors' grants that still run."""
    rows: QuerySet[Grant] = Grant.objects.current(at=clock.now()).filter(
        person=person, kind__in=(GrantKind.NAMED, GrantKind.DIRECTOR)
    )
    return rows.select_related("user__agency", "user__profession", "person", "reviewed_by").order_by("pk")


def named_grant(person: Person, public_id: UUID) -> Grant:
    row = named_on(person).filter(public_id=public_id).first()
    if row is None:
        raise NotFound("There is no such record.")
    return row


def staff_links(*, reader: User) -> QuerySet[StaffLink]:
    rows: QuerySet[StaffLink] = StaffLink.objects.visible_to(reader).current()
    return rows.select_related("user__agency", "user__profession", "person").order_by(
        "user__display_name", "pk"
    )


def staff_link(public_id: UUID, *, reader: User) -> StaffLink:
    row = staff_links(reader=reader).filter(public_id=public_id).first()
    if row is None:
        raise NotFound("There is no such record.")
    return row


def worker(username: str, *, reader: User) -> User | None:
    found: User | None = (
        User.objects.visible_to(reader)
        .filter(username__iexact=username.strip(), is_active=True, kind=UserKind.HUMAN)
        .first()
    )
    return found
