"""Households turned into rows of people, homes, telephones, numbers and families, and second records with faults."""

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from stdnum.gb import upn

from demo.borough.facts import Places
from demo.borough.faults import Typed, spoil
from demo.borough.household import ON, Dwelling, Households, Somebody
from demo.borough.names import Names

# One record in so many is a second one of somebody who stands there already.
DUPLICATES = 0.015
_ETHNICITY = {
    "british": "WBRI", "irish": "WIRI", "pakistani": "APKN", "indian": "AIND", "bangladeshi": "ABAN", "polish": "WOTH",
    "chinese": "CHNE", "african": "BAFR", "somali": "BAFR", "arabic": "OOTH", "caribbean": "BCRB",
}  # fmt: skip
_LANGUAGE = {
    "pakistani": "Urdu", "bangladeshi": "Bengali", "polish": "Polish", "chinese": "Cantonese", "somali": "Somali",
    "arabic": "Arabic", "indian": "Punjabi",
}  # fmt: skip
_NHS_WEIGHTS = range(10, 1, -1)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Truth:
    """Which record is of whom, and what was typed wrongly in it."""

    record: uuid.UUID
    person: uuid.UUID
    faults: tuple[str, ...] = ()


class Numbers:
    """NHS numbers of the range kept for tests, invented telephones (01632 is nobody's area), pupil numbers: each once."""

    def __init__(self, draw: random.Random) -> None:
        self.step = draw.randrange(100_003, 900_000) | 1
        while self.step % 5 == 0:
            self.step += 2
        self.at, self.called, self.pupils = draw.randrange(1_000_000), draw.randrange(1_000_000), 0

    def nhs(self) -> str:
        """Nine digits and a right check digit; a tenth of the numbers has none and is left out."""
        while True:
            self.at = (self.at + self.step) % 1_000_000
            nine = f"999{self.at:06}"
            check = -sum(int(digit) * weight for digit, weight in zip(nine, _NHS_WEIGHTS, strict=True)) % 11
            if check != 10:
                return f"{nine}{check}"

    def phone(self) -> str:
        self.called = (self.called + self.step) % 1_000_000
        return f"01632 {self.called // 1000:03} {self.called % 1000:03}"

    def pupil(self, year: int) -> str:
        self.pupils += 1
        serial = f"358{4000 + self.pupils % 997:04}{year % 100:02}{self.pupils // 997 % 1000:03}"
        return f"{upn.calc_check_digit('A' + serial)}{serial}"


