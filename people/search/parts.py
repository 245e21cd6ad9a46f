"""From the text of the one box to its parts: names, a birth date in any habit, numbers, places, references."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from people.search.dates import Born, read_dates

# Order matters: what is surest is taken out of the text first.
_REFERENCE = re.compile(r"\b[A-Z]{1,3}-\d{2}-?\d{3,6}\b|\b[A-Z]{2}\d{7,8}\b", re.I)
_UPN = re.compile(r"\b[A-Z]\d{11}[A-Z\d]\b", re.I)
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})\b", re.I)
_DIGITS = re.compile(r"(?<![\w/.-])\+?\(?\d[\d ()-]{4,}\d(?![\w/])")
_STREETS = (
    "road|rd|street|st|avenue|ave|lane|ln|drive|dr|close|cl|grove|gr|crescent|cres|court|ct|way|place|pl|terrace|walk"
    "|gardens|gdns|mews|square|sq|hill|rise|row|green|park"
)
_ADDRESS = re.compile(
    rf"\b(?:(?:flat|apt)\s+\w+,?\s+)?(\d+[a-z]?)\s+((?:[a-z']+\s+){{1,3}}?)({_STREETS})\b\.?", re.I
)
_ROAD_ALONE = re.compile(r"\b([a-z']+)\s+(road|rd|street|avenue|ave|crescent)\b\.?", re.I)
_OUTWARD = re.compile(r"^[A-Z]{1,2}\d[A-Z\d]?$", re.I)
_WORD = re.compile(r"[^\s,;]+")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a searcher typed, sorted by what it can be."""

    words: tuple[str, ...] = ()
    born: tuple[Born, ...] = ()
    nhs: tuple[str, ...] = ()
    upn: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    outward: tuple[str, ...] = ()
    street: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    # Six digits may be a date without dots or the end of a telephone number.
    endings: tuple[str, ...] = ()

    @property
    def has_more_than_names(self) -> bool:
        return any((self.born, self.nhs, self.upn, self.phones, self.postcodes, self.references, self.street))

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.has_more_than_names or self.outward or self.numbers)


@dataclass(slots=True)
class _Reading:
    """The text with what was understood cut out, and what that was."""

    text: str
    found: dict[str, list[str]] = field(default_factory=dict)

    def take(self, pattern: re.Pattern[str], kind: str, write: Callable[[re.Match[str]], str | None]) -> None:
        def cut(match: re.Match[str]) -> str:
            value = write(match)
            if value is None:
                return match.group(0)
            self.found.setdefault(kind, []).append(value)
            return " | "

        self.text = pattern.sub(cut, self.text)

    def add(self, kind: str, value: str) -> None:
        self.found.setdefault(kind, []).append(value)

    def of(self, kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.found.get(kind, ())))


def parse(text: str, *, today: date) -> Parts:
    """Everything that a text may mean; what cannot be read as anything else is a name or a number of some service."""
    reading = _Reading(f" {text} ")
    reading.take(_REFERENCE, "reference", lambda found: _bare(found.group(0)))
    for reference in reading.of("reference"):
        # A number of some service may be written like one of ours.
        reading.add("number", reference)
    reading.take(_UPN, "upn", lambda found: found.group(0).lower())
    reading.text, born = read_dates(reading.text, today=today)
    reading.take(_POSTCODE, "postcode", lambda found: _bare(found.group(0)))
    reading.take(_DIGITS, "digits", lambda found: re.sub(r"[^\d+]", "", found.group(0)))
    _places(reading)
    more = [each for digits in reading.of("digits") for each in _number(reading, digits, today)]
    _words(reading)
    return Parts(
        words=tuple(reading.found.get("word", ())),
        born=(*born, *more),
        nhs=reading.of("nhs"),
        upn=reading.of("upn"),
        phones=reading.of("phone"),
        postcodes=reading.of("postcode"),
        outward=reading.of("outward"),
        street=reading.of("street"),
        references=reading.of("reference"),
        numbers=reading.of("number"),
        endings=reading.of("ending"),
    )


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _places(reading: _Reading) -> None:
    def numbered(match: re.Match[str]) -> str:
        for word in (match.group(1), *match.group(2).split()):
            reading.add("street", _bare(word))
        return ""

    def alone(match: re.Match[str]) -> str:
        reading.add("street", _bare(match.group(1)))
        return ""

    reading.take(_ADDRESS, "address", numbered)
    reading.take(_ROAD_ALONE, "address", alone)


def _number(reading: _Reading, digits: str, today: date) -> list[Born]:
    """What a run of digits can be: a date without dots, an NHS number, a telephone or its end."""
    bare = digits.lstrip("+")
    home = (
        f"0{bare[2:].lstrip('0')}"
        if digits.startswith("+44")
        else f"0{bare[4:]}"
        if bare[:4] == "0044"
        else bare
    )
    found: list[Born] = []
    if len(bare) in (6, 8):
        _, dated = read_dates(f" {bare} ", today=today, joined=True)
        found.extend(dated)
        if found and len(bare) == 6:
            reading.add("ending", bare)
    if len(bare) == 10 and not bare.startswith("0"):
        reading.add("nhs", bare)
        if bare[0] in "127":
            reading.add("phone", f"0{bare}")
    elif len(bare) in (9, 11) and not home.startswith("0"):
        # A digit too few or too many of either.
        reading.add("nhs", bare)
        reading.add("phone", home)
    elif len(home) >= 6 and not found:
        reading.add("phone", home)
    if len(bare) <= 12:
        reading.add("number", bare)
    return found


def _words(reading: _Reading) -> None:
    """What is left: names; letters mixed with digits are a postcode mistyped, its first half, or a local number."""
    left = [word.strip('.,;:()"') for word in _WORD.findall(reading.text)]
    left = [word for word in left if any(letter.isalnum() for letter in word)]
    place = 0
    while place < len(left):
        word, after = left[place], left[place + 1] if place + 1 < len(left) else ""
        joined = _looks_like_postcode(word, after)
        if joined:
            reading.add("postcode", joined)
            place += 1
        elif _looks_like_postcode(word, ""):
            reading.add("postcode", _bare(word))
            reading.add("number", _bare(word))
        elif _OUTWARD.match(word):
            reading.add("outward", word.lower())
        elif any(letter.isdigit() for letter in word):
            if len(_bare(word)) > 3:
                reading.add("number", _bare(word))
        else:
            reading.add("word", word)
        place += 1


def _looks_like_postcode(word: str, after: str) -> str:
    """Two words that were meant as a postcode (a wrong letter, a digit for a letter), joined; else nothing."""
    first, second = _bare(word), _bare(after)
    both = first + second
    if not 5 <= len(both) <= 8 or not first[:1].isalpha():
        return ""
    if not after:
        digits = sum(letter.isdigit() for letter in both)
        return both if digits in (1, 2, 3, 4) and both[-1:].isalpha() and both[-2:].isalpha() else ""
    starts = bool(_OUTWARD.match(first)) or (len(first) < 5 and any(letter.isdigit() for letter in first))
    ends = 2 <= len(second) <= 4 and second[:1].isdigit() and any(letter.isalpha() for letter in second)
    whole = 2 <= len(second) <= 4 and len(second) < 4 and second.isalnum()
    if (starts and ends) or (ends and len(first) <= 4) or (starts and whole and not _vowelled(second)):
        return both
    return ""


def _vowelled(word: str) -> bool:
    """Whether letters could be a short name rather than the end of a postcode."""
    return word.isalpha() and any(letter in "aeiou" for letter in word)
