"""Brings the demo's partnership into an empty database; run again, it adds what is missing."""

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.access import derive_object_permissions
from accounts.enums import OnCallDuty, UserKind
from accounts.models import Agency, OnCall, ProfessionalGroup, RoleAssignment, Team, TeamMembership, User
from accounts.selectors import system_user
from core import clock
from core.history import SYSTEM_ACTOR, acting
from demo.people_who_work_here import AGENCIES, ALWAYS, SINCE, STAFF, TEAMS, Worker, password_of
from localities.models import Locality, TeamCoverage

DUTIES = (
    (OnCallDuty.RESTRICTED_HOLDER, "frontdoor.manager", 1),
    (OnCallDuty.RESTRICTED_HOLDER, "manager.central", 2),
    (OnCallDuty.DUTY_DIRECTOR, "director", 1),
    (OnCallDuty.DUTY_DIRECTOR, "head.of.service", 2),
    (OnCallDuty.EDT, "edt", 1),
    (OnCallDuty.FRONT_DOOR_MANAGER, "frontdoor.manager", 1),
    (OnCallDuty.LADO, "lado", 1),
)
SAFEGUARDING_LEAD = {"Community NHS Trust (demo)": "paediatrician"}


@transaction.atomic
def establish() -> int:
    """Agencies, teams, staff with lines and roles, coverage, on-call; returns how many staff stand."""
    if User.objects.filter(username=STAFF[0].username).exists():
        return len(STAFF)
    with acting(by=SYSTEM_ACTOR, reason="demonstration established"):
        agencies = {
            name: Agency.objects.create(
                name=name,
                kind=kind,
                sensitive=sensitive,
                may_search=kind not in {"PHARMACY", "CARE_HOME"},
                phone="01632 960 300",
                holiday_contact="Locality office, 01632 960 310",
            )
            for name, (kind, sensitive) in AGENCIES.items()
        }
        teams = _teams(agencies)
        users = {worker.username: _worker(worker, agencies, teams) for worker in STAFF}
        _lines(users)
        for duty, username, position in DUTIES:
            OnCall.objects.create(
                duty=duty,
                user=users[username],
                position=position,
                starts_at=ALWAYS[0].replace(tzinfo=clock.LOCAL),
                ends_at=ALWAYS[1].replace(tzinfo=clock.LOCAL),
            )
    return len(users)


def _teams(agencies: dict[str, Agency]) -> dict[str, Team]:
    localities = {row.name: row for row in Locality.objects.all()}
    teams: dict[str, Team] = {}
    for name, (kind, agency, sensitive, place) in TEAMS.items():
        team = Team.objects.create(
            name=name, kind=kind, agency=agencies[agency], sensitive=sensitive, phone="01632 960 400"
        )
        teams[name] = team
        if place is not None:
            TeamCoverage.objects.create(
                team=team, locality=localities[place] if place else None, starts_on=SINCE
            )
    return teams


def _worker(worker: Worker, agencies: dict[str, Agency], teams: dict[str, Team]) -> User:
    agency = agencies[worker.agency]
    user: User = User.objects.create(
        username=worker.username,
        display_name=worker.name,
        email=f"{worker.username}@demo.example",
        email_is_safe=True,
        phone="01632 960 500",
        kind=UserKind.HUMAN,
        agency=agency,
        profession=ProfessionalGroup.objects.get(code=worker.profession),
        post=worker.post,
        post_delegated=worker.delegated,
        is_newly_qualified="Newly qualified" in worker.post,
        date_joined=clock.now(),
        password=make_password(password_of(worker.username)),
    )
    team = teams.get(worker.team)
    RoleAssignment.objects.create(
        user=user,
        role=worker.role,
        agency=agency,
        team=team,
        is_safeguarding_lead=worker.safeguarding_lead,
        starts_on=SINCE,
        assigned_at=clock.now(),
        assigned_by=system_user(),
    )
    if team is not None:
        TeamMembership.objects.create(user=user, team=team, starts_on=SINCE)
    derive_object_permissions(user)
    return user


def _lines(users: dict[str, User]) -> None:
    """The three named lines: manager, professional supervisor, safeguarding lead (seed ¶28)."""
    for worker in STAFF:
        user = users[worker.username]
        manager = users.get(worker.manager)
        lead = users["frontdoor.manager" if "Council" in worker.agency else "paediatrician"]
        user.line_manager = manager
        user.professional_supervisor = manager
        user.safeguarding_lead = lead if lead != user else None
        user.save(update_fields=["line_manager", "professional_supervisor", "safeguarding_lead"])
