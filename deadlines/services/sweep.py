"""Warnings and overdue notices: rows swept, never timers; however often or late, each is told once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.enums import OnCallDuty
from accounts.models import User
from accounts.selectors import managers_of, on_call
from core import clock as time
from core.history import SYSTEM_ACTOR, acting
from deadlines.enums import OVERDUE, WARNED
from deadlines.models import Clock
from deadlines.querysets import ClockQuerySet
from outbox.services import tell

log = logging.getLogger("trafford")


@dataclass(frozen=True)
class Swept:
    """What one sweep told, and how many clocks had nobody to tell."""

    warned: int
    overdue: int
    unaddressed: int


def sweep_deadlines(*, at: datetime | None = None) -> Swept:
    """Tell owners of clocks near or past their limit; owner, else cover, else manager; each moment once."""
    at = at or time.now()
    warned, without_warning = _each(lambda found: found.to_warn(at=at), _warn, at)
    overdue, without_overdue = _each(lambda found: found.to_tell_overdue(at=at), _tell_overdue, at)
    unaddressed = without_warning + without_overdue
    if unaddressed:
        log.warning("clocks with nobody to tell: %d", unaddressed)
    return Swept(warned=warned, overdue=overdue, unaddressed=unaddressed)


def _each(
    due: Callable[[ClockQuerySet], ClockQuerySet], act: Callable[[Clock, datetime], bool], at: datetime
) -> tuple[int, int]:
    """Each clock in its own transaction, asked again under its lock; one held elsewhere waits a minute."""
    told = missed = 0
    for number in list(due(Clock.objects.all()).order_by("due_at", "pk").values_list("pk", flat=True)):
        with transaction.atomic(), acting(by=SYSTEM_ACTOR, reason="deadlines swept"):
            clock = (
                due(Clock.objects.all())
                .select_related("rule", "owner", "team")
                .select_for_update(of=("self",), skip_locked=True)
                .filter(pk=number)
                .first()
            )
            if clock is None:
                continue
            if act(clock, at):
                told += 1
            else:
                missed += 1
    return told, missed


def _warn(clock: Clock, at: datetime) -> bool:
    people = [clock.owner] if clock.owner else _managers(clock, at)[:1]
    if not people:
        return False
    _tell(people, clock, WARNED)
    clock.warned_at = at
    clock.save(update_fields=["warned_at"])
    return True


def _tell_overdue(clock: Clock, at: datetime) -> bool:
    """Past its limit the manager is told beside the owner."""
    managers = _managers(clock, at)
    people = [clock.owner, *managers] if clock.owner else managers
    if not people:
        return False
    _tell(people, clock, OVERDUE)
    clock.overdue_told_at = at
    clock.save(update_fields=["overdue_told_at"])
    return True


def _managers(clock: Clock, at: datetime) -> list[User]:
    """The team's managers, else the owner's own, else whoever manages the front door now; of a confidential one nobody."""
    if clock.is_confidential:
        return []
    if clock.team and (managers := managers_of(clock.team)):
        return managers
    if clock.owner and clock.owner.line_manager:
        return [clock.owner.line_manager]
    return on_call(OnCallDuty.FRONT_DOOR_MANAGER, at=at)[:1]


def _tell(people: list[User], clock: Clock, kind: str) -> None:
    # The moment is part of the key: a clock whose limit moved is told of again, the same limit never twice.
    stamp = f"{clock.awaited_by:%Y%m%d%H%M%S}"
    for person in people:
        tell(
            to=person,
            kind=kind,
            reference=clock.reference,
            path=clock.path or "/",
            key=f"{kind}:{clock.public_id}:{stamp}",
            in_person=clock.is_confidential,
        )
