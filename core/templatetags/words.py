"""`core.govuk.words` as filters; those that need the present read the clock once."""

from datetime import date, datetime
from typing import Any

from django import template

from core import clock
from core.govuk import words

register = template.Library()

register.filter("day", words.day)
register.filter("short_day", words.short_day)
register.filter("plain_date", words.plain_date)
register.filter("clock_time", words.clock_time)
register.filter("moment", words.moment)
register.filter("initials", words.initials)
register.filter("counted", words.counted)


@register.filter
def ago(at: datetime | None) -> str:
    """`2 hours ago`"""
    return words.ago(at, now=clock.now())


@register.filter
def listing(items: Any) -> str:
    """`a, b and c`"""
    return words.listing(items or ())


@register.filter
def count(number: int, noun: str) -> str:
    """`{{ 2|count:"day" }}` is `2 days`; `"child,children"` for nouns of their own mind."""
    one, _, many = noun.partition(",")
    return words.count(number, one, many)


@register.simple_tag
def age(born_on: date | None, expected_on: date | None = None, estimated: bool = False) -> str:
    """`7 years`, `unborn, due 14 Aug 2026`"""
    return words.age(born_on=born_on, expected_on=expected_on, on=clock.today(), estimated=bool(estimated))


@register.simple_tag
def now_in_words() -> str:
    return words.moment(clock.now())
