"""Children at every edge of the rule: what has ended, what has not begun, what a grant opens and what it does not."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import Agency, RoleAssignment, Team, TeamMembership, User
from core import clock
from core.history import SYSTEM_ACTOR, acting
from people import services as people
from people.enums import GrantKind, InvolvementKind, Restriction
from people.models import Grant, Involvement, Person, StaffLink
from tests.access.world import World

SURNAME = "Zqcrowd"
SAFE_POSTCODE = "M33 3AA"


class Crowd:
    """Adds children one by one; each is kept under the name that says what is peculiar about them."""

    def __init__(self, world: World) -> None:
        self.world, self.by, self.now = world, world.personas.system, clock.now()
        self.people: dict[str, Person] = {}

    def child(self, name: str, restriction: str = Restriction.NONE) -> Person:
        born = clock.today() - timedelta(days=2500 + len(self.people))
        person = people.create_person(by=self.by, forename=name, surname=SURNAME, born_on=born, sex="F")
        if restriction != Restriction.NONE:
            people.restrict(person=person, by=self.by, restriction=restriction, reason="arranged by a test")
        people.open_episode(
            person=person, reference=f"CN-26-9{len(self.people):04d}", by=self.by, stage="REFERRAL"
        )
        self.people[name] = person
        return person

    def involved(self, name: str, *, begins: int = -30, ends: int | None = None, **who: Any) -> None:
        self._involve(self.people.get(name) or self.child(name), begins, ends, who)

    def _involve(self, person: Person, begins: int, ends: int | None, who: dict[str, Any]) -> None:
        ended = self._day(ends) if ends is not None else None
        closing = {"ended_at": ended, "ended_by": self.by, "end_reason": "Moved"} if ended else {}
        Involvement.objects.create(
            person=person, kind=InvolvementKind.TEAM_AROUND, started_at=self._day(begins), recorded_at=self.now,
            recorded_by=self.by, **closing, **who,
        )  # fmt: skip

    def granted(
        self, name: str, user: User, kind: str, *, ends: int | None = 1, restriction: str = "NONE"
    ) -> None:
        Grant.objects.create(
            person=self.child(name, restriction), user=user, kind=kind, reason="arranged by a test",
            starts_at=self._day(-3), ends_at=self._day(ends) if ends is not None else None, recorded_at=self.now,
            recorded_by=self.by,
        )  # fmt: skip

    def _day(self, days: int) -> datetime:
        return self.now + timedelta(days=days)


def gather(world: World) -> Crowd:
    """Twenty children; also a leaver, and a worker whose role has ended, each still named in a record."""
    with acting(by=SYSTEM_ACTOR, reason="arranged by a test"):
        crowd, who = Crowd(world), world.personas
        for user in (who.social_worker, who.referrer, who.health_visitor):
            crowd.involved("Ended", user=user, ends=-1)
            crowd.involved("Tomorrow", user=user, begins=1)
        crowd.involved("Teamended", team=Team.objects.get(name="Family Support North"), ends=-2)
        crowd.involved("Formerteam", team=Team.objects.get(name="Adults North"))
        crowd.involved("Roll", agency=Agency.objects.get(name="Demo School"))
        crowd.involved("Leftschool", agency=Agency.objects.get(name="Demo School"), ends=-1)
        crowd.involved("Pharmacy", agency=Agency.objects.get(name="Demo Pharmacy"))
        crowd.involved("Sensitive", team=Team.objects.get(name="CAMHS"), is_sensitive=True)
        crowd.involved("Niece", user=who.social_worker)
        crowd.involved("Niece", user=who.social_worker_other)
        StaffLink.objects.create(
            user=who.social_worker, person=crowd.people["Niece"], kind="FAMILY", recorded_at=crowd.now,
            recorded_by=crowd.by,
        )  # fmt: skip
        crowd.granted("Purpose", who.duty, GrantKind.PURPOSE)
        crowd.granted("Purposeover", who.duty, GrantKind.PURPOSE, ends=-1)
        crowd.granted("Glass", who.director, GrantKind.BREAK_GLASS)
        crowd.granted("Glassover", who.director, GrantKind.BREAK_GLASS, ends=-1)
        crowd.granted("Shared", who.health_visitor, GrantKind.SHARE)
        crowd.granted("Sample", who.auditor, GrantKind.SAMPLE)
        crowd.granted("Nothere", who.administrator, GrantKind.SHARE)
        crowd.granted("Hiddenpurpose", who.duty, GrantKind.PURPOSE, restriction="RESTRICTED")
        crowd.granted("Listed", who.social_worker, GrantKind.NAMED, ends=None, restriction="RESTRICTED")
        crowd.granted("Oncelisted", who.edt, GrantKind.DIRECTOR, ends=-1, restriction="RESTRICTED")
        crowd.granted("Sealed", who.chair, GrantKind.NAMED, ends=None, restriction="SEALED")
        TeamMembership.objects.create(
            user=who.social_worker,
            team=Team.objects.get(name="Adults North"),
            starts_on=clock.today() - timedelta(days=90),
            ends_on=clock.today() - timedelta(days=2),
        )
        for name, active in (("leaver", False), ("mover", True)):
            user = _colleague(name, active=active, by=world.personas.system)
            crowd.involved("Leftbehind", user=user)
    return crowd


def _colleague(name: str, *, active: bool, by: User) -> User:
    """A social worker who has left, or whose role has ended."""
    council = Agency.objects.get(name="Demo Council")
    user: User = User.objects.create(
        username=name, display_name=f"Demo {name.title()}", agency=council, is_active=active, date_joined=clock.now(),
        password="!",
    )  # fmt: skip
    RoleAssignment.objects.create(
        user=user, role="R4", agency=council, starts_on=clock.today() - timedelta(days=90),
        ends_on=None if name == "leaver" else clock.today() - timedelta(days=2),
        assigned_at=clock.now(), assigned_by=by,
    )  # fmt: skip
    return user
