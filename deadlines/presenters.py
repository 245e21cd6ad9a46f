"""Clocks in words, colour and shape: how long is left, and on request why the date is what it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from core import working_days as wd
from core.working_days import ClosedDay, Unit
from deadlines.models import Clock
from people.models import Person

MANY_RUNS = 3
UNITS = {
    Unit.HOURS: "hour",
    Unit.WORKING_DAYS: "working day",
    Unit.CALENDAR_DAYS: "day",
    Unit.CALENDAR_WEEKS: "week",
    Unit.CALENDAR_MONTHS: "month",
    Unit.TERM: "school term",
}


class Length(Protocol):
    n: int | None
    unit: str
    due_note: str


@dataclass(frozen=True, slots=True)
class ClockFace:
    """A clock as every page shows it: `words` always, `details` on hover or tap."""

    code: str
    name: str
    reference: str
    words: str
    state: str
    colour: str
    shape: str
    due: str
    due_at: dt.datetime
    planning: str
    sentence: str
    basis: str
    agreed: str
    path: str
    owner: str
    # Whose limit it is, where a page shows those of several people.
    about: str = ""


# Red is kept for danger to a person; words, colour and shape say the same thing.
LOOKS: dict[str, tuple[str, str]] = {
    "running": ("blue", "●"),
    "soon": ("yellow", "◆"),
    "today": ("yellow", "◆"),
    "over": ("orange", "▲"),
    "typing": ("red", "■"),
    "met": ("green", "✓"),
    "met_late": ("grey", "✓"),
    "cancelled": ("grey", "–"),
}
SOON_WORKING_DAYS = 2


def face(clock: Clock, *, at: dt.datetime) -> ClockFace:
    """How this clock stands at a moment; asks the database nothing beyond what came with the clock."""
    state, words = _standing(clock, at)
    colour, shape = LOOKS[state]
    return ClockFace(
        code=clock.code,
        name=clock.rule.name,
        reference=clock.reference,
        words=words,
        state=state,
        colour=colour,
        shape=shape,
        due=moment_words(clock.due_at) if _is_hours(clock) else day_words(clock.due_on),
        due_at=clock.due_at,
        planning=day_words(clock.planning_on) if clock.planning_on else "",
        sentence=due_sentence(clock),
        basis=_basis(clock),
        agreed=_agreed(clock),
        path=clock.path,
        owner=clock.owner.display_name if clock.owner else "",
    )


def faces(
    clocks: Sequence[Clock], *, at: dt.datetime, names: Mapping[int, str] | None = None
) -> list[ClockFace]:
    """Several clocks; `names` (by person) where brothers and sisters stand together on one page."""
    known = names or {}
    return [replace(face(clock, at=at), about=known.get(clock.person_id or 0, "")) for clock in clocks]


def names_of(people: Iterable[Person]) -> dict[int, str]:
    """Whose limits stand on a page that shows several people; nothing where there is one alone."""
    found = {person.pk: person.full_name for person in people}
    return found if len(found) > 1 else {}


def _standing(clock: Clock, at: dt.datetime) -> tuple[str, str]:
    if clock.cancelled_at is not None:
        return "cancelled", "no longer applies"
    if clock.stopped_at is not None:
        when = day_words(wd.local(clock.stopped_at).date())
        return ("met_late", f"done late, {when}") if clock.was_late else ("met", f"done {when}")
    state, words = _hours_standing(clock, at) if _is_hours(clock) else _days_standing(clock, at)
    if clock.rule.is_typed and not clock.is_due_typed:
        # Until the order's own end is typed the computed date shows, marked as dangerous to rely on.
        return "typing", f"{words}; type the date in the order"
    return state, words


def _hours_standing(clock: Clock, at: dt.datetime) -> tuple[str, str]:
    due, now = wd.local(clock.awaited_by), wd.local(at)
    if due < now:
        return "over", f"{_count(max(1, int(wd.hours_between(due, now))), 'hour')} over"
    if due.date() == now.date():
        return "today", f"due today {due:%H:%M}"
    state = "soon" if wd.hours_between(now, due) <= 24 else "running"
    if due.date() == now.date() + wd.ONE_DAY:
        return state, f"due tomorrow {due:%H:%M}"
    return state, f"due {day_words(due.date())} {due:%H:%M}"


def _days_standing(clock: Clock, at: dt.datetime) -> tuple[str, str]:
    due, today = wd.local(clock.awaited_by).date(), wd.local(at).date()
    if due == today:
        target = ", office target 17:00" if clock.rule.unit == Unit.WORKING_DAYS else ""
        return "today", f"due today{target}"
    first, last = sorted((due, today))
    if not (wd.england().covers(first) and wd.england().covers(last)):
        return ("over" if due < today else "running"), f"due {day_words(due)}"
    if due < today:
        over = wd.working_days_between(due, today)
        return "over", f"{_count(over, 'working day')} over" if over else f"over since {day_words(due)}"
    left = wd.working_days_between(today, due)
    if not left:
        return "soon", f"due {day_words(due)}, no working day before it"
    return ("soon" if left <= SOON_WORKING_DAYS else "running"), f"{_count(left, 'working day')} left"


def due_sentence(clock: Clock) -> str:
    """Safety a: due moment, office target, hours elapsed by then, and the closed days between."""
    start = wd.local(clock.triggered_at)
    if _is_hours(clock):
        span = f"{clock.rule.n} hours after {_from(clock, start)}"
        return f"due {moment_words(clock.due_at)} ({span}), never pausing"
    is_office = clock.rule.unit == Unit.WORKING_DAYS
    parts = [f"due {_short(clock.due_on)}" + (", office target 17:00" if is_office else "")]
    if is_office and clock.trigger_has_time and clock.due_at > clock.triggered_at:
        hours = int(wd.hours_between(start, wd.office_target(clock.due_on)))
        parts[0] += f" ({hours} hours after {_from(clock, start)})"
    else:
        parts[0] += f" (from {clock.rule.trigger}, {_short(start.date())})"
    first, last = sorted((start.date(), clock.due_on))
    known = wd.england().covers(first) and wd.england().covers(last)
    if known and (closed := wd.closed_days(first, last)):
        parts.append(f"closed {closed_words(closed, due_on=clock.due_on)}")
    return ", ".join(parts)


def closed_words(closed: Sequence[ClosedDay], *, due_on: dt.date) -> str:
    """Runs of closed days ("Fri 3 - Mon 6"); of many, the weekends are counted and the holidays named."""
    runs: list[list[ClosedDay]] = []
    for day in closed:
        if runs and day.on - runs[-1][-1].on == wd.ONE_DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    if len(runs) <= MANY_RUNS:
        return ", ".join(_run(run, due_on) for run in runs)
    holidays = [f"{_near(day.on, due_on)} ({day.why})" for day in closed if day.on.weekday() < wd.SATURDAY]
    weekends = _count(sum(day.on.weekday() == wd.SATURDAY for day in closed), "weekend")
    return ", ".join([weekends, *holidays])


def _basis(clock: Clock) -> str:
    words = f"{clock.rule.get_basis_display()}: {clock.rule.source}"
    if clock.shortened_to is None:
        return words
    every = _count(clock.shortened_to, UNITS[Unit(clock.rule.unit)])
    return f"{words}; here within {every}, as the plan asks"


def limit_words(rule: Length) -> str:
    """2 working days, 10 weeks before, on the day."""
    if rule.n is None:
        return rule.due_note or "typed"
    if rule.n == 0:
        return "on the day"
    words = _count(abs(rule.n), UNITS[Unit(rule.unit)])
    return f"{words} before" if rule.n < 0 else words


def day_words(day: dt.date) -> str:
    """Tue 2 June 2026"""
    return f"{day:%a} {day.day} {day:%B %Y}"


def moment_words(moment: dt.datetime) -> str:
    """Tue 2 June 2026 16:40"""
    at = wd.local(moment)
    return f"{day_words(at.date())} {at:%H:%M}"


def _agreed(clock: Clock) -> str:
    if clock.agreed_until is None or clock.agreed_by is None:
        return ""
    until = day_words(wd.local(clock.agreed_until).date())
    return f"Agreed until {until} by {clock.agreed_by.display_name}: {clock.agreed_reason}"


def _is_hours(clock: Clock) -> bool:
    return bool(clock.rule.unit == Unit.HOURS)


def _from(clock: Clock, start: dt.datetime) -> str:
    what = "receipt" if "received" in clock.rule.trigger else clock.rule.trigger
    return f"{what} at {_short(start.date())} {start:%H:%M}"


def _short(day: dt.date) -> str:
    return f"{day:%a} {day.day} {day:%B}"


def _near(day: dt.date, due_on: dt.date) -> str:
    """The month is said only where it differs from that of the due date."""
    return f"{day:%a} {day.day}" if (day.year, day.month) == (due_on.year, due_on.month) else _short(day)


def _run(run: Sequence[ClosedDay], due_on: dt.date) -> str:
    first, last = _near(run[0].on, due_on), _near(run[-1].on, due_on)
    return first if len(run) == 1 else f"{first} - {last}"


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
