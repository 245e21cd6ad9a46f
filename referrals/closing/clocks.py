"""When the front door closes and opens again; nothing here stops a statutory clock."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core import clock, working_days
from core.authority import authority
from deadlines.presenters import closed_words

# The front door is told this long before it closes.
NOTICE = timedelta(hours=1)
# How long a page may stay unanswered before the next is paged (as safety o has it).
URGENT_WAIT = timedelta(minutes=15)
ORDINARY_WAIT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Closure:
    """A night, a weekend or a run of bank holidays: from the office's closing to its next opening."""

    closes_at: datetime
    opens_at: datetime

    def is_closed(self, at: datetime) -> bool:
        return self.closes_at <= at < self.opens_at

    def is_near(self, at: datetime) -> bool:
        """The last hour before closing."""
        return self.closes_at - NOTICE <= at < self.closes_at

    @property
    def hours(self) -> int:
        return int(working_days.hours_between(self.closes_at, self.opens_at) + 0.5)

    @property
    def closed(self) -> str:
        """`Fri 3 - Mon 6`; empty for one night between two working days."""
        first, last = clock.to_local(self.closes_at).date(), clock.to_local(self.opens_at).date()
        return closed_words(working_days.closed_days(first, last), due_on=last)


def _closing(day: date) -> datetime:
    closes = authority().office_closes
    return clock.at_local(day, closes.hour, closes.minute)


def _opening(day: date) -> datetime:
    opens = authority().office_opens
    return clock.at_local(day, opens.hour, opens.minute)


def closure_at(moment: datetime) -> Closure:
    """The closure that runs now, or the next one."""
    day = clock.to_local(moment).date()
    if working_days.is_working_day(day) and moment >= _opening(day):
        return Closure(_closing(day), _opening(working_days.add_working_days(day, 1)))
    last = working_days.add_working_days(day, -1)
    return Closure(_closing(last), _opening(working_days.add_working_days(last, 1)))
