"""How the law counts time, in hours, working days, calendar days, weeks and months: pure functions of dates.

Counting rules: day 0 is the trigger's day and the next day is the first counted, unless the order's own day
counts; working days are Monday to Friday without England's bank holidays; calendar units never pause; months
clamp to the month's end; hours run in real time through nights, weekends and clock changes; nothing is ever
rolled forward.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from core.bank_holidays import HolidayTable, OutsideHolidayTable, england

__all__ = [
    "ClosedDay", "FirstDay", "Limit", "OutsideHolidayTable", "Reckoning", "Unit", "add_hours", "add_months",
    "add_working_days", "closed_days", "end_of_day", "hours_between", "is_working_day", "local",
    "office_target", "planning_date", "reckon", "shift", "why_closed", "working_days_between",
    "working_hours_between",
]  # fmt: skip

LONDON = ZoneInfo("Europe/London")
OFFICE_CLOSES = dt.time(17, 0)
LAST_MOMENT = dt.time(23, 59, 59)
ONE_DAY = dt.timedelta(days=1)
SATURDAY = 5


class Unit(StrEnum):
    """What a limit is counted in."""

    HOURS = "H"
    WORKING_DAYS = "WD"
    CALENDAR_DAYS = "CD"
    CALENDAR_WEEKS = "CW"
    CALENDAR_MONTHS = "CM"
    TERM = "TERM"


class FirstDay(StrEnum):
    """Whether counting begins the day after the trigger or with the trigger's own day."""

    NEXT = "next"
    COUNTS = "counts"


@dataclass(frozen=True)
class ClosedDay:
    """A non-working day and the reason it is one."""

    on: dt.date
    why: str


@dataclass(frozen=True)
class Limit:
    """A length of time the law or local practice allows, and how it is counted; negative counts back."""

    n: int
    unit: Unit
    first_day: FirstDay = FirstDay.NEXT


@dataclass(frozen=True)
class Reckoning:
    """The due moment of a limit with everything a person needs to see why it falls there."""

    triggered_on: dt.date
    due_on: dt.date
    due_at: dt.datetime
    planning_on: dt.date | None
    closed: tuple[ClosedDay, ...]


def local(moment: dt.datetime) -> dt.datetime:
    """The moment as the clock on an English wall shows it; a moment without a zone is already local."""
    return moment.replace(tzinfo=LONDON) if moment.tzinfo is None else moment.astimezone(LONDON)


def why_closed(day: dt.date, *, table: HolidayTable | None = None) -> str:
    """Why nobody works on this day ("Saturday", "Good Friday"); nothing for a working day."""
    holiday = (table or england()).name_of(day)
    return f"{day:%A}" if day.weekday() >= SATURDAY else holiday


def is_working_day(day: dt.date, *, table: HolidayTable | None = None) -> bool:
    """Monday to Friday, neither Christmas Day, Good Friday nor a bank holiday in England."""
    return not why_closed(day, table=table)


def add_working_days(day: dt.date, n: int, *, table: HolidayTable | None = None) -> dt.date:
    """The n-th working day after this day (before it when n is negative)."""
    table = table or england()
    step = ONE_DAY if n > 0 else -ONE_DAY
    for _ in range(abs(n)):
        day += step
        while not is_working_day(day, table=table):
            day += step
    return day


def working_days_between(after: dt.date, until: dt.date, *, table: HolidayTable | None = None) -> int:
    """Working days after the first day up to and including the second; negative when it lies before."""
    if until < after:
        return -working_days_between(until, after, table=table)
    table = table or england()
    return sum(
        is_working_day(after + dt.timedelta(days=i), table=table) for i in range(1, (until - after).days + 1)
    )


def closed_days(
    after: dt.date, until: dt.date, *, table: HolidayTable | None = None
) -> tuple[ClosedDay, ...]:
    """Every non-working day after the first day up to and including the second, with its why."""
    table = table or england()
    days = (after + dt.timedelta(days=i) for i in range(1, (until - after).days + 1))
    return tuple(ClosedDay(day, why) for day in days if (why := why_closed(day, table=table)))


