"""The family as a record shows it on a day, from the circle around a person."""

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from people.clusters import identities
from people.enums import INVERSE
from people.models import Address, Person, PersonName, Relationship
from people.selectors.family import Circle, changes_of, circle_of, lived_here


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody with a tie of their own to this person, and what they are to them."""

    row: Relationship
    person: Person
    is_their: str
    in_household: bool


@dataclass(frozen=True, slots=True)
class Home:
    """A household and its members whom the reader may see, the person apart."""

    confirmed: bool
    note: str
    members: list[Person]


def relatives(circle: Circle) -> list[Relative]:
    together = _together(circle)
    found = []
    for row in circle.ties:
        one, other = circle.ends[row.pk]
        if circle.index.pk not in (one, other):
            continue
        forwards = one == circle.index.pk
        kin = other if forwards else one
        words = INVERSE[row.kind] if forwards else str(row.get_kind_display())
        found.append(Relative(row, circle.people[kin], words, kin in together))
    return sorted(found, key=lambda kin: (kin.row.kind, kin.row.pk))


def homes(circle: Circle) -> list[Home]:
    """Households on the day: a child may live in two."""
    found = []
    for household, members in circle.homes:
        mine = [row for row in members if circle.same[row.person_id] == circle.index.pk]
        if mine:
            keys = dict.fromkeys(circle.same[row.person_id] for row in members)
            others = [circle.people[key] for key in keys if key != circle.index.pk]
            found.append(Home(mine[0].is_confirmed, mine[0].part_of_week or household.note, others))
    return found


def homes_on_the_drawing(circle: Circle) -> list[frozenset[int]]:
    """Confirmed households of two and more: nobody is grouped by an address, or before somebody confirmed it."""
    found = []
    for _, members in circle.homes:
        keys = frozenset(circle.same[row.person_id] for row in members if row.is_confirmed)
        if len(keys) > 1 and keys not in found:
            found.append(keys)
    return found


def _together(circle: Circle) -> set[int]:
    """Those in one confirmed household with the person."""
    return {key for keys in homes_on_the_drawing(circle) if circle.index.pk in keys for key in keys}


def names_of(person: Person, *, reader: User) -> list[PersonName]:
    rows = PersonName.objects.visible_to(reader).filter(person__in=identities(person))
    return list(rows.order_by("kind", "pk"))


@dataclass(frozen=True, slots=True)
class Picture:
    """One family on one day, the days on which it changed, and who had the person's address then."""

    on: date
    steps: list[date]
    circle: Circle
    places: list[Address]
    lodgers: list[Person]


def picture(person: Person, *, reader: User, step: int | None, typed: date | None, today: date) -> Picture:
    """The day that was typed, else the day on which the slider stands, else today."""
    circle = circle_of(person, reader=reader, on=typed or today)
    steps = [*(day for day in changes_of(circle) if day < today), today]
    on = min(typed, today) if typed else today
    if typed is None and step is not None and 0 <= step < len(steps) - 1:
        on = steps[step]
        circle = circle_of(person, reader=reader, on=on)
    places, lodgers = lived_here(person, on=on, reader=reader) if typed else ([], [])
    return Picture(on, steps, circle, places, lodgers)
