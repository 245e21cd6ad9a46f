"""Who lives together: households drawn from what is common, with ages, parents, partners, twins and changed names."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from demo.borough import facts
from demo.borough.facts import Home, Places
from demo.borough.names import Names

# The borough stands still on this day, so that the same seed draws the same rows whenever it is asked.
ON = date(2026, 3, 31)
_KINDS = (
    "alone",
    "pair",
    "family",
    "family",
    "lone_parent",
    "old_pair",
    "old_alone",
    "shared",
    "three_generations",
)
_WEIGHTS = (14, 15, 20, 10, 11, 9, 11, 6, 4)
TWINS = 0.016


@dataclass(slots=True)
class Somebody:
    """A person of the borough before any row is written."""

    sex: str
    forename: str
    surname: str
    born_on: date
    community: str
    home: Home
    former_surname: str = ""
    is_twin: bool = False
    phone: str = ""

    @property
    def age(self) -> int:
        return (ON - self.born_on).days // 365


@dataclass(slots=True)
class Dwelling:
    """A household: its people, and who is what to whom by their places in the list (parent, child; or partners)."""

    people: list[Somebody] = field(default_factory=list)
    parents: list[tuple[int, int]] = field(default_factory=list)
    partners: list[tuple[int, int]] = field(default_factory=list)
    is_family: bool = True


class Households:
    """Draws dwellings one after another, for as long as anybody asks."""

    def __init__(self, draw: random.Random, places: Places, names: Names) -> None:
        self.draw, self.places, self.names = draw, places, names
        self.mixes = {ward: facts.communities(ward) for ward in places.wards}

    def __iter__(self) -> Iterator[Dwelling]:
        while True:
            yield self._dwelling(self.draw.choices(_KINDS, weights=_WEIGHTS)[0])

    def _dwelling(self, kind: str) -> Dwelling:
        draw = self.draw
        home = self.places.home(draw)
        community = self._community(home.ward)
        made = Dwelling()
        if kind in ("alone", "old_alone"):
            ages = (22, 64) if kind == "alone" else (65, 97)
            made.people.append(self._adult(draw.choice("FM"), draw.uniform(*ages), community, home))
        elif kind in ("pair", "old_pair"):
            self._pair(made, draw.uniform(*((22, 64) if kind == "pair" else (62, 93))), community, home)
        elif kind == "shared":
            made.is_family = False
            for _ in range(draw.randrange(2, 6)):
                made.people.append(
                    self._adult(draw.choice("FM"), draw.uniform(18, 40), self._community(home.ward), home)
                )
        else:
            self._family(made, kind, community, home)
        return made

    def _community(self, ward: str) -> str:
        names, weights = self.mixes[ward]
        return self.draw.choices(names, cum_weights=weights)[0]

    def _born(self, age: float) -> date:
        return ON - timedelta(days=int(age * 365.25) + 1)

    def _adult(self, sex: str, age: float, community: str, home: Home, surname: str = "") -> Somebody:
        born = self._born(age)
        return Somebody(
            sex=sex, forename=self.names.forename(self.draw, community, sex, born.year),
            surname=surname or self.names.surname(self.draw, community), born_on=born, community=community, home=home,
        )  # fmt: skip

    def _pair(self, made: Dwelling, age: float, community: str, home: Home) -> tuple[int, int]:
        """Partners; a wife often has a name from before, seldom in communities where it is kept."""
        draw = self.draw
        his = self._adult("M", age, community, home)
        other = community if draw.random() < 0.92 else self._community(home.ward)
        hers = self._adult("F", max(18, age + draw.gauss(-2, 4)), other, home)
        changes = {"british": 0.75, "irish": 0.7, "caribbean": 0.6, "polish": 0.85, "indian": 0.6}.get(
            community, 0.15
        )
        if draw.random() < changes:
            hers.former_surname, hers.surname = hers.surname, _of_a_woman(his.surname, community)
        first = len(made.people)
        made.people += [his, hers]
        made.partners.append((first, first + 1))
        return first, first + 1

    def _family(self, made: Dwelling, kind: str, community: str, home: Home) -> None:
        draw = self.draw
        age = min(58.0, max(19.0, draw.gauss(38, 8)))
        if kind == "lone_parent":
            made.people.append(self._adult("F" if draw.random() < 0.87 else "M", age, community, home))
            parents: tuple[int, ...] = (0,)
        else:
            parents = self._pair(made, age, community, home)
        if kind == "three_generations":
            older = self._adult("F" if draw.random() < 0.65 else "M", age + draw.uniform(19, 34), community, home,
                                surname=made.people[0].surname)  # fmt: skip
            made.people.append(older)
            made.parents.append((len(made.people) - 1, 0))
        youngest_parent = min(made.people[place].age for place in parents)
        surname = made.people[0].surname
        if kind == "lone_parent" and draw.random() < 0.4:
            # The father's name, who lives elsewhere.
            surname = self.names.surname(draw, community)
        number = draw.choices((1, 2, 3, 4, 5), weights=(38, 38, 15, 6, 3))[0]
        oldest = max(0.1, min(24.0, youngest_parent - 17.5))
        ages = sorted((draw.uniform(0.05, oldest) for _ in range(number)), reverse=True)
        for child_age in ages:
            child = self._child(child_age, community, home, surname, made)
            self._add_child(made, child, parents)
            if draw.random() < TWINS:
                twin = self._child(child_age, community, home, surname, made)
                twin.born_on, twin.is_twin, child.is_twin = child.born_on, True, True
                self._add_child(made, twin, parents)

    def _child(self, age: float, community: str, home: Home, surname: str, made: Dwelling) -> Somebody:
        sex = self.draw.choice("FM")
        written = _of_a_woman(surname, community) if sex == "F" else surname
        for _ in range(4):
            child = self._adult(sex, age, community, home, surname=written)
            # Two children of one family seldom bear one name.
            if child.forename not in {other.forename for other in made.people[1:]}:
                break
        return child

    def _add_child(self, made: Dwelling, child: Somebody, parents: tuple[int, ...]) -> None:
        made.people.append(child)
        made.parents.extend((parent, len(made.people) - 1) for parent in parents)


def _of_a_woman(surname: str, community: str) -> str:
    """Polish surnames of women: Kowalska of Kowalski."""
    if community == "polish" and surname.endswith(("ski", "cki", "dzki")):
        return surname[:-1] + "a"
    return surname
