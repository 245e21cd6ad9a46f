"""Dates, ages and times gone by, in words."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.govuk import words


def test_dates_and_moments_are_said_as_on_the_wall_in_england() -> None:
    assert words.day(date(2026, 6, 2)) == "Tue 2 June 2026"
    assert words.moment(datetime(2026, 6, 2, 23, 30, tzinfo=UTC)) == "Wed 3 June 2026, 00:30"
    assert words.day(datetime(2026, 6, 2, 23, 30, tzinfo=UTC)) == "Wed 3 June 2026"


@pytest.mark.parametrize(
    ("born_on", "on", "said"),
    [
        (date(2019, 6, 2), date(2026, 6, 1), "6 years"),
        (date(2019, 6, 2), date(2026, 6, 2), "7 years"),
        (date(2026, 3, 31), date(2026, 4, 30), "30 days"),
        (date(2026, 3, 31), date(2026, 5, 1), "1 month"),
        (date(2025, 1, 10), date(2026, 12, 10), "23 months"),
        (date(2008, 2, 29), date(2026, 2, 28), "17 years"),
        (date(2008, 2, 29), date(2026, 3, 1), "18 years"),
        (date(2026, 6, 1), date(2026, 6, 2), "1 day"),
        (None, date(2026, 6, 2), "age not known"),
    ],
)
def test_ages(born_on: date | None, on: date, said: str) -> None:
    assert words.age(born_on=born_on, on=on) == said


def test_an_unborn_child_is_said_by_the_expected_date() -> None:
    assert (
        words.age(born_on=None, expected_on=date(2026, 8, 14), on=date(2026, 6, 2))
        == "unborn, due 14 Aug 2026"
    )
    assert words.age(born_on=date(2018, 1, 1), on=date(2026, 6, 2), estimated=True) == "about 8 years"


def test_times_gone_by() -> None:
    now = datetime(2026, 6, 2, 12, 0, tzinfo=UTC)
    assert words.ago(now - timedelta(seconds=20), now=now) == "just now"
    assert words.ago(now - timedelta(minutes=1), now=now) == "1 minute ago"
    assert words.ago(now - timedelta(hours=2), now=now) == "2 hours ago"
    assert words.ago(now - timedelta(days=1), now=now) == "yesterday"
    assert words.ago(now - timedelta(days=3), now=now) == "3 days ago"
    assert words.ago(now - timedelta(days=40), now=now) == "Thu 23 April 2026"
    assert words.ago(None, now=now) == "never"


def test_lists_and_counts() -> None:
    assert words.listing(["a", "b", "c"]) == "a, b and c"
    assert words.listing(["a"]) == "a"
    assert words.count(1, "child", "children") == "1 child"
    assert words.count(2, "child", "children") == "2 children"
