"""From a rule and a trigger to due moment, planning date and warning: pure functions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from core import working_days as wd
from core.working_days import FirstDay, Limit, Reckoning, Unit
from deadlines.exceptions import NoDueDate

WARNING_HOUR = dt.time(9, 0)


class Terms(Protocol):
    """What counting needs of a rule, whether read from the database or from the shipped table."""

    code: str
    name: str
    n: int | None
    unit: str
    first_day: str
    due_note: str
    warn_before: str
    is_typed: bool


@dataclass(frozen=True)
class Dates:
    """Everything a clock stores about its limit."""

    triggered_at: dt.datetime
    trigger_has_time: bool
    due_at: dt.datetime
    due_on: dt.date
    planning_on: dt.date | None
    warn_at: dt.datetime | None


def limit_of(rule: Terms, *, shortened_to: int | None = None) -> Limit:
    """The rule's length, or the shorter one that a record asks; a typed date or one that follows an act has none."""
    if rule.n is None or rule.unit in ("", Unit.TERM):
        raise NoDueDate(
            f"{rule.code} ({rule.name}) cannot be counted: {rule.due_note or 'its date is typed'}."
        )
    n = rule.n if shortened_to is None else min(rule.n, shortened_to)
    return Limit(n, Unit(rule.unit), FirstDay(rule.first_day))


def reckon(rule: Terms, trigger: dt.date | dt.datetime, *, shortened_to: int | None = None) -> Reckoning:
    """When this rule's act falls due after this trigger; a record may ask for less time, never for more."""
    limit = limit_of(rule, shortened_to=shortened_to)
    if limit.unit is Unit.HOURS and not isinstance(trigger, dt.datetime):
        raise NoDueDate(f"{rule.code} runs in hours: give the time of the trigger as well as its date.")
    return wd.reckon(trigger, limit)


def dates_of(
    rule: Terms,
    trigger: dt.date | dt.datetime,
    *,
    typed: dt.date | dt.datetime | None = None,
    shortened_to: int | None = None,
) -> Dates:
    """What a clock stores at its start; a due date typed from an order stands above the sum."""
    has_time = isinstance(trigger, dt.datetime)
    triggered_at = wd.local(trigger) if isinstance(trigger, dt.datetime) else _midnight(trigger)
    if typed is None:
        answer = reckon(rule, trigger, shortened_to=shortened_to)
        due_at, due_on, planning_on = answer.due_at, answer.due_on, answer.planning_on
    else:
        due_at = wd.local(typed) if isinstance(typed, dt.datetime) else wd.end_of_day(typed)
        due_on = due_at.date()
        planning_on = wd.planning_date(due_on) if wd.england().covers(due_on) else None
    warn_at = warning(rule.warn_before, due_at=due_at, planning_on=planning_on or due_on)
    return Dates(
        triggered_at=triggered_at,
        trigger_has_time=has_time,
        due_at=due_at,
        due_on=due_on,
        planning_on=planning_on,
        # A limit already close at its start is warned of by the start itself.
        warn_at=warn_at if warn_at and warn_at > triggered_at else None,
    )


def warning(before: str, *, due_at: dt.datetime, planning_on: dt.date) -> dt.datetime | None:
    """When the owner is warned: hours before the due moment, or nine o'clock some working days before."""
    if not before:
        return None
    count, unit = before.split()
    if unit == Unit.HOURS:
        return wd.add_hours(due_at, -int(count))
    try:
        day = wd.add_working_days(planning_on, -int(count))
    except wd.OutsideHolidayTable:
        # An eighteenth birthday far ahead: twice the days is early enough whatever holidays come.
        day = planning_on - dt.timedelta(days=2 * int(count))
    return dt.datetime.combine(day, WARNING_HOUR, wd.LONDON)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), wd.LONDON)
