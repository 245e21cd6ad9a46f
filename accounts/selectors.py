"""Reads of staff: who is who, who covers, who is on call, who manages a team."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from accounts.access import held
from accounts.enums import OnCallDuty, ProtectionSeat, UserKind
from accounts.models import (
    Absence,
    Agency,
    ApiToken,
    Draft,
    OnCall,
    Preference,
    ProfessionalGroup,
    ProtectionTeamMember,
    RoleAssignment,
    Team,
    TeamMembership,
    User,
)
from core import clock
from core.errors import NotFound

SYSTEM_USERNAME = "system"
_LINES = ("line_manager", "professional_supervisor", "safeguarding_lead")


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


def answerable_for_each(users: Sequence[User], *, on: date) -> list[User]:
    """The same for several: one query, and more only for those who are away."""
    absent = set(Absence.objects.current(on=on).filter(user__in=users).values_list("user", flat=True))
    return [
        answerable_for(user, on=on)
        if user.pk in absent or not user.is_active or (user.left_on is not None and user.left_on < on)
        else user
        for user in users
    ]


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
    found: QuerySet[Draft] = (
        Draft.objects.visible_to(user).filter(binned_at__isnull=True).order_by("-saved_at")
    )
    return found


def shortcuts_on(user: User) -> bool:
    kept = Preference.objects.filter(user=user).first()
    return kept.shortcuts if kept else True


def staff_without_three_lines(*, reader: User) -> QuerySet[User]:
    """Staff for whom line manager, professional supervisor or safeguarding lead is not named (seed ¶28)."""
    return staff(reader=reader).filter(
        Q(line_manager__isnull=True)
        | Q(professional_supervisor__isnull=True)
        | Q(safeguarding_lead__isnull=True)
    )


def persona_account(username: str) -> User | None:
    """A demo persona's account, if it is one that people use."""
    found: User | None = User.objects.filter(username=username, is_active=True, kind=UserKind.HUMAN).first()
    return found


def colleague(*, reader: User, public_id: UUID | str) -> User:
    """One member of staff with employer, profession and three lines, whether or not they still work here."""
    found: User | None = (
        User.objects.visible_to(reader)
        .filter(public_id=public_id, kind=UserKind.HUMAN)
        .select_related("agency", "profession", *(f"{line}__agency" for line in _LINES))
        .select_related(*(f"{line}__profession" for line in _LINES))
        .first()
    )
    if found is None:
        raise NotFound("There is no such colleague.")
    return found


def assignments_of(user: User, *, on: date | None = None) -> list[RoleAssignment]:
    """Roles held now or in days to come."""
    day = on or clock.today()
    rows = RoleAssignment.objects.filter(user=user).exclude(ends_on__lt=day).select_related("agency", "team")
    return list(rows.order_by("starts_on", "pk"))


def memberships_of(user: User, *, on: date | None = None) -> list[TeamMembership]:
    rows = (
        TeamMembership.objects.current(on=on or clock.today())
        .filter(user=user)
        .select_related("team__agency")
    )
    return list(rows.order_by("starts_on", "pk"))


def absences_of(user: User) -> list[Absence]:
    """Leave and sickness now and to come."""
    rows = Absence.objects.filter(user=user).exclude(ends_on__lt=clock.today()).select_related("cover")
    return list(rows.order_by("starts_on", "pk"))


