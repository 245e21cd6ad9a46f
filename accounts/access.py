"""Who holds what: role assignments are the truth; guardian's object rows are derived here and nowhere else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Value
from django.db.models.functions import JSONObject
from guardian.shortcuts import assign_perm, remove_perm

from accounts.enums import UserKind
from accounts.models import Agency, RoleAssignment, TeamMembership, User
from accounts.permissions import STATUTORY, Permission
from accounts.roles import ROLES
from core import clock
from core.errors import NotPermitted

HOLD_ROLE = "accounts.hold_role"


@dataclass(frozen=True, slots=True)
class Held:
    """Everything a member of staff holds on one day."""

    on: date
    roles: frozenset[str]
    permissions: frozenset[Permission]
    team_ids: frozenset[int]
    agency_ids: frozenset[int]
    # Agencies whose safeguarding lead this person is: involvement of the agency opens records to them alone.
    led_agency_ids: frozenset[int]


_NOTHING = Held(date.min, frozenset(), frozenset(), frozenset(), frozenset(), frozenset())


def held(user: User, *, on: date | None = None) -> Held:
    """What this person holds today, read once for a request's user; an inactive user holds nothing."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return _NOTHING
    day = on or clock.today()
    kept: Held | None = user.__dict__.get("_held")
    if kept is not None and kept.on == day:
        return kept
    if user.kind == UserKind.SYSTEM:
        mine = Held(day, frozenset({"SYSTEM"}), frozenset(Permission), frozenset(), frozenset(), frozenset())
    else:
        mine = _read(user, day)
    user.__dict__["_held"] = mine
    return mine


def known_as(user: User) -> tuple[int, Held]:
    """All that tells one reader's sight from another's on a day: who they are and what they hold."""
    return user.pk, held(user)


def with_holdings(users: QuerySet[User], *, on: date) -> QuerySet[Any]:
    """Users together with what they hold on a day, so that `held` of one just signed in asks nothing more."""
    assigned = RoleAssignment.objects.current(on=on).filter(user=OuterRef("pk"))
    teams = TeamMembership.objects.current(on=on).filter(user=OuterRef("pk"))
    return users.annotate(
        holdings=JSONObject(
            on=Value(on.isoformat()),
            assigned=ArraySubquery(
                assigned.values(
                    found=JSONObject(
                        role="role", team="team_id", agency="agency_id", leads="is_safeguarding_lead"
                    )
                )
            ),
            teams=ArraySubquery(teams.values("team_id")),
        )
    )


def _read(user: User, day: date) -> Held:
    # Whoever is signed in may stand behind a lazy object, whose own dictionary has none of this.
    found = getattr(user, "holdings", None)
    if found is None or found["on"] != day.isoformat():
        found = (
            with_holdings(User.objects.filter(pk=user.pk), on=day).values_list("holdings", flat=True).get()
        )
    assignments = found["assigned"]
    teams = {*found["teams"], *(row["team"] for row in assignments if row["team"])}
    roles = {row["role"] for row in assignments if row["role"] in ROLES}
    permissions = {permission for role in roles for permission in ROLES[role].permissions}
    if not user.post_delegated:
        permissions -= STATUTORY
    return Held(
        on=day,
        roles=frozenset(roles),
        permissions=frozenset(permissions),
        team_ids=frozenset(teams),
        agency_ids=frozenset(row["agency"] for row in assignments),
        led_agency_ids=frozenset(row["agency"] for row in assignments if row["leads"]),
    )


def forget(user: User) -> None:
    """Read again what this person holds (after an assignment changed inside one request)."""
    user.__dict__.pop("_held", None)
    user.holdings = None  # type: ignore[attr-defined]


def holds(user: User, permission: Permission | str) -> bool:
    return permission in held(user).permissions


def holds_any(user: User, permissions: Iterable[Permission]) -> bool:
    return any(permission in held(user).permissions for permission in permissions)


def require(user: User, *permissions: Permission) -> None:
    """Refuse, readably, unless this person holds one of these permissions."""
    if not holds_any(user, permissions):
        raise NotPermitted("Your role does not allow this.")


def has_role(user: User, *roles: str) -> bool:
    return bool(held(user).roles & set(roles))


def derive_object_permissions(user: User) -> None:
    """Bring guardian's rows (who holds a role in which agency) into line with the assignments of today."""
    on = clock.today()
    current = RoleAssignment.objects.current(on=on).filter(user=user).select_related("agency")
    wanted = {row.agency for row in current} if user.is_active else set()
    every = RoleAssignment.objects.filter(user=user).select_related("agency")
    for agency in {row.agency for row in every} - wanted:
        remove_perm(HOLD_ROLE, user, agency)
    for agency in wanted:
        assign_perm(HOLD_ROLE, user, agency)


def works_in(user: User, agency: Agency) -> bool:
    """Whether this person holds a role in the agency today: guardian's row joined with the dates."""
    return agency.pk in held(user).agency_ids and user.has_perm(HOLD_ROLE, agency)
