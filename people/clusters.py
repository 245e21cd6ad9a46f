"""Records merged into one are read as one: each row keeps the identity it was recorded under, a cluster joins them.

Someone who was never merged has no cluster, and pays for it with a look at one column.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q

from people.enums import Restriction
from people.models import Person

ALONE = Q(survivor__isnull=True)


def identities(person: Person) -> list[int]:
    """Ids of everyone who is this person: themselves, and whoever was merged with them."""
    if person.survivor_id is None:
        return [person.pk]
    return list(
        Person.objects.filter(survivor=person.survivor_id).order_by("pk").values_list("pk", flat=True)
    )


def identities_of(people: Iterable[Person]) -> dict[int, int]:
    """Every id under which these people are recorded, and whose record it is read in: one query where any is merged."""
    found = {person.pk: person.survivor_id or person.pk for person in people}
    roots = {person.survivor_id for person in people if person.survivor_id is not None}
    if roots:
        found |= dict(Person.objects.filter(survivor__in=roots).values_list("pk", "survivor_id"))
    return found


def survivor_of(person: Person) -> Person:
    """Whose record this one is read in; themselves where nothing was merged."""
    if person.merged_into_id is None or person.survivor_id is None:
        return person
    found: Person = Person.objects.get(pk=person.survivor_id)
    return found


def reached_by(rows: Any) -> Q:
    """People about whom one of these rows is, under whatever identity: a filter on Person."""
    return Q(Exists(rows.filter(person=OuterRef("pk")))) | merged_reached_by(rows)


def merged_reached_by(rows: Any) -> Q:
    """The merged among them. The column is asked first, so that the rest is not read for anybody else."""
    clusters = rows.filter(person__survivor__isnull=False).values("person__survivor")
    return ~ALONE & Q(survivor__in=clusters)


def named_by(rows: Any) -> Q:
    """Restricted people on whose named list one of these grants stands; of the merged, on the list of every one."""
    unnamed = (
        Person.objects.filter(survivor__isnull=False)
        .exclude(own_restriction=Restriction.NONE)
        .exclude(pk__in=rows.values("person"))
        .values("survivor")
    )
    return (ALONE & Q(Exists(rows.filter(person=OuterRef("pk"))))) | (
        merged_reached_by(rows) & ~Q(survivor__in=unnamed)
    )


def named_on_all(rows: Any) -> Q:
    """Of the merged, those where these grants name the reader on the list of everyone who is restricted."""
    return ALONE | named_by(rows)