class Drawn:
    """So many records of people, batch by batch; the same seed gives the same."""

    def __init__(self, *, people: int, seed: int) -> None:
        self.draw = random.Random(seed)
        self.people, self.made, self.homes, self.with_phone = people, 0, 0, 0
        self.numbers = Numbers(self.draw)
        self.households = iter(Households(self.draw, Places(self.draw), Names()))
        self.truth: list[Truth] = []

    def batches(self, size: int = 20_000) -> Iterator[dict[str, list[Row]]]:
        """Rows by the table's name; people are named by their place among all, households too."""
        rows: dict[str, list[Row]] = {}
        while self.made < self.people:
            self._dwelling(next(self.households), rows)
            if len(rows["Person"]) >= size:
                yield rows
                rows = {}
        if rows:
            yield rows

    def _dwelling(self, dwelling: Dwelling, rows: dict[str, list[Row]]) -> None:
        draw = self.draw
        places: list[int | None] = []
        shared = self.numbers.phone() if dwelling.is_family and draw.random() < 0.4 else ""
        for somebody in dwelling.people:
            somebody.phone = self._phone(somebody, shared)
            places.append(self._somebody(somebody, rows) if self.made < self.people else None)
            if draw.random() < DUPLICATES and self.made < self.people:
                self._second(somebody, self.truth[-1].person, rows)
        since = ON - timedelta(days=draw.randrange(30, 4000))
        if dwelling.is_family and sum(place is not None for place in places) > 1:
            self.homes += 1
            rows.setdefault("Household", []).append({"place": self.homes})
            for place in places:
                if place is not None:
                    rows.setdefault("HouseholdMember", []).append(
                        {
                            "household": self.homes,
                            "person": place,
                            "is_confirmed": draw.random() < 0.7,
                            "starts_on": since,
                        }
                    )
        for kind, pairs in (("PARENT", dwelling.parents), ("PARTNER", dwelling.partners)):
            for one, other in pairs:
                if places[one] is not None and places[other] is not None:
                    known = kind == "PARENT" and dwelling.people[other].age < 18
                    rows.setdefault("Relationship", []).append(
                        {"person": places[one], "other": places[other], "kind": kind, "starts_on": since,
                         "has_parental_responsibility": True if known else None}
                    )  # fmt: skip

    def _phone(self, somebody: Somebody, shared: str) -> str:
        if somebody.age < 12:
            return shared
        return self.numbers.phone() if self.draw.random() < 0.8 else shared

    def _key(self) -> uuid.UUID:
        return uuid.UUID(int=self.draw.getrandbits(128), version=4)

    def _somebody(self, of: Somebody, rows: dict[str, list[Row]]) -> int:
        key = self._key()
        nhs = self.numbers.nhs() if self.draw.random() < 0.93 else ""
        pupil = (
            self.numbers.pupil(of.born_on.year + 4) if 4 <= of.age <= 16 and self.draw.random() < 0.95 else ""
        )
        place = self._person(key, of.forename, of.surname, of.born_on, of, rows, nhs=nhs, pupil=pupil)
        self._home(place, of.home.lines, of.home.postcode, of.home.ward, rows)
        if of.phone:
            rows.setdefault("ContactPoint", []).append({"person": place, "value": of.phone})
        if of.former_surname and self.draw.random() < 0.5:
            rows.setdefault("PersonName", []).append(
                {"person": place, "forename": of.forename, "surname": of.former_surname}
            )
        self.truth.append(Truth(key, key))
        return place

    def _second(self, of: Somebody, person: uuid.UUID, rows: dict[str, list[Row]]) -> None:
        """A second record of somebody, as another clerk typed it: one to three faults, often no number."""
        draw = self.draw
        typed = Typed(
            of.forename,
            of.surname,
            of.born_on.strftime("%d/%m/%Y"),
            of.home.postcode,
            of.phone.replace(" ", ""),
        )
        spoilt, faults = spoil(draw, typed, times=draw.choice((1, 1, 2, 3)))
        day, month, year = (int(part) for part in spoilt.born.split("/"))
        try:
            born = min(date(year, month, day), ON)
        except ValueError:
            born = of.born_on
        key = self._key()
        place = self._person(key, spoilt.forename, spoilt.surname, born, of, rows)
        if draw.random() < 0.7:
            self._home(place, of.home.lines, spoilt.postcode, of.home.ward, rows)
        if spoilt.phone and draw.random() < 0.6:
            rows.setdefault("ContactPoint", []).append({"person": place, "value": spoilt.phone})
        self.truth.append(Truth(key, person, tuple(faults)))

    def _person(self, key: uuid.UUID, forename: str, surname: str, born: date, of: Somebody,
                rows: dict[str, list[Row]], *, nhs: str = "", pupil: str = "") -> int:  # fmt: skip
        self.made += 1
        language = _LANGUAGE.get(of.community, "") if self.draw.random() < 0.5 else ""
        rows.setdefault("Person", []).append(
            {
                "place": self.made, "public_id": key, "forename": forename, "surname": surname, "born_on": born,
                "sex": of.sex, "nhs_number": nhs, "upn": pupil, "is_multiple_birth": of.is_twin,
                "ethnicity": _ETHNICITY[of.community], "first_language": language or "English",
            }
        )  # fmt: skip
        return self.made

    def _home(self, place: int, lines: str, postcode: str, ward: str, rows: dict[str, list[Row]]) -> None:
        since = ON - timedelta(days=self.draw.randrange(30, 4000))
        rows.setdefault("Address", []).append(
            {"person": place, "lines": lines, "postcode": postcode, "ward": ward, "starts_on": since}
        )
