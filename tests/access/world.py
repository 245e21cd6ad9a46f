"""Four children with a whole spine each, in four relations to everyone; built by the services, rolled back after.

own: every persona is involved by name. team: every team and every agency is. none: nobody is. restricted: every
persona was involved by name, then the record was restricted; one social worker stands on its named list.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from accounts.models import Agency, Team, User
from core import clock
from core.history import SYSTEM_ACTOR, acting
from people import services as people
from people.enums import InvolvementKind, Restriction, StaffLinkKind
from people.models import Person, StaffLink
from tests.access.oracle import RELATIONS
from tests.personas import Personas

SURNAME = {relation: f"Zq{relation.title()}fold" for relation in RELATIONS}
DETAIL = {relation: f"Canary {relation} terrace" for relation in RELATIONS}


@dataclass
class World:
    """What each address names in each relation."""

    personas: Personas
    people: dict[str, Person] = field(default_factory=dict)
    things: dict[tuple[str, str], Any] = field(default_factory=dict)

    def keep(self, about: str, relation: str, thing: Any) -> Any:
        self.things[(about, relation)] = thing
        return thing

    def arguments(self, names: tuple[str, ...], about: str, relation: str) -> dict[str, Any]:
        """The arguments of an address; a relation the world has no such thing in names one that does not exist."""
        thing = self.things.get((about, relation), self.things.get((about, "-")))
        identity = getattr(thing, "public_id", None) or uuid.UUID(int=7)
        found: dict[str, Any] = {}
        for name in names:
            found[name] = self.things.get((f"{about}.{name}", "-"), identity)
        return found


def build(personas: Personas) -> World:
    """The whole world, in the caller's transaction."""
    world = World(personas)
    with acting(by=SYSTEM_ACTOR, reason="arranged by a test"):
        for relation in RELATIONS:
            _child(world, relation)
        for relation in RELATIONS:
            for step in SPINE:
                step(world, relation)
        _restrict(world)
        for step in COMMON:
            step(world)
    return world


def _child(world: World, relation: str) -> None:
    by = world.personas.system
    person = people.create_person(
        by=by, forename="Demo", surname=SURNAME[relation], born_on=clock.today() - timedelta(days=3000), sex="F"
    )
    people.move_to(person=person, by=by, lines=DETAIL[relation], postcode="M33 2AA")
    world.people[relation] = world.keep("person", relation, person)
    people.open_episode(person=person, reference="CN-26-99999", by=by, stage="REFERRAL")
    if relation in ("own", "restricted"):
        for _, user in world.personas.everyone():
            people.involve(person=person, kind=InvolvementKind.CO_WORKER, user=user, by=by)
    if relation == "team":
        for team in Team.objects.all():
            people.involve(person=person, kind=InvolvementKind.TEAM_AROUND, team=team, by=by)
        for agency in Agency.objects.all():
            people.involve(person=person, kind=InvolvementKind.UNIVERSAL, agency=agency, by=by)


def _restrict(world: World) -> None:
    by, person = world.personas.system, world.people["restricted"]
    people.restrict(person=person, by=by, restriction=Restriction.RESTRICTED, reason="colleague's child")
    people.name_on_list(by=world.personas.director, user=world.personas.social_worker_other, person=person, reason="allocated")
    StaffLink.objects.create(
        user=world.personas.camhs_nurse,
        person=person,
        kind=StaffLinkKind.FAMILY,
        recorded_at=clock.now(),
        recorded_by=by,
    )


SPINE: list[Callable[[World, str], None]] = []
COMMON: list[Callable[[World], None]] = []


def named(world: World, user: User) -> str:
    return next(name for name, each in world.personas.everyone() if each == user)


def _assessment(world: World, relation: str) -> None:
    from assessments.early_help import services as early_help
    from assessments.single import services as single
    from assessments.strategy import services as strategy

    by, person = world.personas.system, world.people[relation]
    row = single.open_assessment(referral=None, people=[person], by=by, team=None)
    world.keep("assessment", relation, row)
    world.keep("part", relation, row.parts.get())
    asked = single.invite_contribution(
        assessment=row, by=by, agency=Agency.objects.get(name="Demo School"), due_on=clock.today()
    )
    world.keep("contribution", relation, asked)
    help_offered = early_help.start_early_help(
        person=person, by=by, consent_at=clock.now(), consent_given_by="Mother", consent_scope=["ASSESS"]
    )
    world.keep("early_help", relation, help_offered)
    discussion = strategy.convene(people=[person], by=by, threshold_seen_at=clock.now())
    world.keep("strategy", relation, discussion)


SPINE.append(_assessment)