def planning_date(due: dt.date, *, table: HolidayTable | None = None) -> dt.date:
    """The last working day on or before the due date: when the work has to be planned for."""
    table = table or england()
    while not is_working_day(due, table=table):
        due -= ONE_DAY
    return due


def add_months(day: dt.date, n: int) -> dt.date:
    """The same day of the month n months on, or the month's last day where it has no such day."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + n, 12)
    return dt.date(year, month0 + 1, min(day.day, calendar.monthrange(year, month0 + 1)[1]))


def add_hours(moment: dt.datetime, n: int) -> dt.datetime:
    """n hours of real time later, through nights, weekends and clock changes."""
    return (local(moment).astimezone(dt.UTC) + dt.timedelta(hours=n)).astimezone(LONDON)


def hours_between(start: dt.datetime, end: dt.datetime) -> float:
    """Hours of real time that passed between two moments."""
    return (local(end).astimezone(dt.UTC) - local(start).astimezone(dt.UTC)).total_seconds() / 3600


def working_hours_between(
    start: dt.datetime,
    end: dt.datetime,
    *,
    opens: dt.time = dt.time(9, 0),
    closes: dt.time = OFFICE_CLOSES,
    table: HolidayTable | None = None,
) -> float:
    """Hours the office was open between two moments: how long something lay in office time."""
    start, end = local(start), local(end)
    hours, day = 0.0, start.date()
    while day <= end.date():
        if is_working_day(day, table=table):
            first = max(start, dt.datetime.combine(day, opens, LONDON))
            last = min(end, dt.datetime.combine(day, closes, LONDON))
            hours += max(0.0, hours_between(first, last))
        day += ONE_DAY
    return hours


def end_of_day(day: dt.date) -> dt.datetime:
    """The legal due moment of a day clock: 23:59:59 local."""
    return dt.datetime.combine(day, LAST_MOMENT, LONDON)


def office_target(day: dt.date) -> dt.datetime:
    """The office's own target on the due day: 17:00 local."""
    return dt.datetime.combine(day, OFFICE_CLOSES, LONDON)


def shift(day: dt.date, limit: Limit, *, table: HolidayTable | None = None) -> dt.date:
    """The day on which a limit counted in days, weeks or months falls due."""
    n, unit = limit.n, limit.unit
    own_day = ONE_DAY if limit.first_day is FirstDay.COUNTS and n > 0 else dt.timedelta()
    if unit is Unit.WORKING_DAYS:
        return add_working_days(day - own_day, n, table=table)
    if unit is Unit.CALENDAR_DAYS:
        return day + dt.timedelta(days=n) - own_day
    if unit is Unit.CALENDAR_WEEKS:
        return day + dt.timedelta(weeks=n) - own_day
    if unit is Unit.CALENDAR_MONTHS:
        return add_months(day, n) - own_day
    raise ValueError(f"a limit in {unit} has no due day of its own")


def reckon(trigger: dt.date | dt.datetime, limit: Limit, *, table: HolidayTable | None = None) -> Reckoning:
    """When a limit falls due, its planning date, and the closed days on the way.

    A working-day limit past the end of the holiday table is refused. A calendar limit out there (an
    eighteenth birthday) still has its legal date, but no planning date.
    """
    table = table or england()
    moment = local(trigger) if isinstance(trigger, dt.datetime) else None
    day = moment.date() if moment else trigger
    if limit.unit is Unit.HOURS:
        if moment is None:
            raise ValueError("A limit in hours runs from a moment: give the time as well as the date.")
        due_at = add_hours(moment, limit.n)
        due_on = due_at.date()
    else:
        due_on = shift(day, limit, table=table)
        due_at = end_of_day(due_on)
    first, last = sorted((day, due_on))
    if not (table.covers(first) and table.covers(last)):
        return Reckoning(day, due_on, due_at, None, ())
    # The due day is part of the span on either side and is shown when closed; the trigger's own day never is.
    edge = ONE_DAY if due_on < day else dt.timedelta()
    closed = closed_days(first - edge, last - edge, table=table)
    try:
        planning = planning_date(due_on, table=table)
    except OutsideHolidayTable:
        planning = None
    return Reckoning(day, due_on, due_at, planning, closed)
