"""What stands on the sharing page: each row through the policy, of whatever identity it was recorded under."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import User
from accounts.selectors import agencies
from core import clock
from core.errors import NotFound
from people.clusters import identities
from people.models import EngagementConsent, Person, SafeAddress, SafetyWarning, SharingDecision


def consents(person: Person, *, reader: User) -> QuerySet[EngagementConsent]:
    rows: QuerySet[EngagementConsent] = EngagementConsent.objects.visible_to(reader)
    return (
        rows.filter(person__in=identities(person))
        .select_related("recorded_by__profession", "recorded_by__agency", "withdrawn_by")
        .order_by("-said_on", "-pk")
    )


def decisions(person: Person, *, reader: User) -> QuerySet[SharingDecision]:
    rows: QuerySet[SharingDecision] = SharingDecision.objects.visible_to(reader)
    return (
        rows.filter(person__in=identities(person))
        .select_related("decided_by__profession", "decided_by__agency", "agency")
        .order_by("-decided_at", "-pk")
    )


def warnings(person: Person, *, reader: User) -> QuerySet[SafetyWarning]:
    rows: Any = SafetyWarning.objects.visible_to(reader).current(on=clock.today())
    found: QuerySet[SafetyWarning] = rows.filter(person__in=identities(person)).order_by("review_on", "pk")
    return found


def consent(person: Person, public_id: UUID, *, reader: User) -> EngagementConsent:
    return _one(consents(person, reader=reader), public_id)


def warning(person: Person, public_id: UUID, *, reader: User) -> SafetyWarning:
    return _one(warnings(person, reader=reader), public_id)


def safe_address(person: Person, public_id: UUID, *, reader: User) -> SafeAddress:
    """By its own person alone: a merge opens no confidential address to the other record's readers (safety r)."""
    return _one(SafeAddress.objects.visible_to(reader).filter(person__in=identities(person)), public_id)


def agency_choices(*, reader: User) -> list[tuple[str, str]]:
    return [(str(row.public_id), row.name) for row in agencies(reader=reader)]


def _one(rows: Any, public_id: UUID) -> Any:
    row = rows.filter(public_id=public_id).first()
    if row is None:
        raise NotFound("There is no such record.")
    return row
