"""Dates and times as people type them: `2 6 2026`, `2 June 2026`, `2/6/26`, `14:05`, `2.05pm`."""

import re
from datetime import date, time

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
PARTS = ("day", "month", "year")
# Nobody in a record was born before, nothing is planned after: a slip of the fingers, and clocks cannot count from there.
EARLIEST_YEAR, LATEST_YEAR = 1890, 2199
Boxes = tuple[str, str, str]


class NotADate(ValueError):
    """What was typed is no date; `part` is the first box at fault."""

    def __init__(self, message: str, part: str) -> None:
        super().__init__(message)
        self.message, self.part = message, part


def split(text: str) -> Boxes:
    """The three boxes of a date written in one piece, ISO or as the English write it."""
    if iso := re.fullmatch(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*", text):
        return (iso[3], iso[2], iso[1])
    words = [word for word in re.split(r"[\s/.,-]+", text.strip()) if word]
    if words and words[0].lower()[:3] in {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}:
        words = words[1:]
    padded = [*words, "", "", ""]
    return (padded[0], padded[1], " ".join(words[2:]) if len(words) > 3 else padded[2])


def month_number(text: str) -> int:
    """A month by number or by name, three letters at the least."""
    if re.fullmatch(r"[0-9]{1,2}", text):
        return int(text)
    name = text.strip().lower()
    found = [
        number for number, month in enumerate(MONTHS, start=1) if len(name) >= 3 and month.startswith(name)
    ]
    if len(found) != 1 and name != "sept":
        raise NotADate("Enter a month by number or name, such as 6 or June", "month")
    return found[0] if found else 9


def year_number(text: str) -> int:
    """Four figures; two are never guessed, a birth in 1926 and one in 2026 differ."""
    if not re.fullmatch(r"[0-9]{4}", text.strip()):
        raise NotADate("Year must include 4 numbers", "year")
    if not EARLIEST_YEAR <= (year := int(text)) <= LATEST_YEAR:
        raise NotADate(f"Year must be between {EARLIEST_YEAR} and {LATEST_YEAR}", "year")
    return year


def read(boxes: Boxes) -> date | None:
    """The date in three boxes, None when all are empty; says readably what is missing or wrong."""
    filled = [box.strip() for box in boxes]
    if not any(filled):
        return None
    missing = [part for part, box in zip(PARTS, filled, strict=True) if not box]
    if missing:
        raise NotADate(f"The date must include a {' and a '.join(missing)}", missing[0])
    day_text = re.sub(r"(st|nd|rd|th)$", "", filled[0].lower())
    if not re.fullmatch(r"[0-9]{1,3}", day_text):
        raise NotADate("Enter the day as a number", "day")
    month, year = month_number(filled[1]), year_number(filled[2])
    if not 1 <= month <= 12:
        raise NotADate("Month must be between 1 and 12", "month")
    try:
        return date(year, month, int(day_text))
    except ValueError:
        raise NotADate("There is no such day in that month", "day") from None


def read_time(text: str) -> time | None:
    """A time of day on the 24-hour clock, or with am or pm."""
    typed = text.strip().lower().replace(".", ":").replace(" ", "")
    if not typed:
        return None
    if typed in {"midday", "noon"}:
        return time(12)
    if typed == "midnight":
        return time(0)
    found = re.fullmatch(r"([0-9]{1,2})(?::?([0-9]{2}))?(?::[0-9]{2})?(am|pm)?", typed)
    if not found:
        raise ValueError("Enter a time, such as 14:05 or 2:05pm")
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hour <= 12:
            raise ValueError("Enter a time, such as 14:05 or 2:05pm")
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif not found[2]:
        raise ValueError("Enter hours and minutes, such as 14:05 or 2:05pm")
    try:
        return time(hour, minute)
    except ValueError:
        raise ValueError("Enter a time, such as 14:05 or 2:05pm") from None
