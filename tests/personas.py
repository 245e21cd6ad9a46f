"""The standing people of every test: one per role, two teams, a stranger agency. Names are plainly invented."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date

import pytest

from accounts.access import derive_object_permissions
from accounts.enums import AgencyKind, OnCallDuty, TeamKind
from accounts.models import Agency, OnCall, ProfessionalGroup, RoleAssignment, Team, TeamMembership, User
from core import clock
from core.history import SYSTEM_ACTOR, acting

SINCE = date(2020, 1, 1)


@dataclass
class Personas:
    """`own` is the North team's world, `other` the South's; `stranger` belongs to an agency with no link at all."""

    system: User
    referrer: User  # R1, teacher and safeguarding lead at Demo School
    referrer_colleague: User  # R1, same school, not its safeguarding lead
    stranger: User  # R1, another school
    gp: User  # R1, GP practice
    pharmacist: User  # R1, finds nobody
    duty: User  # R2
    duty_second: User  # R2
    front_door_manager: User  # R3, delegated post
    social_worker: User  # R4, North, delegated post
    social_worker_colleague: User  # R4, North
    social_worker_other: User  # R4, South
    team_manager: User  # R5, North, delegated post
    team_manager_other: User  # R5, South, delegated post
    lead_professional: User  # R6, school nurse of the trust
    chair: User  # R7, delegated post
    health_visitor: User  # R8
    camhs_nurse: User  # R8, sensitive service
    police: User  # R9
    commissioner: User  # R10
    business_support: User  # R11
    auditor: User  # R12
    director: User  # R13A, delegated post
    board_member: User  # R13B
    administrator: User  # R14
    edt: User  # R16, delegated post
    data_protection: User  # R17
    adult_practitioner: User  # R18
    lado: User  # designated officer for allegations
    seat_health: User  # SEAT: health's seat at the front door

    def everyone(self) -> Iterator[tuple[str, User]]:
        for field in fields(self):
            if field.name != "system":
                yield field.name, getattr(self, field.name)


COUNCIL, TRUST, POLICE, SCHOOL = "Demo Council", "Demo NHS Trust", "Demo Police", "Demo School"
OTHER_SCHOOL, GP, PHARMACY = "Demo Stranger School", "Demo Practice", "Demo Pharmacy"

# persona: (role, agency, team, profession, delegated post, safeguarding lead)
WHO: dict[str, tuple[str, str, str, str, bool, bool]] = {
    "referrer": ("R1", SCHOOL, "", "TEACHER", False, True),
    "referrer_colleague": ("R1", SCHOOL, "", "TEACHER", False, False),
    "stranger": ("R1", OTHER_SCHOOL, "", "TEACHER", False, True),
    "gp": ("R1", GP, "", "GP", False, False),
    "pharmacist": ("R1", PHARMACY, "", "PHARMACIST", False, False),
    "duty": ("R2", COUNCIL, "MARAT", "SOCIAL_WORKER", False, False),
    "duty_second": ("R2", COUNCIL, "MARAT", "SOCIAL_WORKER", False, False),
    "front_door_manager": ("R3", COUNCIL, "MARAT", "SOCIAL_WORKER", True, False),
    "social_worker": ("R4", COUNCIL, "Family Support North", "SOCIAL_WORKER", True, False),
    "social_worker_colleague": ("R4", COUNCIL, "Family Support North", "SOCIAL_WORKER", False, False),
    "social_worker_other": ("R4", COUNCIL, "Family Support South", "SOCIAL_WORKER", True, False),
    "team_manager": ("R5", COUNCIL, "Family Support North", "SOCIAL_WORKER", True, False),
    "team_manager_other": ("R5", COUNCIL, "Family Support South", "SOCIAL_WORKER", True, False),
    "lead_professional": ("R6", TRUST, "School Nursing", "SCHOOL_NURSE", False, False),
    "chair": ("R7", COUNCIL, "Conference Unit", "SOCIAL_WORKER", True, False),
    "health_visitor": ("R8", TRUST, "Health Visiting", "HEALTH_VISITOR", False, False),
    "camhs_nurse": ("R8", TRUST, "CAMHS", "CAMHS", False, False),
    "police": ("R9", POLICE, "", "POLICE_OFFICER", False, False),
    "commissioner": ("R10", COUNCIL, "", "COMMISSIONER", False, False),
    "business_support": ("R11", COUNCIL, "Conference Unit", "BUSINESS_SUPPORT", False, False),
    "auditor": ("R12", COUNCIL, "", "SOCIAL_WORKER", False, False),
    "director": ("R13A", COUNCIL, "", "DIRECTOR", True, False),
    "board_member": ("R13B", COUNCIL, "", "DIRECTOR", False, False),
    "administrator": ("R14", COUNCIL, "", "BUSINESS_SUPPORT", False, False),
    "edt": ("R16", COUNCIL, "Emergency Duty Team", "SOCIAL_WORKER", True, False),
    "data_protection": ("R17", COUNCIL, "", "DIRECTOR", False, False),
    "adult_practitioner": ("R18", COUNCIL, "Adults North", "ADULT_PRACTITIONER", False, False),
    "lado": ("LADO", COUNCIL, "", "SOCIAL_WORKER", False, False),
    "seat_health": ("SEAT", TRUST, "MARAT", "HEALTH_VISITOR", False, False),
}

AGENCIES = {
    COUNCIL: AgencyKind.COUNCIL,
    TRUST: AgencyKind.NHS_TRUST,
    POLICE: AgencyKind.POLICE,
    SCHOOL: AgencyKind.SCHOOL,
    OTHER_SCHOOL: AgencyKind.SCHOOL,
    GP: AgencyKind.GP,
    PHARMACY: AgencyKind.PHARMACY,
}
TEAMS = {
    "MARAT": (TeamKind.FRONT_DOOR, COUNCIL, False),
    "Emergency Duty Team": (TeamKind.OUT_OF_HOURS, COUNCIL, False),
    "Family Support North": (TeamKind.LOCALITY, COUNCIL, False),
    "Family Support South": (TeamKind.LOCALITY, COUNCIL, False),
    "Conference Unit": (TeamKind.CONFERENCE_UNIT, COUNCIL, False),
    "School Nursing": (TeamKind.COMMUNITY_HEALTH, TRUST, False),
    "Health Visiting": (TeamKind.COMMUNITY_HEALTH, TRUST, False),
    "CAMHS": (TeamKind.CAMHS, TRUST, True),
    "Adults North": (TeamKind.ADULTS, COUNCIL, False),
}
MANAGED_BY = {
    "duty": "front_door_manager",
    "duty_second": "front_door_manager",
    "social_worker": "team_manager",
    "social_worker_colleague": "team_manager",
    "social_worker_other": "team_manager_other",
    "team_manager": "director",
    "front_door_manager": "director",
}


def make_personas() -> Personas:
    """Everyone, with role, team and line of management; call inside a database test."""
    system = User.objects.get(username="system")
    users: dict[str, User] = {}
    with acting(by=SYSTEM_ACTOR, reason="arranged by a test"):
        agencies = {
            name: Agency.objects.create(name=name, kind=kind, may_search=kind != AgencyKind.PHARMACY)
            for name, kind in AGENCIES.items()
        }
        teams = {
            name: Team.objects.create(name=name, kind=kind, agency=agencies[agency], sensitive=sensitive)
            for name, (kind, agency, sensitive) in TEAMS.items()
        }
        professions = {group.code: group for group in ProfessionalGroup.objects.all()}
        for name, (role, agency, team, profession, delegated, lead) in WHO.items():
            user = User.objects.create(
                username=name,
                display_name=f"Demo {name.replace('_', ' ').title()}",
                email=f"{name}@demo.example",
                email_is_safe=True,
                phone="01632 960 001",
                agency=agencies[agency],
                profession=professions[profession],
                post_delegated=delegated,
                date_joined=clock.now(),
                password="!",
            )
            RoleAssignment.objects.create(
                user=user,
                role=role,
                agency=agencies[agency],
                team=teams.get(team),
                is_safeguarding_lead=lead,
                starts_on=SINCE,
                assigned_at=clock.now(),
                assigned_by=system,
            )
            if team:
                TeamMembership.objects.create(user=user, team=teams[team], starts_on=SINCE)
            derive_object_permissions(user)
            users[name] = user
        for name, manager in MANAGED_BY.items():
            users[name].line_manager = users[manager]
            users[name].save()
        for duty, name in (
            (OnCallDuty.RESTRICTED_HOLDER, "front_door_manager"),
            (OnCallDuty.DUTY_DIRECTOR, "director"),
            (OnCallDuty.EDT, "edt"),
            (OnCallDuty.FRONT_DOOR_MANAGER, "front_door_manager"),
            (OnCallDuty.LADO, "lado"),
        ):
            OnCall.objects.create(
                duty=duty,
                user=users[name],
                starts_at=clock.at_local(date(2020, 1, 1)),
                ends_at=clock.at_local(date(2040, 1, 1)),
            )
    return Personas(system=system, **users)


@pytest.fixture
def personas(db: None) -> Personas:
    """The standing people, fresh from the database."""
    users = {user.username: user for user in User.objects.select_related("agency", "profession")}
    return Personas(**{field.name: users[field.name] for field in fields(Personas)})
