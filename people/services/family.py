"""Relationships and households."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from accounts.models import User
from core import clock
from core.errors import DomainError
from core.history import acting
from people.enums import RelationshipKind
from people.models import Household, HouseholdMember, Person, Relationship


@transaction.atomic
def relate(
    *,
    person: Person,
    other: Person,
    kind: str,
    by: User,
    has_parental_responsibility: bool | None = None,
    responsibility_basis: str = "",
    no_contact: bool = False,
    starts_on: date | None = None,
    partnership: str = "",
    quality: str = "",
) -> Relationship:
    """`person` is the parent, sibling, carer ... of `other`; said twice, it is brought up to date."""
    if person.pk == other.pk:
        raise DomainError("A person cannot be related to themselves.", field="other")
    if kind not in RelationshipKind.values:
        raise DomainError("Choose a relationship from the list.", field="kind")
    if partnership and kind not in {RelationshipKind.PARTNER, RelationshipKind.FORMER_PARTNER}:
        raise DomainError("Only partners are married, together, separated or divorced.", field="partnership")
    symmetric = kind in {"SIBLING", "HALF_SIBLING", "PARTNER", "FORMER_PARTNER"}
    if symmetric and person.pk > other.pk:
        person, other = other, person
    existing = Relationship.objects.select_for_update().filter(
        person=person, other=other, kind=kind, ends_on__isnull=True
    )
    row: Relationship = existing.first() or Relationship(
        person=person,
        other=other,
        kind=kind,
        starts_on=starts_on or clock.today(),
        recorded_at=clock.now(),
        recorded_by=by,
    )
    if has_parental_responsibility is not None:
        row.has_parental_responsibility = has_parental_responsibility
        row.responsibility_basis = responsibility_basis
    row.no_contact = no_contact
    row.partnership, row.quality = partnership or row.partnership, quality or row.quality
    if row.pk:
        row.version += 1
    with acting(by=by, reason="relationship recorded"):
        row.save()
    return row


@transaction.atomic
def end_relationship(*, relationship: Relationship, by: User, ends_on: date) -> Relationship:
    """A relationship's last day."""
    row = Relationship.objects.select_for_update().get(pk=relationship.pk)
    row.ends_on = ends_on
    row.version += 1
    with acting(by=by, reason="relationship ended"):
        row.save(update_fields=["ends_on", "version"])
    return row


@transaction.atomic
def set_household(
    *,
    people: Iterable[Person],
    by: User,
    household: Household | None = None,
    confirmed: bool = False,
    starts_on: date | None = None,
    note: str = "",
) -> Household:
    """These people live together: joins them to the household, leaving earlier members as they are."""
    now, since = clock.now(), starts_on or clock.today()
    with acting(by=by, reason="household recorded"):
        home: Household = household or Household.objects.create(note=note, recorded_at=now, recorded_by=by)
        for person in people:
            row = HouseholdMember.objects.filter(household=home, person=person, ends_on__isnull=True).first()
            if row is None:
                HouseholdMember.objects.create(
                    household=home,
                    person=person,
                    is_confirmed=confirmed,
                    starts_on=since,
                    recorded_at=now,
                    recorded_by=by,
                )
            elif confirmed and not row.is_confirmed:
                row.is_confirmed = True
                row.version += 1
                row.save(update_fields=["is_confirmed", "version"])
    return home
