"""How like two descriptions are, and why: a pure comparison with the settings of linkage, in words.

The levels and what each is worth are those of `people/linkage/settings.py`; here they are read for one pair, in an index
whose size is given, so that both ways of matching agree.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from jellyfish import damerau_levenshtein_distance, jaro_winkler_similarity
from stdnum.gb.nhs import is_valid

from people.linkage.cleaning import Described
from people.linkage.settings import COMPARISONS
from people.matching.told import Told
from people.search.nicknames import others_of

_BY_NAME = {one.name: one for one in COMPARISONS}
# A concern is about somebody already known in one case of two; people of one home are some three to a person.
_KNOWN_ALREADY, _OF_THE_HOME = 0.5, 1.5
INDEX_SIZE = 250_000
LIKELY, VERY_LIKELY = 0.5, 0.95
_STREET_BITS = 9.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """One field: what was found, and whether it speaks for or against."""

    field: str
    said: str
    bits: float

    @property
    def speaks_for(self) -> bool:
        return self.bits > 0


@dataclass(frozen=True, slots=True)
class Likeness:
    """The chance that both are one person, with the evidence of each field and what a person must look at first."""

    probability: float
    evidence: tuple[Evidence, ...]
    cautions: tuple[str, ...]

    @property
    def words(self) -> str:
        if self.probability >= VERY_LIKELY and not self.cautions:
            return "Very likely"
        return "Likely" if self.probability >= LIKELY else "Possible"

    @property
    def because(self) -> str:
        return "; ".join(each.said for each in self.evidence)


def compare(one: Told, other: Told, *, index_size: int = INDEX_SIZE) -> Likeness:
    """Two descriptions: the best reading of their names, every field, and the cautions of safety r."""
    names = [(one.row.given, one.row.surname), *one.other_names]
    others = [(other.row.given, other.row.surname), *other.other_names]
    best = max(
        (_names(first, second, alias=place + against > 0)
         for place, first in enumerate(names) for against, second in enumerate(others)),
        key=lambda found: sum(each[2] for each in found),
    )  # fmt: skip
    fallen = [*best]
    for name, level in (
        ("born", _born), ("sex", _sex), ("postcode", _postcode), ("house", _house), ("address", _address),
        ("nhs", _nhs), ("phone", _phone),
    ):  # fmt: skip
        place = level(one.row, other.row)
        if place is not None:
            fallen.append((name, place, _bits(name, place)))
    probability = _probability([(name, place) for name, place, _ in fallen], index_size)
    evidence = tuple(Evidence(name, _said(name, place), round(bits, 1)) for name, place, bits in fallen)
    return Likeness(
        probability, evidence, tuple(_cautions(one, other, {name: place for name, place, _ in fallen}))
    )


def may_link_itself(one: Told, other: Told) -> bool:
    """Safety r: only a valid NHS number with the exact date of birth and name; never twins, the unborn, the dead."""
    return (
        bool(one.row.nhs)
        and one.row.nhs == other.row.nhs
        and is_valid(one.row.nhs)
        and bool(one.row.born)
        and one.row.born == other.row.born
        and bool(one.row.given and one.row.surname)
        and (one.row.given, one.row.surname) == (other.row.given, other.row.surname)
        and not (one.row.sex and other.row.sex and one.row.sex != other.row.sex)
        and not any(each.is_unborn or each.is_multiple_birth or each.is_dead for each in (one, other))
    )


def _bits(name: str, place: int) -> float:
    level = _BY_NAME[name].levels[place]
    return math.log2(level.m / level.u)


def _said(name: str, place: int) -> str:
    return _BY_NAME[name].levels[place].said


def _probability(fallen: list[tuple[str, int]], index_size: int) -> float:
    """Against everybody else: one person, one of the same home, or a stranger."""
    same, kin = _KNOWN_ALREADY / index_size, _OF_THE_HOME / index_size
    stranger = 1.0
    for name, place in fallen:
        level = _BY_NAME[name].levels[place]
        same, kin, stranger = same * level.m, kin * level.kin, stranger * level.u
    return same / (same + kin + stranger)


def _alike(one: str, other: str, edits: int, share: float) -> bool:
    return damerau_levenshtein_distance(one, other) <= edits or jaro_winkler_similarity(one, other) >= share


def _inside(one: str, other: str) -> bool:
    short = min(len(one), len(other))
    return short not in (0, 2) and (one.startswith(other) or other.startswith(one))


def _name_level(one: str, other: str, *, forms: bool) -> int | None:
    """Same, one slip, alike or another; `forms`: a short form of a first name is alike."""
    if not one or not other:
        return None
    if one == other:
        return 0
    if _alike(one, other, 1, 0.94):
        return 1
    if _alike(one, other, 2, 0.87) or _inside(one, other) or (forms and other in others_of(one)):
        return 2
    return 4 if forms else 3


def _names(one: tuple[str, str], other: tuple[str, str], *, alias: bool) -> list[tuple[str, int, float]]:
    """The levels of given name and surname; in each other's place counts once; an alias is worth a bit less."""
    given, surname = _name_level(one[0], other[0], forms=True), _name_level(one[1], other[1], forms=False)
    crossed = all([*one, *other]) and all(
        jaro_winkler_similarity(first, second) >= 0.88
        for first, second in ((one[0], other[1]), (one[1], other[0]))
    )
    if crossed and given == 4:
        return [("given", 3, _bits("given", 3))]
    found = [("given", given), ("surname", surname)]
    less = 0.5 if alias else 0.0
    return [(name, place, _bits(name, place) - less) for name, place in found if place is not None]


