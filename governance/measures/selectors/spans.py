"""The period of a count, in days and in moments, and what came of one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Q

from accounts.models import User
from core import clock
from core.working_days import add_months

# Rows of a model to count among: everybody's for the report, those of one reader on screen.
Rows = Callable[[Any], Any]


def everybody(model: Any) -> Any:
    """Past the policy: the printed report counts every record and names nobody."""
    return model.objects.all()


def seen_by(reader: User) -> Rows:
    """What one reader may see, and nothing else."""
    return lambda model: model.objects.visible_to(reader)


def first_of(day: date) -> date:
    return day.replace(day=1)


def next_month(first: date) -> date:
    return first_of(first + timedelta(days=32))


@dataclass(frozen=True, slots=True)
class Span:
    """From a day until (not including) another."""

    first: date
    until: date

    @property
    def start(self) -> datetime:
        return clock.at_local(self.first)

    @property
    def end(self) -> datetime:
        return clock.at_local(self.until)

    @property
    def last(self) -> date:
        return self.until - timedelta(days=1)

    @property
    def passed(self) -> datetime:
        """The end, or now where the period is not over: what is not yet due is not late."""
        return min(self.end, clock.now())

    def within(self, rows: Any, field: str) -> Any:
        return rows.filter(**{f"{field}__gte": self.start, f"{field}__lt": self.end})

    def days(self, rows: Any, field: str) -> Any:
        """The same by a date."""
        return rows.filter(**{f"{field}__gte": self.first, f"{field}__lt": self.until})


def month_of(day: date) -> Span:
    first = first_of(day)
    return Span(first, next_month(first))


def year_to(month: Span) -> Span:
    """The twelve months that end with a month."""
    return Span(add_months(month.until, -12), month.until)


class Tally(NamedTuple):
    """A count: numerator, denominator where there is one, of a part of the whole where it has parts."""

    part: str
    numerator: int
    denominator: int | None


def share(rows: Any, *, part: str = "") -> Tally:
    """How many rows there are, and of how many `is_met` holds."""
    counted = rows.order_by().aggregate(
        every=Count("pk", distinct=True), met=Count("pk", distinct=True, filter=Q(is_met=True))
    )
    return Tally(part, counted["met"], counted["every"])
