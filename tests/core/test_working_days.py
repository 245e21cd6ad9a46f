"""Working days, calendar limits and hours are counted as the law counts them."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays
from hypothesis import given
from hypothesis import strategies as st

from core import working_days as wd
from core.bank_holidays import OutsideHolidayTable, england
from core.working_days import FirstDay, Limit, Unit

D = dt.date
LONDON = ZoneInfo("Europe/London")
INSIDE = st.dates(D(2012, 2, 1), D(2028, 6, 30))

# The second calculator: a list of every open day, built from the raw table; positions in it do the counting.
_RAW = {e["date"] for e in BankHolidays(use_cached_holidays=True).data["england-and-wales"]}
_DAYS = [D.fromordinal(o) for o in range(D(2012, 1, 1).toordinal(), D(2028, 12, 31).toordinal() + 1)]
OPEN_DAYS = [day for day in _DAYS if day.isoweekday() not in (6, 7) and day not in _RAW]


def naive_working_days(day: dt.date, n: int) -> dt.date:
    return [d for d in OPEN_DAYS if d > day][n - 1] if n > 0 else [d for d in OPEN_DAYS if d < day][n]


def naive_months(day: dt.date, n: int) -> dt.date:
    year, month = day.year, day.month
    for _ in range(n):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    last = day.day
    while True:
        try:
            return D(year, month, last)
        except ValueError:
            last -= 1


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        (D(2026, 4, 2), 1, D(2026, 4, 7)),
        (D(2026, 12, 24), 1, D(2026, 12, 29)),
        (D(2027, 3, 25), 1, D(2027, 3, 30)),
        (D(2026, 12, 24), 15, D(2027, 1, 19)),
        (D(2026, 5, 11), 15, D(2026, 6, 2)),
        (D(2026, 4, 1), 45, D(2026, 6, 9)),
        (D(2026, 11, 23), 45, D(2027, 1, 28)),
        (D(2026, 12, 17), 5, D(2026, 12, 24)),
        (D(2026, 12, 17), 10, D(2027, 1, 5)),
        (D(2026, 12, 17), 20, D(2027, 1, 19)),
        (D(2027, 1, 4), 20, D(2027, 2, 1)),
    ],
)
def test_working_days_come_out_as_the_reference_prints_them(start: dt.date, n: int, due: dt.date) -> None:
    assert wd.reckon(start, Limit(n, Unit.WORKING_DAYS)).due_on == due


@pytest.mark.parametrize(
    ("start", "n", "unit", "due", "planning"),
    [
        (D(2026, 12, 17), 28, Unit.CALENDAR_DAYS, D(2027, 1, 14), D(2027, 1, 14)),
        (D(2027, 1, 4), 28, Unit.CALENDAR_DAYS, D(2027, 2, 1), D(2027, 2, 1)),
        (D(2026, 5, 29), 3, Unit.CALENDAR_MONTHS, D(2026, 8, 29), D(2026, 8, 28)),
        (D(2026, 8, 31), 6, Unit.CALENDAR_MONTHS, D(2027, 2, 28), D(2027, 2, 26)),
        (D(2026, 12, 26), 3, Unit.CALENDAR_MONTHS, D(2027, 3, 26), D(2027, 3, 25)),
        (D(2026, 8, 14), -10, Unit.CALENDAR_WEEKS, D(2026, 6, 5), D(2026, 6, 5)),
    ],
)
def test_calendar_limits_never_roll_and_carry_a_planning_date(
    start: dt.date, n: int, unit: Unit, due: dt.date, planning: dt.date
) -> None:
    answer = wd.reckon(start, Limit(n, unit))
    assert (answer.due_on, answer.planning_on) == (due, planning)


def test_the_orders_own_day_counts_as_day_one() -> None:
    made = D(2026, 12, 25)
    assert wd.reckon(made, Limit(8, Unit.CALENDAR_DAYS, FirstDay.COUNTS)).due_on == D(2027, 1, 1)
    assert wd.reckon(made, Limit(26, Unit.CALENDAR_WEEKS, FirstDay.COUNTS)).due_on == D(2027, 6, 24)
    assert wd.reckon(D(2026, 3, 1), Limit(3, Unit.CALENDAR_MONTHS, FirstDay.COUNTS)).due_on == D(2026, 5, 31)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-10-24T22:15", 72, "2026-10-27T21:15:00+00:00"),
        ("2027-03-27T22:15", 72, "2027-03-30T23:15:00+01:00"),
        ("2026-04-02T16:50", 24, "2026-04-03T16:50:00+01:00"),
        ("2026-08-29T22:15", 72, "2026-09-01T22:15:00+01:00"),
    ],
)
def test_hours_run_in_real_time_through_closures_and_clock_changes(start: str, hours: int, due: str) -> None:
    assert wd.reckon(dt.datetime.fromisoformat(start), Limit(hours, Unit.HOURS)).due_at.isoformat() == due


def test_every_closed_day_on_the_way_has_its_why() -> None:
    closed = wd.reckon(D(2026, 4, 2), Limit(1, Unit.WORKING_DAYS)).closed
    assert [(c.on.day, c.why) for c in closed] == [
        (3, "Good Friday"), (4, "Saturday"), (5, "Sunday"), (6, "Easter Monday"),
    ]  # fmt: skip


def test_a_working_day_falls_due_at_the_last_second_and_the_office_aims_at_five() -> None:
    answer = wd.reckon(dt.datetime(2026, 4, 2, 16, 50), Limit(1, Unit.WORKING_DAYS))
    assert answer.due_at.isoformat() == "2026-04-07T23:59:59+01:00"
    assert wd.office_target(answer.due_on).isoformat() == "2026-04-07T17:00:00+01:00"
    elapsed = wd.hours_between(dt.datetime(2026, 4, 2, 16, 50), wd.office_target(answer.due_on))
    assert elapsed == pytest.approx(120 + 10 / 60)


def test_office_hours_leave_out_nights_weekends_and_holidays() -> None:
    thursday, tuesday = dt.datetime(2026, 4, 2, 16, 0), dt.datetime(2026, 4, 7, 12, 30)
    assert wd.working_hours_between(thursday, tuesday) == 1 + 3.5
    assert wd.working_hours_between(dt.datetime(2026, 4, 3, 9), dt.datetime(2026, 4, 6, 17)) == 0


def test_the_council_shutdown_between_christmas_and_new_year_is_worked() -> None:
    assert wd.is_working_day(D(2026, 12, 29)) and wd.is_working_day(D(2026, 12, 31))
    assert not wd.is_working_day(D(2026, 12, 28))


@pytest.mark.parametrize("day", [D(2028, 12, 29), D(2029, 3, 1), D(2011, 12, 29)])
def test_a_day_the_holiday_table_does_not_reach_is_refused(day: dt.date) -> None:
    with pytest.raises(OutsideHolidayTable):
        wd.reckon(day, Limit(5, Unit.WORKING_DAYS))


def test_a_birthday_past_the_table_keeps_its_legal_date_but_gets_no_planning_date() -> None:
    answer = wd.reckon(D(2026, 4, 1), Limit(216, Unit.CALENDAR_MONTHS))
    assert (answer.due_on, answer.planning_on) == (D(2044, 4, 1), None)


def test_an_hour_limit_without_a_time_is_refused() -> None:
    with pytest.raises(ValueError, match="give the time"):
        wd.reckon(D(2026, 4, 1), Limit(72, Unit.HOURS))


def test_the_table_agrees_with_a_fixed_in_house_list() -> None:
    known = (
        "2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 "
        "2026-12-25 2026-12-28 2027-01-01 2027-03-26 2027-03-29"
    )
    held = sorted(d.isoformat() for d in england().holidays if D(2026, 4, 1) <= d <= D(2027, 3, 31))
    assert held == known.split()


@given(day=INSIDE, n=st.integers(1, 90))
def test_working_days_agree_with_a_second_calculator(day: dt.date, n: int) -> None:
    due = wd.add_working_days(day, n)
    assert due == naive_working_days(day, n)
    assert wd.working_days_between(day, due) == n
    assert wd.add_working_days(day, -n if day.year > 2012 else -1) == naive_working_days(
        day, -n if day.year > 2012 else -1
    )


@given(day=INSIDE, n=st.integers(1, 90))
def test_closed_days_and_working_days_fill_the_span(day: dt.date, n: int) -> None:
    answer = wd.reckon(day, Limit(n, Unit.WORKING_DAYS))
    assert len(answer.closed) + n == (answer.due_on - day).days
    assert answer.planning_on == answer.due_on
    assert not {c.on for c in answer.closed} & set(OPEN_DAYS)


@given(day=INSIDE, n=st.integers(1, 36))
def test_months_agree_with_a_second_calculator(day: dt.date, n: int) -> None:
    assert wd.add_months(day, n) == naive_months(day, n)


@given(day=INSIDE, n=st.integers(1, 120), unit=st.sampled_from([Unit.CALENDAR_DAYS, Unit.WORKING_DAYS]))
def test_the_planning_date_is_the_last_open_day_not_after_due(day: dt.date, n: int, unit: Unit) -> None:
    answer = wd.reckon(day, Limit(n, unit))
    assert answer.planning_on == max(d for d in OPEN_DAYS if d <= answer.due_on)


@given(moment=st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2028, 6, 1)), n=st.integers(1, 500))
def test_hours_are_hours_on_the_worlds_clock(moment: dt.datetime, n: int) -> None:
    start = moment.replace(tzinfo=LONDON)
    due = wd.add_hours(moment, n)
    assert due.timestamp() - start.timestamp() == n * 3600
    assert wd.hours_between(moment, due) == n
