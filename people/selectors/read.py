"""Rows of one person, each read through the policy."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from core import clock
from localities.models import Locality
from people.clusters import everyone_of, identities, identities_of
from people.enums import INVERSE, InvolvementKind
from people.models import (
    Address,
    Episode,
    HouseholdMember,
    Involvement,
    Person,
    PersonStatus,
    Relationship,
    SafetyWarning,
    Sighting,
)


def workers_with(person: Person, *, reader: User) -> QuerySet[Involvement]:
    """Who is working with this person now, as far as the reader may know."""
    found: QuerySet[Involvement] = (
        Involvement.objects.visible_to(reader)
        .current(at=clock.now())
        .filter(person__in=identities(person))
        .select_related("user__agency", "user__profession", "team", "agency")
        .order_by("kind", "started_at")
    )
    return found


def current_lead(person: Person, *, reader: User) -> Involvement | None:
    """The one lead professional."""
    row: Involvement | None = workers_with(person, reader=reader).filter(kind=InvolvementKind.LEAD).first()
    return row


def open_statuses(person: Person, *, reader: User) -> QuerySet[PersonStatus]:
    found: QuerySet[PersonStatus] = (
        PersonStatus.objects.visible_to(reader)
        .current(on=clock.today())
        .filter(person__in=identities(person))
        .order_by("started_on")
    )
    return found


def last_seen(person: Person, *, reader: User) -> Sighting | None:
    row: Sighting | None = (
        Sighting.objects.visible_to(reader)
        .filter(person__in=identities(person))
        .select_related("seen_by__profession")
        .order_by("-seen_at")
        .first()
    )
    return row


def open_episode_of(person: Person, *, reader: User) -> Episode | None:
    row: Episode | None = (
        Episode.objects.visible_to(reader)
        .filter(person__in=identities(person), closed_at__isnull=True)
        .order_by("opened_at", "pk")
        .first()
    )
    return row


def current_address(person: Person, *, reader: User) -> Address | None:
    row: Address | None = (
        Address.objects.visible_to(reader)
        .filter(person__in=identities(person), ends_on__isnull=True)
        .select_related("locality", "ward")
        .order_by("-starts_on", "-pk")
        .first()
    )
    return row


def current_locality(person: Person) -> Locality | None:
    """The locality that answers for this person: a fact of work allocation, not of the address (no reader)."""
    row = (
        Address.objects.filter(person__in=identities(person), ends_on__isnull=True, locality__isnull=False)
        .select_related("locality")
        .order_by("-starts_on", "-pk")
        .first()
    )
    return row.locality if row else None


def household_of(person: Person, *, reader: User, on: date | None = None) -> list[Person]:
    """Everybody in the same confirmed or recorded households on a date whom the reader may see, the person apart."""
    return households_of([person], reader=reader, on=on)


def households_of(people: Sequence[Person], *, reader: User, on: date | None = None) -> list[Person]:
    """Everybody in a household of any of these people on a date whom the reader may see, these people apart."""
    return list(household_rows(list(identities_of(people)), reader=reader, on=on or clock.today()))


def household_rows(mine: Any, *, reader: User, on: date) -> QuerySet[Person]:
    """The same as a queryset: `mine` are ids, every identity among them, or a query for them."""
    homes = HouseholdMember.objects.current(on=on).filter(person__in=mine).values("household")
    together = HouseholdMember.objects.current(on=on).filter(household__in=homes).values("person")
    found: QuerySet[Person] = (
        Person.objects.visible_to(reader)
        .filter(everyone_of(together))
        .filter(merged_into__isnull=True)
        .exclude(pk__in=mine)
        .order_by("born_on", "pk")
    )
    return found


def related_to(person: Person, *, reader: User) -> list[tuple[Relationship, Person, str]]:
    """Each relationship, the other person, and what they are to this one; only people the reader may see."""
    mine = identities(person)
    rows = list(
        Relationship.objects.filter(Q(person__in=mine) | Q(other__in=mine), ends_on__isnull=True)
        .filter(
            person__in=Person.objects.visible_to(reader).values("pk"),
            other__in=Person.objects.visible_to(reader).values("pk"),
        )
        .select_related("person__survivor", "other__survivor")
        .order_by("kind", "pk")
    )
    found: dict[tuple[int, str], tuple[Relationship, Person, str]] = {}
    for row in rows:
        forwards = row.person_id in mine
        other = row.other if forwards else row.person
        other = other.survivor or other
        words = INVERSE[row.kind] if forwards else str(row.get_kind_display())
        if other.pk not in mine:
            # Two records of one parent say so once.
            found.setdefault((other.pk, words), (row, other, words))
    return list(found.values())


def warnings_for(person: Person, *, reader: User) -> QuerySet[SafetyWarning]:
    """Dangers to visiting staff, told before an address or number (safety t)."""
    found: Any = (
        SafetyWarning.objects.visible_to(reader)
        .current(on=clock.today())
        .filter(person__in=identities(person))
    )
    result: QuerySet[SafetyWarning] = found.order_by("starts_on")
    return result
