"""Verbs about the partnership itself: agencies and teams begin and end; what they did stays theirs."""

from django.db import transaction

from accounts.access import require
from accounts.enums import AgencyKind, TeamKind
from accounts.models import Agency, RoleAssignment, Team, TeamMembership, User
from accounts.permissions import Permission
from accounts.ports import team_still_needed
from core import clock
from core.errors import DomainError, WrongState
from core.history import acting

# Safety k: these find nobody, whoever keys them.
FINDS_NOBODY = frozenset({AgencyKind.PHARMACY, AgencyKind.CARE_HOME})
# Safety k: these never stand on an index card.
SENSITIVE = frozenset({AgencyKind.DOMESTIC_ABUSE, AgencyKind.SUBSTANCE_MISUSE})


@transaction.atomic
def add_agency(
    *,
    by: User,
    name: str,
    kind: str,
    short_name: str = "",
    phone: str = "",
    holiday_contact: str = "",
    external_code: str = "",
    sensitive: bool = False,
) -> Agency:
    """An organisation joins the partnership; what its kind may find and show is settled by safety, not by a tick."""
    require(by, Permission.STAFF_MANAGE)
    called = name.strip()
    if Agency.objects.filter(name__iexact=called).exists():
        raise DomainError("There is an agency of this name already.", field="name")
    with acting(by=by, reason="agency added"):
        row: Agency = Agency.objects.create(
            name=called,
            kind=AgencyKind(kind),
            short_name=short_name,
            phone=phone,
            holiday_contact=holiday_contact,
            external_code=external_code,
            sensitive=sensitive or kind in SENSITIVE,
            may_search=kind not in FINDS_NOBODY,
        )
    return row


@transaction.atomic
def end_agency(*, by: User, agency: Agency, reason: str) -> Agency:
    """An organisation leaves: nobody is employed by it any more, and none of its teams works."""
    require(by, Permission.STAFF_MANAGE)
    row: Agency = Agency.objects.select_for_update().get(pk=agency.pk)
    _ending(row, reason)
    if row.staff.filter(is_active=True).exists():
        raise WrongState(
            "Members of staff are employed by it. Let them leave or change their employer first."
        )
    if row.teams.filter(is_active=True).exists():
        raise WrongState("It has teams. End them first.")
    if RoleAssignment.objects.current(on=clock.today()).filter(agency=row).exists():
        raise WrongState("Somebody holds a role for it. End the role first.")
    row.is_active = False
    with acting(by=by, reason=reason):
        row.save(update_fields=["is_active"])
    return row


@transaction.atomic
def add_team(
    *,
    by: User,
    name: str,
    kind: str,
    agency: Agency,
    phone: str = "",
    former_names: str = "",
    sensitive: bool = False,
) -> Team:
    """A team begins; its members come from any agency and keep their employer."""
    require(by, Permission.STAFF_MANAGE)
    called = name.strip()
    if Team.objects.filter(name__iexact=called).exists():
        raise DomainError("There is a team of this name already.", field="name")
    if not agency.is_active:
        raise DomainError("This agency has left the partnership.", field="agency")
    with acting(by=by, reason="team added"):
        row: Team = Team.objects.create(
            name=called,
            kind=TeamKind(kind),
            agency=agency,
            phone=phone,
            former_names=former_names,
            sensitive=sensitive or kind == TeamKind.CAMHS,
        )
    return row


@transaction.atomic
def end_team(*, by: User, team: Team, reason: str) -> Team:
    """A team ends once nobody is in it and nothing waits for it; no work is left with nobody."""
    require(by, Permission.STAFF_MANAGE)
    row: Team = Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    _ending(row, reason)
    today = clock.today()
    if TeamMembership.objects.current(on=today).filter(team=row).exists():
        raise WrongState("It has members. Let them join another team first.")
    if RoleAssignment.objects.current(on=today).filter(team=row).exists():
        raise WrongState("Somebody holds a role in it. End the role first.")
    refusals = [text for answer in team_still_needed.ask(team=row) for text in answer]
    if refusals:
        raise WrongState(refusals[0])
    row.is_active = False
    with acting(by=by, reason=reason):
        row.save(update_fields=["is_active"])
    return row


def _ending(row: Agency | Team, reason: str) -> None:
    if not row.is_active:
        raise WrongState("It has ended already.")
    if not reason.strip():
        raise DomainError("Say why it ends.", field="reason")
