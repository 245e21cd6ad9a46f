"""What can be taken of a row, and what is refused and why, in words for whoever sent the file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from nhs_number import is_valid as is_nhs_number
from stdnum.gb import upn as upn_check

from people.enums import Sex
from people.linkage.cleaning import clean_date, clean_number, clean_phone, stands_in
from people.onboarding.reading import Line, lines

OLDEST = 1900
FACTS = (
    "forename", "surname", "born_on", "expected_on", "died_on", "sex", "nhs_number", "upn", "local_id", "lines",
    "postcode", "phone", "agency",
)  # fmt: skip
_SEX = {
    "m": Sex.MALE,
    "male": Sex.MALE,
    "1": Sex.MALE,
    "f": Sex.FEMALE,
    "female": Sex.FEMALE,
    "2": Sex.FEMALE,
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row as far as it can be taken; `left_out` says which fields could not."""

    line: int
    source_id: str
    forename: str = ""
    surname: str = ""
    born_on: date | None = None
    expected_on: date | None = None
    died_on: date | None = None
    sex: str = Sex.UNKNOWN
    nhs_number: str = ""
    upn: str = ""
    local_id: str = ""
    lines: str = ""
    postcode: str = ""
    phone: str = ""
    agency: str = ""
    left_out: tuple[str, ...] = ()

    def said(self) -> dict[str, str]:
        """What the other system says of this person, fact by fact; what it does not say is absent."""
        facts = {name: getattr(self, name) for name in FACTS}
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in facts.items()
            if value and (name, value) != ("sex", Sex.UNKNOWN)
        }


@dataclass(frozen=True, slots=True)
class Refused:
    line: int
    source_id: str
    reason: str


def read_row(line: Line, *, kind: str, today: date) -> Row | Refused:
    """Take what can be taken; without a number of its own, a date or a name there is nobody to record."""
    cells, left_out = line.cells, list[str]()
    source_id = cells.get("id", "").strip()[:60]
    if line.broken:
        return Refused(line.number, source_id, line.broken)
    if not source_id:
        return Refused(line.number, "", "no number for this person")
    born = _day(cells.get("born_on", ""))
    expected = _day(cells.get("expected_on", ""))
    if cells.get("born_on") and born is None:
        return Refused(line.number, source_id, "the date of birth is no date")
    if born and (born > today or born.year < OLDEST):
        return Refused(line.number, source_id, "the date of birth is in the future or too long ago")
    if born is None and expected is None:
        return Refused(line.number, source_id, "no date of birth and no expected date")
    forename, surname = _name(cells.get("forename", "")), _name(cells.get("surname", ""))
    if stands_in(forename):
        left_out.append("a forename that only stands in for one")
        forename = ""
    if kind != "cin-census" and not surname:
        return Refused(line.number, source_id, "no surname")
    nhs = clean_number(cells.get("nhs_number"))
    if nhs and not (len(nhs) == 10 and nhs.isdecimal() and is_nhs_number(nhs)):
        left_out.append("an NHS number whose check digit is wrong")
        nhs = ""
    upn = clean_number(cells.get("upn"))
    if upn and not upn_check.is_valid(upn):
        left_out.append("a UPN whose check letter is wrong")
        upn = ""
    local_id = clean_number(cells.get("local_id"))
    if len(local_id) > 20:
        left_out.append("a local number of more than 20 characters")
        local_id = ""
    died = _day(cells.get("died_on", ""))
    parts = [cells.get(name, "").strip() for name in ("address_1", "address_2", "town")]
    postcode = clean_number(cells.get("postcode"))
    if postcode and not 5 <= len(postcode) <= 7:
        left_out.append("a postcode that is none")
        postcode = ""
    phone = " ".join(cells.get("phone", "").split())[:40]
    if phone and not clean_phone(phone):
        left_out.append("a telephone number that is none")
        phone = ""
    is_unborn = born is None
    return Row(
        line=line.number,
        source_id=source_id,
        forename=forename,
        surname=surname,
        born_on=born,
        expected_on=expected if is_unborn else None,
        died_on=died,
        sex=Sex.UNKNOWN if is_unborn else _SEX.get(cells.get("sex", "").casefold(), Sex.UNKNOWN),
        nhs_number=nhs,
        upn=upn,
        local_id=local_id,
        lines=", ".join(part for part in parts if part)[:240],
        postcode=f"{postcode[:-3]} {postcode[-3:]}" if postcode else "",
        phone=phone,
        agency=" ".join(cells.get("agency", "").split())[:160],
        left_out=tuple(left_out),
    )


@dataclass
class Reading:
    """The rows of a file in their order; `numbers` are those met so far, each taken once."""

    kind: str
    path: Path
    today: date
    numbers: dict[str, int] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Row | Refused]:
        for line in lines(self.kind, self.path):
            row = read_row(line, kind=self.kind, today=self.today)
            if row.source_id and row.source_id in self.numbers:
                first = self.numbers[row.source_id]
                yield Refused(line.number, row.source_id, f"this number stands in line {first} already")
            else:
                self.numbers[row.source_id] = line.number
                yield row


def _name(text: str) -> str:
    """A name as written, in one line; capitals throughout are a system's habit, not a name's."""
    words = " ".join(text.split())[:80]
    return words.title() if words.isupper() or words.islower() else words


def _day(text: str) -> date | None:
    digits = clean_date(text)
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])) if digits else None
    except ValueError:
        return None


def row_of(said: Mapping[str, str], *, line: int, source_id: str) -> Row:
    """The row again from what was kept of it."""
    days = {
        name: date.fromisoformat(said[name]) for name in ("born_on", "expected_on", "died_on") if name in said
    }
    words = {name: value for name, value in said.items() if name not in days}
    return Row(line=line, source_id=source_id, **words, **days)  # type: ignore[arg-type]
