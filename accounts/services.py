"""Verbs about staff: assign and end roles and memberships, record absence, let a leaver go, keep drafts."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from accounts.access import derive_object_permissions, forget, require
from accounts.enums import AbsenceKind, MembershipKind, OnCallDuty, ProtectionSeat
from accounts.models import (
    Absence,
    Agency,
    Draft,
    OnCall,
    Preference,
    ProtectionTeamMember,
    RoleAssignment,
    Team,
    TeamMembership,
    User,
)
from accounts.permissions import Permission
from accounts.roles import ROLES
from core import clock
from core.errors import DomainError, NotPermitted, WrongState
from core.history import acting

ROTA_KEEPERS = (Permission.STAFF_MANAGE, Permission.CASE_ALLOCATE, Permission.RESTRICTION_GRANT)


def _in_order(starts_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on < starts_on:
        raise DomainError("The last day must not be before the first.", field="ends_on")


@transaction.atomic
def assign_role(
    *,
    user: User,
    role: str,
    agency: Agency,
    by: User,
    team: Team | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    is_safeguarding_lead: bool = False,
    reason: str = "",
) -> RoleAssignment:
    """Give a role from a date; nobody gives one to themselves."""
    require(by, Permission.STAFF_MANAGE)
    if by == user:
        raise NotPermitted("Somebody else must give you a role.")
    if role not in ROLES:
        raise DomainError("Choose a role from the list.", field="role")
    _in_order(starts_on or clock.today(), ends_on)
    with acting(by=by, reason=reason or f"role {role} assigned"):
        row: RoleAssignment = RoleAssignment.objects.create(
            user=user,
            role=role,
            agency=agency,
            team=team,
            is_safeguarding_lead=is_safeguarding_lead,
            starts_on=starts_on or clock.today(),
            ends_on=ends_on,
            assigned_at=clock.now(),
            assigned_by=by,
            reason=reason,
        )
        derive_object_permissions(user)
    forget(user)
    return row


@transaction.atomic
def end_assignment(*, assignment: RoleAssignment, by: User, ends_on: date, reason: str) -> RoleAssignment:
    """A role's last day."""
    require(by, Permission.STAFF_MANAGE)
    row = RoleAssignment.objects.select_for_update().get(pk=assignment.pk)
    _in_order(row.starts_on, ends_on)
    row.ends_on = ends_on
    row.reason = reason
    with acting(by=by, reason=reason):
        row.save(update_fields=["ends_on", "reason"])
        derive_object_permissions(row.user)
    forget(row.user)
    return row


@transaction.atomic
def join_team(
    *,
    user: User,
    team: Team,
    by: User,
    kind: MembershipKind = MembershipKind.EMPLOYED,
    represents: str = "",
    percent: int = 100,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> TeamMembership:
    """Bring a member of staff into a team; the employer stays the same."""
    require(by, Permission.STAFF_MANAGE)
    _in_order(starts_on or clock.today(), ends_on)
    with acting(by=by, reason="joined team"):
        row: TeamMembership = TeamMembership.objects.create(
            user=user,
            team=team,
            kind=kind,
            represents=represents,
            percent=percent,
            starts_on=starts_on or clock.today(),
            ends_on=ends_on,
        )
    forget(user)
    return row


@transaction.atomic
def let_go(*, user: User, by: User, left_on: date) -> User:
    """A leaver: out at the next request; assignments end; work stays visible to cover and manager."""
    require(by, Permission.STAFF_MANAGE)
    row = User.objects.select_for_update().get(pk=user.pk)
    row.is_active = False
    row.left_on = left_on
    with acting(by=by, reason="left"):
        row.save(update_fields=["is_active", "left_on"])
        for assignment in RoleAssignment.objects.filter(user=row, ends_on__isnull=True):
            assignment.ends_on = max(left_on, assignment.starts_on)
            assignment.save(update_fields=["ends_on"])
        derive_object_permissions(row)
    forget(user)
    return row


@transaction.atomic
def record_absence(
    *,
    user: User,
    kind: AbsenceKind,
    starts_on: date,
    by: User,
    ends_on: date | None = None,
    cover: User | None = None,
) -> Absence:
    """Leave or sickness: recorded by the person or by a manager; notices go to the cover meanwhile."""
    if by != user:
        require(by, Permission.STAFF_MANAGE, Permission.CASE_ALLOCATE)
    if ends_on is not None and ends_on < starts_on:
        raise DomainError("The last day must not be before the first.", field="ends_on")
    if cover == user:
        raise DomainError("Somebody else must cover.", field="cover")
    with acting(by=by, reason=kind):
        row: Absence = Absence.objects.create(
            user=user, kind=kind, starts_on=starts_on, ends_on=ends_on, cover=cover
        )
    return row


@transaction.atomic
def put_on_call(
    *, user: User, duty: OnCallDuty, starts_at: datetime, ends_at: datetime, by: User, position: int = 1
) -> OnCall:
    """Name who answers for a duty between two moments."""
    require(by, *ROTA_KEEPERS)
    with acting(by=by, reason="on-call rota"):
        row: OnCall = OnCall.objects.create(
            user=user, duty=duty, starts_at=starts_at, ends_at=ends_at, position=position
        )
    return row


def _storable(typed: Any) -> Any:
    """As it was typed, without the one character that the database holds nowhere."""
    if isinstance(typed, str):
        return typed.replace("\x00", "")
    if isinstance(typed, dict):
        return {_storable(name): _storable(value) for name, value in typed.items()}
    return [_storable(value) for value in typed] if isinstance(typed, list) else typed


@transaction.atomic
def save_draft(
    *, user: User, form: str, content: dict[str, Any], subject: str = "", label: str = ""
) -> Draft:
    """Keep what is being typed; never runs a rule, never triggers a step. A subject has one draft a person."""
    row, _ = Draft.objects.select_for_update().update_or_create(
        user=user,
        form=form,
        subject=subject,
        binned_at=None,
        defaults={"content": _storable(content), "label": label, "saved_at": clock.now()},
    )
    result: Draft = row
    return result


@transaction.atomic
def bin_draft(*, draft: Draft, by: User) -> None:
    """Put a draft in the bin, where it stays for its owner to bring back."""
    if draft.user_id != by.pk:
        raise NotPermitted("This draft is not yours.")
    Draft.objects.filter(pk=draft.pk).update(binned_at=clock.now())


@transaction.atomic
def set_shortcuts(*, user: User, on: bool) -> None:
    Preference.objects.update_or_create(user=user, defaults={"shortcuts": on})


@transaction.atomic
def end_absence(*, absence: Absence, by: User) -> Absence:
    """Back at work: yesterday was the last day away, or today if it only began today."""
    if absence.user_id != by.pk:
        require(by, Permission.STAFF_MANAGE, Permission.CASE_ALLOCATE)
    row: Absence = Absence.objects.select_for_update().get(pk=absence.pk)
    row.ends_on = max(clock.today() - timedelta(days=1), row.starts_on)
    with acting(by=by, reason="back at work"):
        row.save(update_fields=["ends_on"])
    return row


@transaction.atomic
def change_password(*, user: User, new: str) -> None:
    """The person's own act; the history keeps no passwords."""
    with acting(by=user, reason="password changed"):
        user.set_password(new)
        user.save(update_fields=["password"])


@transaction.atomic
def add_protection_member(*, user: User, seat: str, starts_on: date, by: User) -> ProtectionTeamMember:
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
def end_protection_membership(
    *, member: ProtectionTeamMember, ends_on: date, by: User
) -> ProtectionTeamMember:
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
