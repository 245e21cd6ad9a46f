"""Reads of early-help assessments, each through the policy."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.access import holds
from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import ROLES
from accounts.selectors import staff
from assessments.early_help.models import (
    EarlyHelpAssessment,
    EarlyHelpMember,
    EarlyHelpReview,
    EarlyHelpSide,
)
from core.errors import NotFound
from people.clusters import identities
from people.models import Person

_LEADING = [
    key for key, role in ROLES.items() if Permission.EARLY_HELP_WRITE in role.permissions and key != "SYSTEM"
]


def early_help(public_id: UUID | str, *, reader: User) -> EarlyHelpAssessment:
    found: EarlyHelpAssessment | None = (
        EarlyHelpAssessment.objects.visible_to(reader)
        .filter(public_id=public_id)
        .select_related(
            "person", "lead__profession", "lead__agency", "completed_by", "withdrawn_by", "recorded_by"
        )
        .first()
    )
    if found is None:
        raise NotFound("There is no such assessment.")
    return found


def early_help_of(person: Person, *, reader: User) -> QuerySet[EarlyHelpAssessment]:
    """Every early-help assessment of a person, newest first."""
    found: QuerySet[EarlyHelpAssessment] = (
        EarlyHelpAssessment.objects.visible_to(reader)
        .filter(person__in=identities(person))
        .select_related("lead__profession")
        .order_by("-consent_at", "-pk")
    )
    return found


def sides_of(row: EarlyHelpAssessment, *, reader: User) -> dict[str, EarlyHelpSide]:
    return {item.side: item for item in EarlyHelpSide.objects.visible_to(reader).filter(early_help=row)}


def members_of(row: EarlyHelpAssessment, *, reader: User) -> list[EarlyHelpMember]:
    found = EarlyHelpMember.objects.visible_to(reader).filter(early_help=row)
    return list(found.select_related("user__profession", "user__agency").order_by("pk"))


def reviews_of(row: EarlyHelpAssessment, *, reader: User) -> list[EarlyHelpReview]:
    found = EarlyHelpReview.objects.visible_to(reader).filter(early_help=row)
    return list(found.select_related("recorded_by").order_by("-held_on", "-pk"))


def colleagues_to_lead(row: EarlyHelpAssessment, *, reader: User) -> list[User]:
    """Whoever may lead early help: the reader, and the team around the family first."""
    near = [member.user for member in members_of(row, reader=reader) if member.user is not None]
    found = [user for user in (reader, *near) if holds(user, Permission.EARLY_HELP_WRITE)]
    others = (
        staff(reader=reader).filter(assignments__role__in=_LEADING).distinct().order_by("display_name")[:300]
    )
    return list(dict.fromkeys([*found, *others]))


def colleagues_to_join(row: EarlyHelpAssessment, *, reader: User) -> list[User]:
    taken = [member.user_id for member in members_of(row, reader=reader) if member.user_id]
    return list(staff(reader=reader).exclude(pk__in=taken).order_by("display_name")[:400])
