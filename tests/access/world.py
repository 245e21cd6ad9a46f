"""Four children with a whole spine each, in four relations to everyone; built by the services, rolled back after.

own: every persona is involved by name. team: every team and every agency is. none: nobody is. restricted: every
persona was involved by name, then the record was restricted; one social worker stands on its named list.
"""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from accounts.models import Agency, Team
from core import clock
from core.history import SYSTEM_ACTOR, acting
from people import services as people
from people.enums import InvolvementKind, Restriction, StaffLinkKind
from people.models import Person, StaffLink
from tests.access.canary import DETAIL, SURNAME
from tests.access.oracle import RELATIONS
from tests.access.samples import NHS_NUMBER
from tests.personas import Personas


@dataclass
class World:
    """What each address names in each relation, for one persona where it differs from others'."""

    personas: Personas
    people: dict[str, Person] = field(default_factory=dict)
    things: dict[tuple[str, str], Any] = field(default_factory=dict)
    mine: dict[tuple[str, str, str], Any] = field(default_factory=dict)

    def keep(self, about: str, relation: str, thing: Any, *, persona: str = "") -> Any:
        if persona:
            self.mine[(about, relation, persona)] = thing
        else:
            self.things[(about, relation)] = thing
        return thing

    def arguments(
        self, names: tuple[str, ...], about: str, relation: str, persona: str = ""
    ) -> dict[str, Any]:
        """The arguments of an address; a relation the world has no such thing in names one that does not exist."""
        thing = self._thing(about, relation, persona)
        identity = getattr(thing, "public_id", None) or uuid.UUID(int=7)
        found: dict[str, Any] = {}
        for name in names:
            special = self._thing(f"{about}.{name}", relation, persona)
            found[name] = identity if special is None else special
        return found

    def _thing(self, about: str, relation: str, persona: str) -> Any:
        kept = self.mine.get((about, relation, persona)), self.things.get((about, relation))
        return next((thing for thing in kept if thing is not None), self.things.get((about, "-")))


def build(personas: Personas) -> World:
    """The whole world, in the caller's transaction."""
    from tests.access import commons, concerns, spine

    world = World(personas)
    with acting(by=SYSTEM_ACTOR, reason="arranged by a test"):
        for relation in RELATIONS:
            _child(world, relation)
        for relation in RELATIONS:
            for step in spine.STEPS:
                step(world, relation)
        _restrict(world)
        for arrange in (*concerns.COMMON, *commons.COMMON):
            arrange(world)
    return world


def _child(world: World, relation: str) -> None:
    by = world.personas.system
    person = people.create_person(
        by=by, forename="Demo", surname=SURNAME[relation], born_on=clock.today() - timedelta(days=3000), sex="F",
        nhs_number=NHS_NUMBER if relation == "restricted" else "",
    )  # fmt: skip
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
    people.name_on_list(
        by=world.personas.director, user=world.personas.social_worker_other, person=person, reason="allocated"
    )
    StaffLink.objects.create(
        user=world.personas.camhs_nurse,
        person=person,
        kind=StaffLinkKind.FAMILY,
        recorded_at=clock.now(),
        recorded_by=by,
    )
