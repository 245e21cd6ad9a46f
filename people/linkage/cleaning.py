"""What is compared: names, dates, numbers and addresses brought to one way of writing, nothing guessed."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

COLUMNS = (
    "given_name", "surname", "date_of_birth", "sex", "address_1", "address_2", "address_3", "town",
    "postcode", "nhs_number", "phone", "other_id",
)  # fmt: skip

# What systems write where nothing is known.
_NOTHING = frozenset(
    {"nan", "none", "null", "n/a", "nk", "n/k", "unknown", "not known", "not stated", "not given", "tbc", "tbd",
     "-", "--", ".", "?", "x", "xx", "xxx"}
)  # fmt: skip
# What stands in for the name of a child who has none yet; never evidence of who it is.
_NOT_YET_NAMED = re.compile(
    r"^(unborn|baby|infant|newborn|foetus|fetus|neonate|bump|twin|triplet)\b|^((fe)?male|boy|girl|child)\b( \w\b)?$"
)
_DATE_FIRST_YEAR = re.compile(r"^(\d{4})[-/. ]?(\d{2})[-/. ]?(\d{2})(?:[T ].*)?$")
_DATE_FIRST_DAY = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[T ].*)?$")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DATE_WORDS = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?[- ]([a-z]{3})[a-z]*[- ,]+(\d{4}|\d{2})$", re.I)
_HOUSE = re.compile(r"\d+")
# Letters that no accent can be taken from.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
)
_SEX = {"m": "M", "male": "M", "1": "M", "boy": "M", "f": "F", "female": "F", "2": "F", "girl": "F"}


@dataclass(frozen=True, slots=True)
class Described:
    """One row as it is compared; an empty field is unknown and says nothing either way."""

    given: str = ""
    surname: str = ""
    born: str = ""  # yyyymmdd, also when no calendar holds it: a mistyped date is still evidence
    sex: str = ""
    house: str = ""
    parts: tuple[str, ...] = field(default=())
    postcode: str = ""
    nhs: str = ""
    phone: str = ""
    other: str = ""
    is_unnamed: bool = False


def fold(text: str) -> str:
    """Small letters without accents, apostrophes or double spaces; other marks become spaces."""
    bare = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    kept = "".join(
        letter if letter.isalnum() else " "
        for letter in bare
        if not unicodedata.combining(letter) and letter not in "'’`ʼ‘"
    )
    return " ".join(kept.split())


def _known(text: str | None) -> str:
    words = (text or "").strip()
    return "" if words.casefold() in _NOTHING else words


def clean_name(text: str | None) -> str:
    """A name as letters in one string: spaces come and go between systems."""
    return fold(_known(text)).replace(" ", "")


def stands_in(text: str | None) -> bool:
    """Whether a given name only stands in for one ("Baby", "Unborn Smith", "Twin 1")."""
    return bool(_NOT_YET_NAMED.match(fold(_known(text))))


def clean_date(text: str | None) -> str:
    """A date of birth as eight digits, year first, from any habit of typing; empty when it is none."""
    words = _known(text).removesuffix(".0")
    if found := _DATE_FIRST_YEAR.match(words):
        return "".join(found.groups())
    if found := _DATE_FIRST_DAY.match(words):
        day, month, year = found.groups()
        return f"{_century(year)}{int(month):02}{int(day):02}"
    if (found := _DATE_WORDS.match(words)) and found[2].casefold() in _MONTHS:
        return f"{_century(found[3])}{_MONTHS.index(found[2].casefold()) + 1:02}{int(found[1]):02}"
    return ""


def _century(year: str) -> str:
    return year if len(year) == 4 else ("20" if int(year) <= 30 else "19") + year


def clean_number(text: str | None) -> str:
    """An identity number: capitals and digits without what stands between them."""
    return re.sub(r"[^0-9A-Z]", "", _known(text).upper().removesuffix(".0"))


def clean_phone(text: str | None) -> str:
    """The last ten digits, so that +44 and 0 are one; fewer than six are no number."""
    digits = re.sub(r"\D", "", _known(text).removesuffix(".0"))
    return digits[-10:] if len(digits) >= 6 else ""


def clean_address(lines: list[str | None]) -> tuple[str, tuple[str, ...]]:
    """The first house number, and the other parts of the address in no order: lines change places between systems."""
    house, parts = "", []
    for line in lines:
        for piece in _known(line).split(","):
            words = fold(piece)
            if not house and (found := _HOUSE.search(words)):
                house = found[0]
            letters = re.sub(r"[\d ]", "", words)
            if len(letters) > 2 and letters not in parts:
                parts.append(letters)
    return house, tuple(parts)


def describe(row: Mapping[str, str | None]) -> Described:
    """A row of an extract as it is compared; columns that are absent are unknown."""
    unnamed = stands_in(row.get("given_name"))
    house, parts = clean_address([row.get(name) for name in ("address_1", "address_2", "address_3", "town")])
    return Described(
        given="" if unnamed else clean_name(row.get("given_name")),
        surname=clean_name(row.get("surname")),
        born=clean_date(row.get("date_of_birth")),
        sex=_SEX.get(_known(row.get("sex")).casefold(), ""),
        house=house,
        parts=parts,
        postcode=clean_number(row.get("postcode")),
        nhs=clean_number(row.get("nhs_number")),
        phone=clean_phone(row.get("phone")),
        other=clean_number(row.get("other_id")),
        is_unnamed=unnamed,
    )
