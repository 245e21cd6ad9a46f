"""Dates as people type them: 3/4/2016, 3 apr 16, 20160403, 2016-04-03, April 2016, 2016; day and month may be swapped."""

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_ISO = re.compile(r"(?<![\w/.-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\w/-])")
_DMY = re.compile(r"(?<![\w/.-])(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d{2})(?![\w/-])")
_SPACED = re.compile(r"(?<![\w/.-])(\d{1,2}) (\d{1,2}) (\d{4}|\d{2})(?![\w/-])(?! \d)")
_DAY_NAME = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s*(?:of\s+)?{_NAME}[\s,]*(\d{{4}}|\d{{2}})\b", re.I)
_NAME_DAY = re.compile(rf"\b{_NAME}\s*(\d{{1,2}})(?:st|nd|rd|th)?[\s,]+(\d{{4}}|\d{{2}})\b", re.I)
_MONTH = re.compile(rf"\b{_NAME}\s+(\d{{4}})\b", re.I)
_YEAR = re.compile(r"(?<![\w/.-])((?:19|20)\d{2})(?![\w/-])")
_EIGHT = re.compile(r"(?<!\w)(\d{4})(\d{2})(\d{2})(?!\w)")
_SIX = re.compile(r"(?<!\w)(\d{2})(\d{2})(\d{2})(?!\w)")


@dataclass(frozen=True, slots=True)
class Born:
    """A day, a month or a year somebody may have been born in, as the start of YYYYMMDD, and how surely it was meant."""

    digits: str
    surety: float = 1.0

    @property
    def is_day(self) -> bool:
        return len(self.digits) == 8


def read_dates(text: str, *, today: date, joined: bool = False) -> tuple[str, tuple[Born, ...]]:
    """The text without its dates, and the days they may mean, surest first. Days come before months, as written here.

    A date that no calendar has (31 April, month 13) is read as the nearest there can be: the typist slipped.
    """
    found: dict[str, float] = {}

    def note(digits: str, surety: float) -> None:
        if surety > found.get(digits, 0):
            found[digits] = surety

    def day(year: str, month: str, number: str, surety: float = 1.0, *, swap: bool = True) -> bool:
        noted = False
        for whole, weight in _years(year, today):
            if _is_date(whole, int(month), int(number)):
                note(f"{whole:04}{int(month):02}{int(number):02}", surety * weight)
                noted = True
            elif 1 <= int(month) <= 99 and 1 <= int(number) <= 99:
                # Kept as typed, to be compared with real days one slip away.
                note(f"{whole:04}{int(month):02}{int(number):02}", surety * weight * 0.9)
                noted = True
            if swap and month != number and _is_date(whole, int(number), int(month)):
                note(f"{whole:04}{int(number):02}{int(month):02}", surety * weight * 0.8)
        return noted

    if joined:
        for match in _EIGHT.finditer(text):
            digits = "".join(match.groups())
            if digits[:2] in ("19", "20") and _is_date(int(digits[:4]), int(digits[4:6]), int(digits[6:])):
                day(digits[:4], digits[4:6], digits[6:])
            elif digits[4:6] in ("19", "20"):
                day(digits[4:], digits[2:4], digits[:2])
        for match in _SIX.finditer(text):
            first, second, third = match.groups()
            for year, month, number, surety in ((third, second, first, 1.0), (first, second, third, 0.85)):
                if any(_is_date(whole, int(month), int(number)) for whole, _ in _years(year, today)):
                    day(year, month, number, surety, swap=False)
        return text, _sorted(found)

    def cut(pattern: re.Pattern[str], order: str) -> None:
        nonlocal text

        def take(match: re.Match[str]) -> str:
            parts = dict(zip(order, match.groups(), strict=True))
            month = parts["m"]
            if not month.isdecimal():
                month = str(_MONTHS.index(month[:3].lower()) + 1)
            return (
                " | " if day(parts["y"], month, parts["d"], swap=parts["m"].isdecimal()) else match.group(0)
            )

        text = pattern.sub(take, text)

    cut(_ISO, "ymd")
    cut(_DMY, "dmy")
    cut(_SPACED, "dmy")
    cut(_DAY_NAME, "dmy")
    cut(_NAME_DAY, "mdy")
    for match in _MONTH.finditer(text):
        note(f"{match.group(2)}{_MONTHS.index(match.group(1)[:3].lower()) + 1:02}", 1.0)
    text = _MONTH.sub(" | ", text)
    for match in _YEAR.finditer(text):
        note(match.group(1), 1.0)
    return _YEAR.sub(" | ", text), _sorted(found)


def _years(year: str, today: date) -> list[tuple[int, float]]:
    if len(year) == 4:
        return [(int(year), 1.0)]
    here = today.year // 100 * 100 + int(year)
    # An expected date may lie a year ahead; a century ago is less likely, and the rest is past.
    near = [(here, 1.0)] if here <= today.year + 1 else []
    return [*near, (here - 100, 1.0 if not near or here - 100 > today.year - 60 else 0.95)]


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return 1880 < year < 2100


def _sorted(found: dict[str, float]) -> tuple[Born, ...]:
    return tuple(Born(digits, surety) for digits, surety in sorted(found.items(), key=lambda each: -each[1]))
