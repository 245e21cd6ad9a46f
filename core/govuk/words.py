"""How screens and papers say dates, times, ages and lists. Pure: the present is passed in."""

from collections.abc import Iterable
from datetime import date, datetime

from core.clock import to_local

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _local_day(on: date) -> date:
    return to_local(on).date() if isinstance(on, datetime) and on.tzinfo else on


def day(on: date | None) -> str:
    """`Tue 2 June 2026`"""
    if on is None:
        return ""
    local = _local_day(on)
    return f"{_DAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]} {local.year}"


def short_day(on: date | None) -> str:
    """`Tue 2 Jun`, where the year is plain from what stands around."""
    if on is None:
        return ""
    local = _local_day(on)
    return f"{_DAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1][:3]}"


def plain_date(on: date | None) -> str:
    """`2 Jun 2026`, for dates of birth and due dates."""
    if on is None:
        return ""
    local = _local_day(on)
    return f"{local.day} {_MONTHS[local.month - 1][:3]} {local.year}"


def clock_time(at: datetime | None) -> str:
    """`14:05` on the wall in England."""
    return f"{to_local(at):%H:%M}" if at else ""


def moment(at: datetime | None) -> str:
    """`Tue 2 June 2026, 14:05`"""
    return f"{day(at)}, {clock_time(at)}" if at else ""


def count(number: int, one: str, many: str = "") -> str:
    """`1 day`, `2 days`"""
    return f"{number} {one if number == 1 else many or one + 's'}"


def counted(what: str, number: int | None) -> str:
    """What a list holds, after its number: `conferences asked for`, of one `conference asked for`."""
    if number != 1:
        return what
    found = what.split(" ")
    for place, word in enumerate(found):
        if word.endswith("ies"):
            found[place] = f"{word[:-3]}y"
        elif word.endswith("s") and word != "this":
            found[place] = word[:-1]
        else:
            continue
        break
    return " ".join(found)


def listing(items: Iterable[object], *, last: str = "and") -> str:
    """`a, b and c`"""
    words = [str(item) for item in items if str(item)]
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def whole_months(born_on: date, on: date) -> int:
    return (on.year - born_on.year) * 12 + on.month - born_on.month - (on.day < born_on.day)


def years(born_on: date, on: date) -> int:
    """Age in whole years; someone born on 29 February is a year older on 1 March of common years."""
    return whole_months(born_on, on) // 12


def age(*, born_on: date | None, expected_on: date | None = None, on: date, estimated: bool = False) -> str:
    """`7 years`, `3 months`, `9 days`, `unborn, due 14 Aug 2026`, `age not known`."""
    if born_on is None:
        return f"unborn, due {plain_date(expected_on)}" if expected_on else "age not known"
    about = "about " if estimated else ""
    if born_on > on:
        return "age not known"
    months = whole_months(born_on, on)
    if months >= 24:
        return about + count(months // 12, "year")
    if months >= 1:
        return about + count(months, "month")
    return about + count((on - born_on).days, "day")


def ago(at: datetime | None, *, now: datetime) -> str:
    """`just now`, `5 minutes ago`, `2 hours ago`, `yesterday`, `3 days ago`, then the date."""
    if at is None:
        return "never"
    seconds = (now - at).total_seconds()
    if seconds < 0:
        return moment(at)
    if seconds < 60:
        return "just now"
    if seconds < 3600:
        return f"{count(int(seconds // 60), 'minute')} ago"
    days = (to_local(now).date() - to_local(at).date()).days
    if days == 0 or seconds < 6 * 3600:
        return f"{count(int(seconds // 3600), 'hour')} ago"
    if days == 1:
        return "yesterday"
    return f"{count(days, 'day')} ago" if days < 15 else day(at)


def initials(name: str) -> str:
    return "".join(part[0] for part in name.split()[:2]).upper()
