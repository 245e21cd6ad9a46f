"""A running clock's dates may move for four reasons only; what stood before is always kept."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from core import clock as time
from core import working_days as wd
from core.errors import DomainError, WrongState
from core.history import acting
from deadlines import reckoning
from deadlines.enums import ChangeKind
from deadlines.models import Clock, ClockChange
from deadlines.reckoning import Dates
from deadlines.selectors import derived_trigger
from people.models import Person


@transaction.atomic
def extend_clock(*, clock: Clock, until: dt.date | dt.datetime, reason: str, by: User) -> Clock:
    """A manager gives more time: the original due stays, the agreed moment stands beside it."""
    row = _running(clock)
    require(by, Permission.CLOCK_EXTEND)
    if not reason.strip():
        raise DomainError("Say why more time is needed.", field="reason")
    agreed = wd.local(until) if isinstance(until, dt.datetime) else wd.end_of_day(until)
    if agreed <= row.awaited_by:
        raise DomainError("The new date must be later than the one that stands.", field="until")
    before = row.awaited_by
    row.agreed_until, row.agreed_at, row.agreed_by, row.agreed_reason = agreed, time.now(), by, reason
    planning_on = wd.planning_date(agreed.date()) if wd.england().covers(agreed.date()) else agreed.date()
    row.warn_at = reckoning.warning(row.rule.warn_before, due_at=agreed, planning_on=planning_on)
    # A new moment is warned of and told anew.
    row.warned_at = row.overdue_told_at = None
    row.version += 1
    with acting(by=by, reason=reason):
        row.save(
            update_fields=[
                "agreed_until", "agreed_at", "agreed_by", "agreed_reason",
                "warn_at", "warned_at", "overdue_told_at", "version",
            ]
        )  # fmt: skip
        _keep(row, ChangeKind.EXTENDED, row.triggered_at, before, due_after=agreed, reason=reason, by=by)
    return row


@transaction.atomic
def correct_trigger(*, clock: Clock, triggered_at: dt.date | dt.datetime, reason: str, by: User) -> Clock:
    """The start was recorded wrongly (received earlier than logged): the due moment is counted again."""
    row = _running(clock)
    require(by, Permission.CLOCK_EXTEND)
    if not reason.strip():
        raise DomainError("Say why the start is corrected.", field="reason")
    dates = reckoning.dates_of(row.rule, triggered_at, shortened_to=row.shortened_to)
    return _move(row, dates, ChangeKind.TRIGGER_CORRECTED, reason, by)


@transaction.atomic
def type_due(*, clock: Clock, due: dt.date | dt.datetime, reason: str, by: User) -> Clock:
    """The order states its own end: the typed moment stands above the product's sum."""
    row = _running(clock)
    require(by, Permission.CASE_WRITE, Permission.CLOCK_EXTEND)
    if not row.rule.is_typed:
        raise WrongState(f"{row.code} is counted, not typed; a manager may extend it.")
    if not reason.strip():
        raise DomainError("Say which order states this date.", field="reason")
    trigger = wd.local(row.triggered_at)
    dates = reckoning.dates_of(row.rule, trigger if row.trigger_has_time else trigger.date(), typed=due)
    return _move(row, dates, ChangeKind.TYPED, reason, by, typed=True)


@transaction.atomic
def rederive_for_person(*, person: Person, by: User, reason: str) -> list[Clock]:
    """A birth or expected date changed: every clock that follows from it moves, the old dates are kept."""
    moved = []
    running = (
        Clock.objects.running()
        .filter(person=person, is_derived=True)
        .select_related("rule")
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    for clock in running:
        trigger = derived_trigger(clock.rule, person)
        # Born: an expected date is gone, and what was due before birth keeps the date it had.
        if trigger is None or trigger == wd.local(clock.triggered_at).date():
            continue
        dates = reckoning.dates_of(clock.rule, trigger, shortened_to=clock.shortened_to)
        moved.append(
            _move(clock, dates, ChangeKind.REDERIVED, reason or "birth or expected date changed", by)
        )
    return moved


def _running(clock: Clock) -> Clock:
    row: Clock = Clock.objects.select_for_update(of=("self",)).select_related("rule").get(pk=clock.pk)
    if not row.is_running:
        raise WrongState("This clock has already stopped.")
    return row


def _move(row: Clock, dates: Dates, kind: ChangeKind, reason: str, by: User, *, typed: bool = False) -> Clock:
    triggered_before, due_before = row.triggered_at, row.due_at
    row.triggered_at, row.trigger_has_time = dates.triggered_at, dates.trigger_has_time
    row.due_at, row.due_on, row.planning_on = dates.due_at, dates.due_on, dates.planning_on
    row.warn_at, row.warned_at, row.overdue_told_at = dates.warn_at, None, None
    row.is_due_typed = typed
    row.version += 1
    with acting(by=by, reason=reason):
        row.save(
            update_fields=[
                "triggered_at", "trigger_has_time", "due_at", "due_on", "planning_on",
                "warn_at", "warned_at", "overdue_told_at", "is_due_typed", "version",
            ]
        )  # fmt: skip
        _keep(row, kind, triggered_before, due_before, due_after=row.due_at, reason=reason, by=by)
    return row


def _keep(
    row: Clock,
    kind: ChangeKind,
    triggered_before: dt.datetime,
    due_before: dt.datetime,
    *,
    due_after: dt.datetime,
    reason: str,
    by: User,
) -> None:
    ClockChange.objects.create(
        clock=row,
        kind=kind,
        triggered_at_before=triggered_before,
        triggered_at_after=row.triggered_at,
        due_at_before=due_before,
        due_at_after=due_after,
        reason=reason,
        at=time.now(),
        by=by,
    )
