"""Reads of the store of allegations, each through its named list."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import RoleAssignment, User
from accounts.permissions import Permission
from accounts.roles import ROLES
from core import clock
from core.errors import NotFound
from referrals.allegations.models import (
    Allegation,
    AllegationEntry,
    AllegationHolder,
    AllegationMeeting,
    AllegationReading,
)
from referrals.contacts.models import Contact

_MAY_WORK = [
    key for key, role in ROLES.items() if Permission.LADO_WRITE in role.permissions and key != "SYSTEM"
]


def allegations(*, reader: User) -> QuerySet[Allegation]:
    """Those the reader is on the list of, newest first."""
    found: QuerySet[Allegation] = Allegation.objects.visible_to(reader).order_by("-received_at", "-pk")
    return found


def allegation(public_id: UUID | str, *, reader: User) -> Allegation:
    found: Allegation | None = (
        Allegation.objects.visible_to(reader)
        .filter(public_id=public_id)
        .select_related("contact", "considered_by", "concluded_by", "recorded_by")
        .first()
    )
    if found is None:
        raise NotFound("There is no such record.")
    return found


def holders_of(row: Allegation, *, reader: User) -> list[AllegationHolder]:
    found = AllegationHolder.objects.visible_to(reader).filter(allegation=row, ended_at__isnull=True)
    return list(found.select_related("user__agency").order_by("pk"))


def is_named(user: User, row: Allegation) -> bool:
    """Whether somebody stands on the list of this allegation now."""
    return AllegationHolder.objects.current().filter(allegation=row, user=user).exists()


def entries_of(row: Allegation, *, reader: User) -> list[AllegationEntry]:
    found = AllegationEntry.objects.visible_to(reader).filter(allegation=row)
    return list(found.select_related("happened_by").order_by("-happened_at", "-pk"))


def meetings_of(row: Allegation, *, reader: User) -> list[AllegationMeeting]:
    found = AllegationMeeting.objects.visible_to(reader).filter(allegation=row)
    return list(found.select_related("held_by").order_by("-held_at", "-pk"))


def readings_of(row: Allegation, *, reader: User) -> list[AllegationReading]:
    """The last who opened it."""
    found = AllegationReading.objects.visible_to(reader).filter(allegation=row)
    return list(found.select_related("by").order_by("-at", "-pk")[:20])


def concern_of(row: Allegation, *, reader: User) -> Contact | None:
    """The concern that named them, where the reader holds it too."""
    if row.contact_id is None:
        return None
    found: Contact | None = Contact.objects.for_triage(reader).filter(pk=row.contact_id).first()
    return found


def who_may_be_named(row: Allegation, *, reader: User) -> list[User]:
    """Colleagues in a role that may work on allegations and who do not stand on this list yet."""
    roles = RoleAssignment.objects.current(on=clock.today()).filter(user=OuterRef("pk"), role__in=_MAY_WORK)
    listed = AllegationHolder.objects.current().filter(allegation=row, user=OuterRef("pk"))
    found = User.objects.visible_to(reader).filter(Exists(roles), ~Exists(listed), is_active=True)
    return list(found.select_related("agency").order_by("display_name")[:100])
