"""Rows of one person, each read through the policy."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from core import clock
from localities.models import Locality
from people.enums import InvolvementKind
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
        .filter(person=person)
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
        .filter(person=person)
        .order_by("started_on")
    )
    return found


def last_seen(person: Person, *, reader: User) -> Sighting | None:
    row: Sighting | None = (
        Sighting.objects.visible_to(reader)
        .filter(person=person)
        .select_related("seen_by__profession")
        .order_by("-seen_at")
        .first()
    )
    return row


def open_episode_of(person: Person, *, reader: User) -> Episode | None:
    row: Episode | None = (
        Episode.objects.visible_to(reader).filter(person=person, closed_at__isnull=True).first()
    )
    return row


def current_address(person: Person, *, reader: User) -> Address | None:
    row: Address | None = (
        Address.objects.visible_to(reader)
        .filter(person=person, ends_on__isnull=True)
        .select_related("locality", "ward")
        .order_by("-starts_on", "-pk")
        .first()
    )
    return row


def current_locality(person: Person) -> Locality | None:
    """The locality that answers for this person: a fact of work allocation, not of the address (no reader)."""
    row = (
        Address.objects.filter(person=person, ends_on__isnull=True, locality__isnull=False)
        .select_related("locality")
        .order_by("-starts_on", "-pk")
        .first()
    )
    return row.locality if row else None


def household_of(person: Person, *, reader: User, on: date | None = None) -> list[Person]:
    """Everybody in the same confirmed or recorded households on a date whom the reader may see, the person apart."""
    day = on or clock.today()
    homes = HouseholdMember.objects.current(on=day).filter(person=person).values("household")
    together = HouseholdMember.objects.current(on=day).filter(household__in=homes).values("person")
    return list(
        Person.objects.visible_to(reader)
        .filter(pk__in=together)
        .exclude(pk=person.pk)
        .order_by("born_on", "pk")
    )


def related_to(person: Person, *, reader: User) -> list[tuple[Relationship, Person, str]]:
    """Each relationship, the other person, and what they are to this one; only people the reader may see."""
    from people.enums import INVERSE

    rows = (
        Relationship.objects.filter(Q(person=person) | Q(other=person), ends_on__isnull=True)
        .filter(
            person__in=Person.objects.visible_to(reader).values("pk"),
            other__in=Person.objects.visible_to(reader).values("pk"),
        )
        .select_related("person", "other")
        .order_by("kind", "pk")
    )
    found: list[tuple[Relationship, Person, str]] = []
    for row in rows:
        if row.person_id == person.pk:
            found.append((row, row.other, INVERSE[row.kind]))
        else:
            found.append((row, row.person, str(row.get_kind_display())))
    return found


def warnings_for(person: Person, *, reader: User) -> QuerySet[SafetyWarning]:
    """Dangers to visiting staff, told before an address or number (safety t)."""
    found: Any = SafetyWarning.objects.visible_to(reader).current(on=clock.today()).filter(person=person)
    result: QuerySet[SafetyWarning] = found.order_by("starts_on")
    return result
