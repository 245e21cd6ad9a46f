"""The family around a person on a day: who is whose, who lived with whom, as far as the reader may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, DateField, Exists, OuterRef, Q, Value, When

from accounts.access import known_as
from accounts.models import User
from core import clock
from core.asking import OneOf, Place, asked, moment
from people.clusters import everyone_of, identities
from people.compiled import person_at
from people.enums import COMMUNAL, AddressKind, Level, RelationshipKind
from people.models import Address, Household, HouseholdMember, Person, Relationship, SafeAddress
from people.visibility import record_clause

_FIRST, _LAST = (Place(name, DateField()) for name in ("first", "last"))
# How far from the person a genogram looks, and how many people it holds at most.
STEPS, MOST = 3, 60
# Ties of blood stand from birth on, whenever somebody wrote them down.
BLOOD = frozenset(
    {
        RelationshipKind.PARENT,
        RelationshipKind.GRANDPARENT,
        RelationshipKind.SIBLING,
        RelationshipKind.HALF_SIBLING,
    }
)


@dataclass(slots=True)
class Circle:
    """People around one person, the ties between them and their homes on one day; merged records are one person."""

    index: Person
    people: dict[int, Person] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)
    ties: list[Relationship] = field(default_factory=list)
    ends: dict[int, tuple[int, int]] = field(default_factory=dict)
    homes: list[tuple[Household, list[HouseholdMember]]] = field(default_factory=list)
    same: dict[int, int] = field(default_factory=dict)
    # Everybody met on the way and every tie between them, whenever it held.
    met: list[Person] = field(default_factory=list)
    told: list[Relationship] = field(default_factory=list)
    # Somebody unrestricted belongs here whom the reader may not see: ask the front door (safety m).
    has_more: bool = False


def circle_of(person: Person, *, reader: User, on: date) -> Circle:
    """The family of a person whose record this request has opened: as many queries for three people as for sixty."""
    found = Circle(index=person, people={person.pk: person}, levels={person.pk: Level.RECORD})
    found.same = dict.fromkeys(identities(person), person.pk)
    rows: dict[int, Relationship] = {}
    asked: set[int] = set()
    for _ in range(STEPS):
        # Relationships are told by the record of either person: nobody's at card level is followed.
        frontier = {pk for pk, one in found.same.items() if found.levels.get(one) == Level.RECORD} - asked
        if not frontier or len(found.people) >= MOST:
            break
        asked |= frontier
        fresh = list(
            Relationship.objects.filter(Q(person__in=frontier) | Q(other__in=frontier)).order_by("pk")
        )
        rows |= {row.pk: row for row in fresh}
        known = set(found.same)
        ids = {pk for row in fresh for pk in (row.person_id, row.other_id)} - known
        _meet(found, ids, reader=reader)
    lodgers = _lodgers(found, on=on)
    _meet(found, {row.person_id for row in lodgers} - set(found.same), reader=reader)
    _tie(found, rows.values(), on=on)
    found.homes = _homes(found, lodgers)
    found.met, found.told = list(found.people.values()), list(rows.values())
    _keep_near(found)
    return found


def _keep_near(found: Circle) -> None:
    """Whom no tie and no home of that day joins to the person is not of the picture."""
    joined = [set(ends) for ends in found.ends.values()]
    joined += [{found.same[row.person_id] for row in members} for _, members in found.homes]
    near, grown = {found.index.pk}, True
    while grown:
        more = {key for group in joined if group & near for key in group}
        grown = not more <= near
        near |= more
    found.people = {key: row for key, row in found.people.items() if key in near}
    found.ties = [row for row in found.ties if found.ends[row.pk][0] in near]
    found.homes = [home for home in found.homes if found.same[home[1][0].person_id] in near]


def _meet(found: Circle, ids: set[int], *, reader: User) -> None:
    """Add those whom the reader may see, each as the person whose record they are read in."""
    if not ids:
        return
    [seen] = asked(("met", known_as(reader)), lambda: [_seen(_met(), reader)], people=list(ids))
    for row in seen:
        root = row.survivor_id or row.pk
        found.same[row.pk] = root
        if row.pk == root:
            found.people[root] = row
            found.levels[root] = Level.RECORD if row.is_open else Level.CARD
    hidden = ids - set(found.same)
    if hidden and not found.has_more:
        found.has_more = Person.objects.filter(pk__in=hidden, restriction="NONE").exists()


def _met() -> Q:
    return everyone_of(Person.objects.filter(OneOf("pk", "people")).values("pk"))


def _seen(which: Q, reader: User) -> Any:
    """These people as far as the reader sees them, each with whether their record is open."""
    opened = Case(
        When(person_at("pk", record_clause, reader, moment()), then=Value(True)), default=Value(False)
    )
    rows = Person.objects.visible_to(reader).filter(which).annotate(is_open=opened)
    return rows.order_by("born_on", "pk")[: MOST * 2]


def _tie(found: Circle, rows: Iterable[Relationship], *, on: date) -> None:
    """Ties that hold on the day between two people who are shown, each once."""
    told: set[tuple[int, int, str]] = set()
    for row in rows:
        one, other = found.same.get(row.person_id), found.same.get(row.other_id)
        if one is None or other is None or one == other or not _holds(row, on):
            continue
        key = (one, other, row.kind)
        if key not in told:
            told.add(key)
            found.ties.append(row)
            found.ends[row.pk] = (one, other)


def _holds(row: Relationship, on: date) -> bool:
    if row.ends_on is not None and row.ends_on <= on:
        return False
    return (
        row.kind in BLOOD or row.starts_on <= on or (row.ends_on is None and row.starts_on == _told_on(row))
    )


def _told_on(row: Relationship) -> date:
    """A tie without a known beginning begins on the day it was written down: it may well be older."""
    return clock.to_local(row.recorded_at).date()


def _lodgers(found: Circle, *, on: date) -> list[HouseholdMember]:
    """Everybody in the households, on the day, of those whose record is open."""
    current = HouseholdMember.objects.current(on=on)
    opened = [pk for pk, one in found.same.items() if found.levels.get(one) == Level.RECORD]
    homes = current.filter(person__in=opened).values("household")
    rows = current.filter(household__in=homes).select_related("household")
    return list(rows.order_by("household", "pk"))


def _homes(
    found: Circle, lodgers: Iterable[HouseholdMember]
) -> list[tuple[Household, list[HouseholdMember]]]:
    grouped: dict[int, list[HouseholdMember]] = {}
    for row in lodgers:
        if row.person_id in found.same:
            grouped.setdefault(row.household_id, []).append(row)
    return [(members[0].household, members) for members in grouped.values()]


def changes_of(found: Circle) -> list[date]:
    """The days on which the picture changed: births, deaths, ties and homes that began or ended."""
    days: set[date | None] = set()
    for person in found.met:
        days |= {person.born_on, person.died_on}
    for row in found.told:
        days |= {row.ends_on} | (set() if row.kind in BLOOD else {row.starts_on})
    lived = HouseholdMember.objects.filter(person__in=list(found.same)).values_list("starts_on", "ends_on")
    for starts, ends in lived:
        days |= {starts, ends}
    return sorted(day for day in days if day is not None and day <= clock.today())


def lived_here(person: Person, *, on: date, reader: User) -> tuple[list[Address], list[Person]]:
    """Where this person lived on a day, and who else whom the reader may open lived there then.

    Never through a hospital, hostel, placement or other shared place, nor for whoever had a confidential address
    then (safety l).
    """
    safe = SafeAddress.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)
    whole = identities(person)
    if safe.filter(person__in=whole).exists():
        return [], []
    own = list(Address.objects.visible_to(reader).current(on=on).filter(person__in=whole).order_by("pk"))
    # Whoever leaves on the day another arrives has left: the last day of an address is its own.
    places = [
        row
        for row in own
        if row.kind not in COMMUNAL and row.kind != AddressKind.NO_FIXED_ABODE and row.lines
    ]
    if not places:
        return own, []
    same = Q()
    for row in places:
        same |= Q(lines__iexact=row.lines, postcode=row.postcode)
    hidden = safe.filter(Q(person=OuterRef("person")) | Q(person__survivor=OuterRef("person__survivor")))
    others = (
        Address.objects.visible_to(reader)
        .current(on=on)
        .filter(same, ~Exists(hidden))
        .exclude(kind__in=COMMUNAL)
        .exclude(person__in=whole)
        .select_related("person__survivor")
        .order_by("person__born_on", "pk")
    )
    found = {(row.person.survivor or row.person).pk: row.person.survivor or row.person for row in others}
    return own, list(found.values())


def household_people(person: Person, *, reader: User, on: Sequence[date]) -> list[Person]:
    """Everybody whose record is open to the reader and who shared a household with this person between two days."""
    first, last = on
    [seen] = asked(
        ("together", known_as(reader)),
        lambda: [_seen(_together(), reader)],
        people=identities(person),
        first=first,
        last=last,
    )
    found = [row for row in seen if row.is_open and row.merged_into_id is None]
    return sorted(
        found, key=lambda row: (row.pk != person.pk, row.born_on or row.expected_on or last, row.pk)
    )


def _together() -> Q:
    """Whoever shared a household with these people between two days."""
    spans = HouseholdMember.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=_FIRST), starts_on__lte=_LAST
    )
    homes = spans.filter(OneOf("person_id", "people")).values("household")
    return everyone_of(spans.filter(household__in=homes).values("person"))