def _born(one: Described, other: Described) -> int | None:
    first, second = one.born, other.born
    if not first or not second:
        return None
    if first == second:
        return 0
    if first[:4] == second[:4] and (first[4:6], first[6:]) == (second[6:], second[4:6]):
        return 1
    apart = damerau_levenshtein_distance(first, second)
    parts = sum(first[a:b] == second[a:b] for a, b in ((0, 4), (4, 6), (6, 8)))
    return 2 if apart == 1 else 3 if parts == 2 else 4 if apart == 2 else 5


def _stepped(name: str, *tests: Callable[[str, str], bool]) -> Callable[[Described, Described], int | None]:
    """The first of the tests that holds is the level; none of them: the last level."""

    def level(one: Described, other: Described) -> int | None:
        first, second = getattr(one, name), getattr(other, name)
        if not first or not second:
            return None
        return next((place for place, test in enumerate(tests) if test(first, second)), len(tests))

    return level


def _apart(edits: int) -> Callable[[str, str], bool]:
    return lambda one, other: damerau_levenshtein_distance(one, other) == edits


_sex = _stepped("sex", _apart(0))
_postcode = _stepped("postcode", _apart(0), _apart(1), lambda one, other: one[:3] == other[:3])
_house = _stepped("house", _apart(0), _apart(1))
_nhs = _stepped("nhs", _apart(0), _apart(1), _apart(2))
_phone = _stepped("phone", _apart(0), _apart(1), _apart(2))


def _address(one: Described, other: Described) -> int | None:
    """Street and district count as rare parts; how rare in the borough the pair alone cannot say."""
    if not one.parts or not other.parts:
        return None
    shared = sum(
        any(jaro_winkler_similarity(part, against) >= 0.88 for against in other.parts) for part in one.parts
    )
    return 0 if not shared else 3 if shared > 1 else 4


def _cautions(one: Told, other: Told, fallen: dict[str, int]) -> list[str]:
    """What a machine never decides: told above the evidence."""
    found = []
    if one.is_unborn or other.is_unborn:
        found.append("not born or not named yet")
    if one.is_multiple_birth or other.is_multiple_birth:
        found.append("one of twins or more")
    elif fallen.get("born") == 0 and fallen.get("surname") == 0 and fallen.get("given", 0) > 0:
        found.append("perhaps a twin: the given names are not the same")
    if fallen.get("given") == 0 and fallen.get("born", 0) > 3:
        found.append("perhaps a namesake of the family: born another day")
    if fallen.get("nhs", 0) == 3 and is_valid(one.row.nhs) and is_valid(other.row.nhs):
        found.append("both have an NHS number, and not the same")
    if other.is_dead:
        found.append("recorded as deceased")
    return found
