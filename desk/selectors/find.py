"""Results of a search: each person as far as the reader may know them, in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from accounts.access import holds
from accounts.models import User
from accounts.permissions import Permission
from core import clock
from people.enums import InvolvementKind, Level, Restriction
from people.models import Address, Involvement, Person, SafeAddress
from people.selectors import find_people, levels

LIMIT = 30


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the results."""

    person: Person
    level: Level
    lead: Involvement | None
    locality: str


def find(text: str, *, reader: User) -> tuple[list[Found], bool]:
    """People who fit, and whether there are more than shown."""
    people = find_people(text, reader=reader, limit=LIMIT + 1)
    return lines(people[:LIMIT], reader=reader), len(people) > LIMIT


def lines(people: Sequence[Person], *, reader: User) -> list[Found]:
    """Level, lead and locality of several people: four queries, however many they are."""
    if not people:
        return []
    ids = [person.pk for person in people]
    depth = levels(reader, people)
    leads = {
        row.person_id: row
        for row in Involvement.objects.visible_to(reader)
        .current(at=clock.now())
        .filter(person__in=ids, kind=InvolvementKind.LEAD)
        .select_related("user__agency", "user__profession")
    }
    places = _localities(ids) if holds(reader, Permission.PERSON_INDEX) else {}
    return [Found(row, depth[row.pk], leads.get(row.pk), places.get(row.pk, "")) for row in people]


def _localities(ids: list[int]) -> dict[int, str]:
    """Which locality answers for whom: left out where a confidential address could show."""
    safe = SafeAddress.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=clock.today())).filter(
        person=OuterRef("person")
    )
    rows = (
        Address.objects.filter(person__in=ids, ends_on__isnull=True, locality__isnull=False)
        .filter(~Exists(safe))
        .order_by("starts_on", "pk")
        .values_list("person_id", "locality__name")
    )
    return dict(rows)


def hidden_named(text: str) -> list[Person]:
    """Restricted people whom a search names in full or by NHS number.

    Read past the policy on purpose: the searcher is shown nothing; the owner of the access log is told.
    """
    words = text.split()
    hidden = Person.objects.exclude(restriction=Restriction.NONE)
    digits = "".join(words)
    if digits.isdigit() and len(digits) == 10:
        return list(hidden.filter(nhs_number=digits))
    if len(words) < 2:
        return []
    return list(hidden.filter(forename__iexact=words[0], surname__iexact=" ".join(words[1:])))
