"""The multi-agency child protection team of the Act of 2026: written down before the law is commenced, used from then on.

While the law is off the rows are a record and nothing more: they give no right, and nobody is called by them.
"""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from accounts.access import require
from accounts.enums import ProtectionSeat
from accounts.models import ProtectionTeamMember, User
from accounts.permissions import Permission
from core import clock
from core.errors import DomainError, WrongState
from core.history import acting


def members(*, reader: User) -> QuerySet[ProtectionTeamMember]:
    """Everybody written down, those of today first."""
    rows = ProtectionTeamMember.objects.visible_to(reader).select_related(
        "user__profession", "user__agency", "agency"
    )
    found: QuerySet[ProtectionTeamMember] = rows.order_by("-ends_on", "seat", "user__display_name", "pk")
    return found


def members_today() -> list[ProtectionTeamMember]:
    """Whoever sits in the team today; whether anybody is called by it is for the law to say."""
    rows = ProtectionTeamMember.objects.current(on=clock.today()).filter(user__is_active=True)
    return list(
        rows.select_related("user__profession", "user__agency").order_by("seat", "user__display_name")
    )


def missing_seats(rows: list[ProtectionTeamMember]) -> list[str]:
    """Whom section 3 asks for and nobody is: education, a social worker, health, police."""
    there = {row.seat for row in rows}
    return [str(ProtectionSeat(seat).label) for seat in ProtectionSeat if seat not in there]


@transaction.atomic
def add_member(*, user: User, seat: str, starts_on: date, by: User) -> ProtectionTeamMember:
    """Write down that a worker of an agency sits in the team from a day."""
    require(by, Permission.STAFF_MANAGE)
    if seat not in ProtectionSeat.values:
        raise DomainError("Choose whose seat it is.", field="seat")
    # Of two who add the same colleague at once, the second waits and is refused.
    worker = User.objects.select_for_update(of=("self",)).select_related("agency").get(pk=user.pk)
    if worker.agency is None:
        raise DomainError("This colleague has no employer on record.", field="user")
    if ProtectionTeamMember.objects.filter(user=worker, ends_on__isnull=True).exists():
        raise DomainError("They are in the team already.", field="user")
    with acting(by=by, reason="child protection team"):
        row: ProtectionTeamMember = ProtectionTeamMember.objects.create(
            user=worker, agency=worker.agency, seat=seat, starts_on=starts_on
        )
    return row


@transaction.atomic
def end_membership(*, member: ProtectionTeamMember, ends_on: date, by: User) -> ProtectionTeamMember:
    """They leave the team; that they were in it stays."""
    require(by, Permission.STAFF_MANAGE)
    row: ProtectionTeamMember = ProtectionTeamMember.objects.select_for_update().get(pk=member.pk)
    if row.ends_on is not None:
        raise WrongState("This membership has ended.")
    if ends_on < row.starts_on:
        raise DomainError("It cannot end before it began.", field="ends_on")
    row.ends_on = ends_on
    with acting(by=by, reason="left the child protection team"):
        row.save(update_fields=["ends_on"])
    return row
