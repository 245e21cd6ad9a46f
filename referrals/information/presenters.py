"""Checks with other agencies in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core import clock
from core.govuk import words
from referrals.information.clocks import Opening
from referrals.information.enums import ALWAYS_OPEN, Check
from referrals.information.selectors import AgencyHours, Asked, ResponseTime

_DAYS = ("", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def open_words(opening: Opening) -> str:
    """`open now`, or `closed until Mon 4 January 09:00: ring Locality office, 01632 960 310`."""
    if opening.is_open:
        return "open now"
    said = "closed"
    if opening.opens_at is not None:
        said = f"closed until {_moment(opening.opens_at)}"
    ring = opening.ring or (str(opening.stand_in) if opening.stand_in else "")
    return f"{said}: ring {ring}" if ring else said


def _moment(moment: datetime) -> str:
    local = clock.to_local(moment)
    return f"{words.short_day(local.date())} {local:%H:%M}"


def asked_label(row: Asked) -> str:
    """`Police: Demo Police, open now`."""
    whom = f"{row.agency}, {row.team}" if row.team else str(row.agency)
    here = "" if row.answers_here else "; has no account here: ring and write the answer down"
    return f"{Check(row.check).label}: {whom}, {open_words(row.opening)}{here}"


@dataclass(frozen=True, slots=True)
class TimeLine:
    agency: str
    asked: int
    answered: int
    in_time: str
    median: str
    waiting: int
    overdue: int
    reminded: int


def time_lines(rows: list[ResponseTime]) -> list[TimeLine]:
    return [
        TimeLine(
            agency=row.agency, asked=row.asked, answered=row.answered,
            in_time=f"{row.in_time} ({round(100 * row.in_time / row.answered)} %)" if row.answered else "none yet",
            median=took_words(row.median), waiting=row.waiting, overdue=row.overdue, reminded=row.reminded,
        )
        for row in rows
    ]  # fmt: skip


def took_words(took: timedelta | None) -> str:
    """`under an hour`, `7 hours`, `3 days`: elapsed time, nights and weekends too."""
    if took is None:
        return "none yet"
    hours = int(took.total_seconds() // 3600)
    if hours < 1:
        return "under an hour"
    return words.count(hours, "hour") if hours < 48 else words.count(hours // 24, "day")


@dataclass(frozen=True, slots=True)
class HoursLine:
    row: AgencyHours
    hours: str
    now: str


def hours_lines(rows: list[AgencyHours]) -> list[HoursLine]:
    return [HoursLine(row, hours_words(row), open_words(row.now)) for row in rows]


def hours_words(row: AgencyHours) -> str:
    kept = row.hours
    if kept is None:
        return "Always" if row.agency.kind in ALWAYS_OPEN else "Working days, 09:00 to 17:00"
    if kept.always or kept.opens is None or kept.closes is None:
        return "Always"
    days = ", ".join(_DAYS[day] for day in kept.days)
    return f"{days}, {kept.opens:%H:%M} to {kept.closes:%H:%M}"
