"""What is about no child: colleagues, jobs, notices; and a break-glass opening of each record."""

from collections.abc import Callable

from core import clock
from people.enums import BreakGlassReason, GrantKind
from people.models import Grant
from tests.access.oracle import RELATIONS
from tests.access.world import World


def opened_in_emergency(world: World) -> None:
    """The chair broke the glass at every record an hour ago and is let out again: somebody is to look at it."""
    now, by = clock.now(), world.personas.system
    for relation in RELATIONS:
        grant = Grant.objects.create(
            person=world.people[relation], user=world.personas.chair, kind=GrantKind.BREAK_GLASS, starts_at=now,
            ends_at=now, reason="A colleague was at the door and could wait no longer",
            reason_code=BreakGlassReason.COVER, recorded_at=now, recorded_by=by,
        )  # fmt: skip
        world.keep("grant", relation, grant)


def among_colleagues(world: World) -> None:
    """One colleague of the directory, whoever asks."""
    world.keep("colleague", "-", world.personas.gp)
    world.keep("locality.code", "-", "N")
    world.keep("draft.slug", "-", "danger")
    world.keep("draft.number", "-", 1)


COMMON: tuple[Callable[[World], None], ...] = (opened_in_emergency, among_colleagues)
