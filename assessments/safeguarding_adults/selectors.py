"""Reads of adult safeguarding, each through the policy."""

from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import User
from assessments.safeguarding_adults.models import AdultEnquiry, AdultFinding
from core.errors import NotFound
from people.clusters import identities
from people.models import Person
from referrals.contacts.models import Contact

A_YEAR = timedelta(days=365)


def adult_enquiry(public_id: UUID | str, *, reader: User) -> AdultEnquiry:
    found: AdultEnquiry | None = (
        AdultEnquiry.objects.visible_to(reader)
        .filter(public_id=public_id)
        .select_related("person", "team", "tested_by", "planned_by", "found_by", "concluded_by")
        .first()
    )
    if found is None:
        raise NotFound("There is no such enquiry.")
    return found


def adult_enquiries_of(person: Person, *, reader: User) -> QuerySet[AdultEnquiry]:
    """Every enquiry about an adult, newest first."""
    found: QuerySet[AdultEnquiry] = (
        AdultEnquiry.objects.visible_to(reader)
        .filter(person__in=identities(person))
        .order_by("-started_at", "-pk")
    )
    return found


def within_a_year(row: AdultEnquiry, *, reader: User) -> int:
    """Earlier enquiries within the twelve months before: a repeat is looked at again."""
    before = adult_enquiries_of(row.person, reader=reader).exclude(pk=row.pk)
    return before.filter(started_at__lt=row.started_at, started_at__gte=row.started_at - A_YEAR).count()


def findings_of(row: AdultEnquiry, *, reader: User) -> list[AdultFinding]:
    return list(AdultFinding.objects.visible_to(reader).filter(enquiry=row).order_by("pk"))


def concerns_of(row: AdultEnquiry, *, reader: User) -> list[Contact]:
    found = Contact.objects.visible_to(reader).filter(adult_enquiries__enquiry=row)
    return list(found.order_by("received_at"))
