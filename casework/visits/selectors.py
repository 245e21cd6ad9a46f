"""Reads of visits."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import User
from casework.cases.models import Case
from casework.visits.models import NoAccess, VisitPart
from core.clock import to_local
from core.errors import NotFound
from people.clusters import identities
from people.models import Person


def visits(of: Case, *, reader: User) -> QuerySet[VisitPart]:
    """The child's part of every visit with what is common, newest first."""
    found: QuerySet[VisitPart] = (
        VisitPart.objects.visible_to(reader)
        .filter(case=of)
        .select_related("visit__visitor__profession", "visit__visitor__agency")
        .order_by("-visit__made_at", "-pk")
    )
    return found


def visit_part(public_id: UUID, *, reader: User) -> VisitPart:
    found: VisitPart | None = (
        VisitPart.objects.visible_to(reader)
        .filter(public_id=public_id)
        .select_related("case__person", "visit__visitor__profession", "visit__visitor__agency")
        .first()
    )
    if found is None:
        raise NotFound("There is no such visit.")
    return found


def failed_visits(of: Case, *, reader: User) -> QuerySet[NoAccess]:
    found: QuerySet[NoAccess] = (
        NoAccess.objects.visible_to(reader)
        .filter(case=of)
        .select_related("visitor")
        .order_by("-made_at", "-pk")
    )
    return found


def failures_running(case: Case) -> int:
    """How often in a row nobody could be seen: a fact of the work, no reader."""
    last = (
        VisitPart.objects.filter(case=case, child_seen=True)
        .order_by("-visit__made_at")
        .select_related("visit")
        .first()
    )
    failed = NoAccess.objects.filter(case=case)
    if last is not None:
        failed = failed.filter(made_at__gt=last.visit.made_at)
    return int(failed.count())


def visit_story(*, person: Person, reader: User) -> list[tuple[date, str, str]]:
    """Attempts without access stand in the chronology; visits do where they were ticked as significant."""
    rows = NoAccess.objects.visible_to(reader).filter(case__person__in=identities(person))
    return [(to_local(row.made_at).date(), "Visit attempted, no access", "visit") for row in rows]
