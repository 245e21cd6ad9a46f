"""What an extract says now, beside what it said before and what the record says: written, or left to a person.

A fact that the other system never changed is no news, whatever the record says meanwhile. News is written where the
record still says what that system said before, or nothing; where somebody recorded otherwise, a person decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from people.linkage.cleaning import clean_address, clean_phone

Said = Mapping[str, str]

# Fact: the fields it is made of, in the order in which a page tells them.
FACTS: dict[str, tuple[str, ...]] = {
    "name": ("forename", "surname"),
    "born": ("born_on", "expected_on"),
    "died": ("died_on",),
    "sex": ("sex",),
    "nhs_number": ("nhs_number",),
    "upn": ("upn",),
    "local_id": ("local_id",),
    "address": ("lines", "postcode"),
    "phone": ("phone",),
    "agency": ("agency",),
}
WORDS = {
    "name": "name", "born": "date of birth", "died": "date of death", "sex": "sex", "nhs_number": "NHS number",
    "upn": "unique pupil number", "local_id": "local number", "address": "address", "phone": "telephone",
    "agency": "school, practice or team",
}  # fmt: skip
# Who somebody is, is never overwritten by a machine; where they live, are reached and go is, if nobody knew better.
DECIDED = frozenset({"born", "died", "sex", "nhs_number", "upn", "local_id"})
# What betrays where somebody is: of whoever has a confidential address a machine takes none of it (safety l, w).
PLACES = frozenset({"address", "phone", "agency"})
ADDED = frozenset({"phone", "agency"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """Facts to write, facts that a person decides, and what counts as said from now on."""

    write: tuple[str, ...]
    decide: tuple[str, ...]
    said: dict[str, str]


def weigh(*, now: Said, before: Said, record: Said) -> Weighed:
    """Fact by fact; what stands undecided counts as not said yet, so that the next extract brings it again."""
    write, decide, said = list[str](), list[str](), dict(now)
    for fact, fields in FACTS.items():
        new, old, have = (_of(each, fields) for each in (now, before, record))
        if not any(new):
            # Silence changes nothing, and what was said before still stands.
            said |= _named(fields, old)
            continue
        if _alike(fact, new, old) or _alike(fact, new, have):
            continue
        is_missing = fact != "died" and not any(have)
        is_as_they_said = fact not in DECIDED and _alike(fact, have, old)
        if is_missing or is_as_they_said or fact in ADDED:
            write.append(fact)
        else:
            decide.append(fact)
            said = {name: value for name, value in said.items() if name not in fields} | _named(fields, old)
    return Weighed(tuple(write), tuple(decide), said)


def without_places(said: Said) -> dict[str, str]:
    """All that betrays no place."""
    hidden = {field for fact in PLACES for field in FACTS[fact]}
    return {name: value for name, value in said.items() if name not in hidden}


def _of(said: Said, fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(said.get(name, "") for name in fields)


def _named(fields: tuple[str, ...], values: tuple[str, ...]) -> dict[str, str]:
    return {name: value for name, value in zip(fields, values, strict=True) if value}


def _alike(fact: str, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not any(one) or not any(other):
        return False
    if fact == "phone":
        return clean_phone(one[0]) == clean_phone(other[0])
    if fact == "address":
        return one_home(one, other)
    return tuple(value.casefold() for value in one) == tuple(value.casefold() for value in other)


def one_home(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """The same place however it is written: postcode and house number, or all the words."""
    house, parts = clean_address([one[0]])
    house_of_other, parts_of_other = clean_address([other[0]])
    if one[1] and one[1] == other[1] and house and house == house_of_other:
        return True
    return one[1] == other[1] and house == house_of_other and set(parts) == set(parts_of_other)
