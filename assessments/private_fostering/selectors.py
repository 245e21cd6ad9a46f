"""Reads of private fostering, each through the policy."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.models import User
from assessments.private_fostering.models import FosteringVisit, PrivateFostering
from core.errors import NotFound
from people.clusters import identities
from people.models import Person


def arrangement(public_id: UUID | str, *, reader: User) -> PrivateFostering:
    found: PrivateFostering | None = (
        PrivateFostering.objects.visible_to(reader)
        .filter(public_id=public_id)
        .select_related("person", "team", "judged_by")
        .first()
    )
    if found is None:
        raise NotFound("There is no such record.")
    return found


def arrangements_of(person: Person, *, reader: User) -> QuerySet[PrivateFostering]:
    """Every arrangement of a child, newest first."""
    found: QuerySet[PrivateFostering] = (
        PrivateFostering.objects.visible_to(reader)
        .filter(person__in=identities(person))
        .order_by("-aware_on", "-pk")
    )
    return found


def visits_of(row: PrivateFostering, *, reader: User) -> list[FosteringVisit]:
    found = FosteringVisit.objects.visible_to(reader).filter(arrangement=row)
    return list(found.select_related("seen_by__profession").order_by("-seen_at"))
