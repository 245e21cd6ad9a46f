"""Whom of the index the rows of a batch may mean: asked once for all of them, compared row by row."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.db.models.functions import Upper

from accounts.models import User
from people.enums import Restriction
from people.linkage.cleaning import fold
from people.matching.likeness import LIKELY, compare, may_link_itself
from people.matching.told import Told, known_of, told
from people.models import Address, Person, PersonName, SourceRecord
from people.onboarding.rows import Row

NUMBERS = ("nhs_number", "upn", "local_id")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The same person beyond doubt, or whom the row may mean, the hidden apart; neither: somebody new."""

    same: Person | None = None
    may_be: bool = False
    hidden: Person | None = None


def told_of(row: Row) -> Told:
    """A row as it is compared."""
    return told(
        forename=row.forename, surname=row.surname, born_on=row.born_on, expected_on=row.expected_on, sex=row.sex,
        lines=row.lines, postcode=row.postcode, nhs_number=row.nhs_number, phone=row.phone,
    )  # fmt: skip


class Known:
    """Everybody who may be meant: with a number of the batch, born on one of its days or a slip from it at one of its
    postcodes, and whoever is restricted."""

    def __init__(self, rows: Sequence[Row], *, kind: str, by: User) -> None:
        meant = Person.objects.filter(merged_into__isnull=True)
        by_day = _worth_describing(rows, list(meant.filter(_meant_by(rows))))
        people = list({*by_day, *meant.filter(pk__in=_of_one_home(rows))})
        self._told = known_of(people, reader=by)
        self._by_day: dict[date | None, list[Person]] = defaultdict(list)
        self._by_home: dict[tuple[str, str], list[Person]] = defaultdict(list)
        self._numbers: dict[tuple[str, str], Person] = {}
        # Whom the same system knows under another number is another person, says that system.
        listed = SourceRecord.objects.filter(kind=kind, person__in=people).values_list("person_id", flat=True)
        self._listed: set[int | None] = {None, *listed}
        self._fresh: dict[int, Told] = {}
        self._hidden: list[Person] = []
        for person in people:
            if person.restriction != Restriction.NONE:
                self._hidden.append(person)
            self._place(person, self._told[person.pk])

    def add(self, person: Person, described: Told) -> None:
        """Somebody new of this very batch is known to the rows after it."""
        self._fresh[id(person)] = described
        self._place(person, described)

    def judge(self, row: Row, described: Told) -> Verdict:
        """Only a valid NHS number with birth and name links by itself; whoever is likely is left to a person (safety r)."""
        found = self._numbers.get(("nhs_number", row.nhs_number)) if row.nhs_number else None
        is_free = found is not None and found.pk is not None and found.restriction == Restriction.NONE
        if found is not None and is_free and may_link_itself(described, self._of(found)):
            return Verdict(same=found)
        likely = [person for person in self._near(row, described) if self._is_likely(described, person)]
        likely += [
            self._numbers[(name, value)]
            for name in NUMBERS
            if (value := getattr(row, name)) and (name, value) in self._numbers
        ]
        hidden = [person for person in likely if person.restriction != Restriction.NONE]
        return Verdict(may_be=bool(likely), hidden=hidden[0] if hidden else None)

    def _of(self, person: Person) -> Told:
        return self._told[person.pk] if person.pk is not None else self._fresh[id(person)]

    def _place(self, person: Person, described: Told) -> None:
        self._by_day[person.born_on or person.expected_on].append(person)
        if described.row.postcode and described.row.surname:
            self._by_home[(described.row.postcode, described.row.surname)].append(person)
        for name in NUMBERS:
            if value := getattr(person, name):
                self._numbers[(name, value)] = person

    def _near(self, row: Row, described: Told) -> Iterable[Person]:
        """People worth comparing: born the same day with a name that begins alike, of one home, or restricted."""
        seen: set[int] = set()
        home = (described.row.postcode, described.row.surname)
        for person in (
            *self._by_day[row.born_on or row.expected_on],
            *self._by_home.get(home, ()),
            *self._hidden,
        ):
            if id(person) not in seen and _worth_it(described, self._of(person)):
                seen.add(id(person))
                yield person

    def _is_likely(self, described: Told, person: Person) -> bool:
        like = compare(described, self._of(person))
        return like.words == "Very likely" or (like.probability >= LIKELY and person.pk not in self._listed)


def _worth_describing(rows: Sequence[Row], people: Sequence[Person]) -> Iterable[Person]:
    """Of those born on a day of the batch, whoever has a name that begins as one of that day; any bearer of a number."""
    initials: set[tuple[date | None, str]] = set()
    for row in rows:
        day = row.born_on or row.expected_on
        initials |= {(day, fold(name)[:1]) for name in (row.forename, row.surname)}
    also = set(
        PersonName.objects.filter(person__in=[person.pk for person in people]).values_list(
            "person_id", flat=True
        )
    )
    numbers = {(name, value) for row in rows for name in NUMBERS if (value := getattr(row, name))}
    for person in people:
        day = person.born_on or person.expected_on
        names = (person.forename, person.surname, person.preferred_name)
        if (
            person.pk in also
            or person.restriction != Restriction.NONE
            or any((day, fold(name)[:1]) in initials for name in names)
            or any((name, getattr(person, name)) in numbers for name in NUMBERS)
        ):
            yield person


def _worth_it(one: Told, other: Told) -> bool:
    """Two people with no letter of a name in the same place, no number and no home in common are not compared."""
    if other.other_names or not one.row.given or not other.row.given:
        return True
    return (
        bool(one.row.nhs and one.row.nhs == other.row.nhs)
        or bool(one.row.postcode and one.row.postcode == other.row.postcode)
        or bool({one.row.given[:1], one.row.surname[:1]} & {other.row.given[:1], other.row.surname[:1]})
    )


def _meant_by(rows: Sequence[Row]) -> Q:
    meant = ~Q(restriction=Restriction.NONE)
    for name in NUMBERS:
        if wanted := {value for row in rows if (value := getattr(row, name))}:
            meant |= Q(**{f"{name}__in": wanted})
    if born := {row.born_on for row in rows if row.born_on}:
        meant |= Q(born_on__in=born)
    if expected := {row.expected_on for row in rows if row.expected_on}:
        meant |= Q(expected_on__in=expected)
    return meant


def _of_one_home(rows: Sequence[Row]) -> list[int]:
    """Whoever bears a surname of the batch and lives at a postcode of the batch: their birth date may be a slip."""
    surnames = {row.surname.upper() for row in rows if row.surname}
    homes = Address.objects.filter(
        postcode__in={row.postcode for row in rows if row.postcode}, ends_on__isnull=True
    )
    return list(
        homes.annotate(called=Upper("person__surname"))
        .filter(called__in=surnames)
        .values_list("person_id", flat=True)
    )
