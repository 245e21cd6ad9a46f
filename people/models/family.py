"""Relationships with parental responsibility, and households over time."""

from django.db import models
from django.db.models import F, Q

from core.history import tracked
from core.models import Record
from people.enums import BondQuality, Partnership, RelationshipKind
from people.models.person import Person
from people.querysets import DatedRowQuerySet, PolicyQuerySet, RelationshipQuerySet


@tracked()
class Relationship(Record):
    """`person` is the parent, sibling, carer ... of `other`; one row serves both directions."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="related_from")
    kind = models.CharField(max_length=16, choices=RelationshipKind)
    # Whether `person` holds parental responsibility for `other`, and how (Children Act 1989 s2-4).
    has_parental_responsibility = models.BooleanField(null=True, blank=True)
    responsibility_basis = models.CharField(max_length=120, blank=True)
    no_contact = models.BooleanField(default=False)
    # How two partners are joined or parted, and what stands between two people: the lines of a genogram.
    partnership = models.CharField(max_length=10, choices=Partnership, blank=True)
    quality = models.CharField(max_length=10, choices=BondQuality, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = RelationshipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("other")), name="relationship_of_two"),
            models.UniqueConstraint(
                fields=["person", "other", "kind"],
                condition=Q(ends_on__isnull=True),
                name="relationship_once",
            ),
            models.CheckConstraint(
                condition=Q(partnership="") | Q(kind__in=["PARTNER", "FORMER_PARTNER"]),
                name="relationship_partnership_of_partners",
            ),
        ]


class HouseholdQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    person_lookup = "members__person"


@tracked()
class Household(Record):
    """People who live together, confirmed by someone, never guessed from an address (safety l)."""

    note = models.CharField(max_length=200, blank=True)

    objects = HouseholdQuerySet.as_manager()


@tracked()
class HouseholdMember(Record):
    """A person's time in a household; a child may live in two."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="household_memberships")
    part_of_week = models.CharField(max_length=60, blank=True)
    is_confirmed = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = DatedRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household", "person"],
                condition=Q(ends_on__isnull=True),
                name="household_member_once",
            )
        ]
