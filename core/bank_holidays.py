"""England's bank holidays as a dated table: what it holds is known, what lies past its end is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from govuk_bank_holidays.bank_holidays import BankHolidays


class OutsideHolidayTable(ValueError):
    """A working day was asked for where no bank holidays have been published: never assumed free of them."""

    def __init__(self, day: dt.date, table: HolidayTable) -> None:
        super().__init__(
            f"Bank holidays are known from {_long(table.first)} to {_long(table.last)}; "
            f"{_long(day)} lies outside, so no working day can be counted there."
        )
        self.day = day


@dataclass(frozen=True)
class HolidayTable:
    """The bank holidays of one country with the first and last day for which the list is complete."""

    holidays: Mapping[dt.date, str]
    first: dt.date
    last: dt.date

    def covers(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    def name_of(self, day: dt.date) -> str:
        """The holiday's name, or nothing; refuses a day the table says nothing about."""
        if not self.covers(day):
            raise OutsideHolidayTable(day, self)
        return self.holidays.get(day, "")


@lru_cache(maxsize=1)
def england() -> HolidayTable:
    """The published table for England and Wales, from the copy installed with the product (no network)."""
    events = BankHolidays(use_cached_holidays=True).get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    holidays = {event["date"]: _title(event["title"], event["notes"]) for event in events}
    # GOV.UK publishes whole years: a year counts as complete once its Christmas is in the list.
    complete = sorted({day.year for day in holidays if (day.month, day.day) >= (12, 25)})
    return HolidayTable(
        holidays=MappingProxyType(holidays),
        first=dt.date(complete[0], 1, 1),
        last=dt.date(complete[-1], 12, 31),
    )


def _title(title: str, notes: str) -> str:
    return f"{title} ({notes.lower()})" if notes else title


def _long(day: dt.date) -> str:
    return f"{day:%a} {day.day} {day:%B %Y}"
