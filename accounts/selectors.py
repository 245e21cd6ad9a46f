"""Reads of staff: who is who, who covers, who is on call, who manages a team."""

from datetime import date, datetime

from django.db.models import QuerySet

from accounts.access import held
from accounts.enums import OnCallDuty, UserKind
from accounts.models import Absence, Draft, OnCall, Preference, RoleAssignment, Team, TeamMembership, User
from core import clock

SYSTEM_USERNAME = "system"


def system_user() -> User:
    """The account in whose name sweeps and imports act; it cannot sign in."""
    user: User = User.objects.get(username=SYSTEM_USERNAME, kind=UserKind.SYSTEM)
    return user


def staff(*, reader: User) -> QuerySet[User]:
    """Colleagues whom anyone signed in may look up."""
    found: QuerySet[User] = (
        User.objects.visible_to(reader)
        .filter(is_active=True, kind=UserKind.HUMAN)
        .select_related("agency", "profession")
    )
    return found


def cover_for(user: User, *, on: date | None = None) -> User | None:
    """Whoever covers this person today, if they are away and cover is named."""
    absence = away(user, on=on)
    return absence.cover if absence else None


def away(user: User, *, on: date | None = None) -> Absence | None:
    absence: Absence | None = (
        Absence.objects.current(on=on or clock.today()).filter(user=user).select_related("cover").first()
    )
    return absence


def answerable_for(user: User, *, on: date | None = None) -> User:
    """Who should be told today in this person's place: themselves, their cover, else their line manager (safety d)."""
    day = on or clock.today()
    seen: set[int] = set()
    current = user
    while current.pk not in seen:
        seen.add(current.pk)
        gone = not current.is_active or (current.left_on is not None and current.left_on < day)
        absence = away(current, on=day)
        if not gone and absence is None:
            return current
        following = (absence.cover if absence else None) or current.line_manager
        if following is None:
            return current
        current = following
    return current


def on_call(duty: OnCallDuty, *, at: datetime | None = None) -> list[User]:
    """Who answers for a duty now, in order."""
    rows = (
        OnCall.objects.at(at or clock.now())
        .filter(duty=duty, user__is_active=True)
        .select_related("user")
        .order_by("position", "starts_at", "pk")
    )
    return [row.user for row in rows]


def managers_of(team: Team, *, on: date | None = None) -> list[User]:
    """The managers who decide for a team today (R3 at the front door, R5 elsewhere)."""
    rows = (
        RoleAssignment.objects.current(on=on or clock.today())
        .filter(team=team, role__in=("R3", "R5"), user__is_active=True)
        .select_related("user")
        .order_by("pk")
    )
    return [row.user for row in rows]


def members_of(team: Team, *, on: date | None = None) -> list[User]:
    rows = (
        TeamMembership.objects.current(on=on or clock.today())
        .filter(team=team, user__is_active=True)
        .select_related("user__agency", "user__profession")
        .order_by("user__display_name")
    )
    return [row.user for row in rows]


def team_ids(user: User) -> frozenset[int]:
    return held(user).team_ids


def drafts_of(user: User) -> QuerySet[Draft]:
    """What this person has typed and not yet sent, newest first."""
    found: QuerySet[Draft] = Draft.objects.visible_to(user).filter(binned_at__isnull=True).order_by("-saved_at")
    return found


def shortcuts_on(user: User) -> bool:
    kept = Preference.objects.filter(user=user).first()
    return kept.shortcuts if kept else True


def staff_without_three_lines(*, reader: User) -> QuerySet[User]:
    """Staff for whom line manager, professional supervisor or safeguarding lead is not named (seed ¶28)."""
    from django.db.models import Q

    return staff(reader=reader).filter(
        Q(line_manager__isnull=True) | Q(professional_supervisor__isnull=True) | Q(safeguarding_lead__isnull=True)
    )


def persona_account(username: str) -> User | None:
    """A demo persona's account, if it is one that people use."""
    found: User | None = User.objects.filter(username=username, is_active=True, kind=UserKind.HUMAN).first()
    return found
