"""Which team works where, and what a decision has opened."""

from datetime import date, datetime

from accounts.enums import TeamKind
from accounts.models import Agency, RoleAssignment, Team, TeamMembership
from assessments.single.models import Assessment
from core import clock
from deadlines.models import Clock
from localities.models import Locality, TeamCoverage
from outbox.models import Notice
from referrals.contacts.models import Contact
from tests.journeys.privacy import arranged
from tests.journeys.walk import Walk
from tests.personas import COUNCIL, SINCE


def given_a_team(walk: Walk, locality: str) -> Team:
    """The locality's own team, with a manager who hears of new work."""
    who = walk.personas
    with arranged():
        team, made = Team.objects.get_or_create(
            name=f"Family Support {locality}",
            defaults={"kind": TeamKind.LOCALITY, "agency": Agency.objects.get(name=COUNCIL)},
        )
        if made:
            TeamMembership.objects.create(user=who.team_manager_other, team=team, starts_on=SINCE)
            RoleAssignment.objects.create(
                user=who.team_manager_other,
                role="R5",
                agency=team.agency,
                team=team,
                starts_on=SINCE,
                assigned_at=clock.now(),
                assigned_by=who.system,
            )
        TeamCoverage.objects.create(
            team=team, locality=Locality.objects.get(name=locality), starts_on=date(2020, 1, 1)
        )
    return team


def assessment_of(contact: Contact) -> Assessment:
    found: Assessment = Assessment.objects.get(referral__contact=contact)
    return found


def assessed_by(contact: Contact) -> date:
    """The last day for the single assessment."""
    row = Clock.objects.of_subject(assessment_of(contact)).get(code="CFA")
    return row.due_on


def due(contact: Contact, code: str) -> datetime:
    """When a limit of this concern ends, to the minute, on the wall of the office."""
    row = Clock.objects.of_subject(contact).get(code=code)
    return clock.to_local(row.due_at).replace(second=0, microsecond=0)


def heard_of_new_work(contact: Contact) -> set[str]:
    """Whose notices say that this concern's work is theirs."""
    rows = Notice.objects.filter(kind="intake.new_work", reference=contact.reference)
    return {row.to.username for row in rows.select_related("to")}