def own_absence(user: User, public_id: UUID | str) -> Absence:
    found: Absence | None = Absence.objects.filter(user=user, public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such absence.")
    return found


def possible_cover(user: User) -> QuerySet[User]:
    """Whoever could cover: colleagues of the same teams, of the same employer, and the line manager."""
    teams = held(user).team_ids
    near = Q(memberships__team__in=teams) | Q(agency=user.agency_id) | Q(pk=user.line_manager_id)
    return staff(reader=user).filter(near).exclude(pk=user.pk).distinct().order_by("display_name")[:300]


def find_colleagues(
    *, reader: User, words: str = "", team: str | None = None, agency: str | None = None
) -> QuerySet[User]:
    """Colleagues whose name or post holds every word, in a team or of an employer, by name."""
    found = staff(reader=reader)
    for word in words.split()[:6]:
        found = found.filter(Q(display_name__icontains=word) | Q(post__icontains=word))
    if team:
        found = found.filter(pk__in=_members(team))
    if agency:
        found = found.filter(agency__public_id=agency)
    return found.order_by("display_name", "pk")


def _members(team: str) -> QuerySet[TeamMembership]:
    rows = TeamMembership.objects.current(on=clock.today()).filter(team__public_id=team)
    return rows.values("user_id")  # type: ignore[return-value]


def teams(*, reader: User) -> QuerySet[Team]:
    found: QuerySet[Team] = Team.objects.visible_to(reader).filter(is_active=True).order_by("name")
    return found


def agencies(*, reader: User) -> QuerySet[Agency]:
    found: QuerySet[Agency] = Agency.objects.visible_to(reader).filter(is_active=True).order_by("name")
    return found


def partner(*, reader: User, public_id: UUID | str) -> Agency:
    """An agency that takes part today."""
    found: Agency | None = agencies(reader=reader).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such agency.")
    return found


def team(*, reader: User, public_id: UUID | str) -> Team:
    """A team that works today."""
    found: Team | None = teams(reader=reader).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such team.")
    return found


def professions(*, reader: User) -> QuerySet[ProfessionalGroup]:
    found: QuerySet[ProfessionalGroup] = ProfessionalGroup.objects.visible_to(reader).order_by("name")
    return found


def assignment(*, reader: User, public_id: UUID | str) -> RoleAssignment:
    """A role held, with its holder."""
    found: RoleAssignment | None = (
        RoleAssignment.objects.visible_to(reader).filter(public_id=public_id).select_related("user").first()
    )
    if found is None:
        raise NotFound("There is no such role.")
    return found


def rota(*, at: datetime) -> list[OnCall]:
    """Who answers for what from this moment on."""
    rows = OnCall.objects.filter(ends_at__gt=at, user__is_active=True)
    return list(
        rows.select_related("user__agency", "user__profession").order_by(
            "duty", "starts_at", "position", "pk"
        )[:400]
    )


def draft(user: User, *, form: str, subject: str) -> Draft | None:
    """What this person was typing here."""
    found: Draft | None = drafts_of(user).filter(form=form, subject=subject).first()
    return found


def agency(*, reader: User, public_id: UUID | str) -> Agency:
    found: Agency | None = agencies(reader=reader).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such agency.")
    return found


def tokens(*, reader: User) -> list[ApiToken]:
    """Tokens of agencies' systems: those in force first, then by name."""
    rows = ApiToken.objects.visible_to(reader).select_related("user__agency", "made_by", "revoked_by")
    return list(rows.order_by(F("revoked_at").desc(nulls_first=True), "name", "pk")[:400])


def token(*, reader: User, public_id: UUID | str) -> ApiToken:
    found: ApiToken | None = (
        ApiToken.objects.visible_to(reader).filter(public_id=public_id).select_related("user").first()
    )
    if found is None:
        raise NotFound("There is no such token.")
    return found


def protection_members(*, reader: User) -> QuerySet[ProtectionTeamMember]:
    """Everybody written down, those of today first."""
    rows = ProtectionTeamMember.objects.visible_to(reader).select_related(
        "user__profession", "user__agency", "agency"
    )
    found: QuerySet[ProtectionTeamMember] = rows.order_by("-ends_on", "seat", "user__display_name", "pk")
    return found


def protection_members_today() -> list[ProtectionTeamMember]:
    """Whoever sits in the team today; whether anybody is called by it is for the law to say."""
    rows = ProtectionTeamMember.objects.current(on=clock.today()).filter(user__is_active=True)
    return list(
        rows.select_related("user__profession", "user__agency").order_by("seat", "user__display_name")
    )


def missing_protection_seats(rows: list[ProtectionTeamMember]) -> list[str]:
    """Whom section 3 asks for and nobody is: education, a social worker, health, police."""
    there = {row.seat for row in rows}
    return [str(ProtectionSeat(seat).label) for seat in ProtectionSeat if seat not in there]
