"""The rota in words: nothing here asks the database."""

from dataclasses import dataclass
from datetime import datetime

from core.govuk import words
from referrals.duty.models import DutyShift
from referrals.duty.selectors import Day, Place


@dataclass(frozen=True, slots=True)
class Line:
    """One shift on the page."""

    shift: DutyShift
    seat: str
    who: str
    profession: str
    phone: str
    hours: str
    presence: str
    colour: str
    shape: str
    away: str
    load: str
    may_arrive: bool
    may_leave: bool


def presence(shift: DutyShift, *, away: bool, now: datetime) -> tuple[str, str, str]:
    """Here, gone, away, not here yet, to come: words, colour, shape."""
    if shift.left_at:
        return f"gone home {words.clock_time(shift.left_at)}", "grey", "–"
    if away:
        return "away", "grey", "–"
    if shift.arrived_at:
        return ("here", "green", "✓") if now < shift.ends_at else ("shift over", "grey", "–")
    if now >= shift.ends_at:
        return "did not say they were here", "grey", "–"
    if now >= shift.starts_at:
        return "not here yet", "orange", "▲"
    return "to come", "blue", "●"


def line(place: Place, *, now: datetime) -> Line:
    shift = place.shift
    said, colour, shape = presence(shift, away=place.away is not None, now=now)
    away = ""
    if place.away is not None:
        covered = place.cover if place.cover and place.cover.pk != shift.user_id else None
        away = f"{place.away.get_kind_display()}: {covered or 'nobody'} covers"
    red = f", {place.red} red" if place.red else ""
    return Line(
        shift=shift,
        seat=shift.seat.name,
        who=shift.user.display_name,
        profession=str(shift.user.profession or ""),
        phone=shift.user.phone,
        hours=f"{words.clock_time(shift.starts_at)} to {words.clock_time(shift.ends_at)}",
        presence=said,
        colour=colour,
        shape=shape,
        away=away,
        load=f"{words.count(place.claimed, 'concern')}{red}",
        may_arrive=now < shift.ends_at and (shift.arrived_at is None or shift.left_at is not None),
        may_leave=shift.arrived_at is not None and shift.left_at is None,
    )


def lines(day: Day, *, now: datetime) -> list[Line]:
    return [line(place, now=now) for place in day.places]
