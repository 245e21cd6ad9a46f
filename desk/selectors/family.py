"""The family as the record shows it: relationships and households, as far as the reader may see."""

from dataclasses import dataclass

from accounts.models import User
from core import clock
from desk.selectors.find import Found, lines
from people.models import HouseholdMember, Person, PersonName, Relationship
from people.selectors import related_to


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody of the family: what they are to this person, and how much of them the reader sees."""

    row: Relationship
    found: Found
    is_their: str
    in_household: bool


@dataclass(frozen=True, slots=True)
class Home:
    """A household and its members whom the reader may see."""

    confirmed: bool
    note: str
    members: list[Found]


def relatives(person: Person, *, reader: User) -> list[Relative]:
    rows = related_to(person, reader=reader)
    found = {line.person.pk: line for line in lines([other for _, other, _ in rows], reader=reader)}
    together = _together(person)
    return [Relative(row, found[other.pk], words, other.pk in together) for row, other, words in rows]


def homes(person: Person, *, reader: User) -> list[Home]:
    """Current households: a child may live in two."""
    today = clock.today()
    mine = (
        HouseholdMember.objects.visible_to(reader)
        .current(on=today)
        .filter(person=person)
        .select_related("household")
        .order_by("starts_on", "pk")
    )
    rows = list(mine)
    others = list(
        HouseholdMember.objects.current(on=today)
        .filter(household__in=[row.household_id for row in rows])
        .exclude(person=person)
        .filter(person__in=Person.objects.visible_to(reader).values("pk"))
        .select_related("person")
        .order_by("person__born_on", "pk")
    )
    shown = {line.person.pk: line for line in lines([row.person for row in others], reader=reader)}
    return [
        Home(
            row.is_confirmed,
            row.part_of_week or row.household.note,
            [shown[other.person_id] for other in others if other.household_id == row.household_id],
        )
        for row in rows
    ]


def names_of(person: Person, *, reader: User) -> list[PersonName]:
    return list(PersonName.objects.visible_to(reader).filter(person=person).order_by("kind", "pk"))


def _together(person: Person) -> set[int]:
    """Ids of those in the same confirmed households (whom to show is settled by the caller's own rows)."""
    current = HouseholdMember.objects.current(on=clock.today()).filter(is_confirmed=True)
    homes_of = current.filter(person=person).values("household")
    return set(current.filter(household__in=homes_of).values_list("person_id", flat=True))
