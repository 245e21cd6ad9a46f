"""Who somebody was called and how they were known over time; what is protected is not there."""

from django.db.models import QuerySet

from accounts.models import User
from people.clusters import identities
from people.models import AdoptionLink, IdentityChange, Person, PersonName


def changes(person: Person, *, reader: User) -> QuerySet[IdentityChange]:
    rows: QuerySet[IdentityChange] = IdentityChange.objects.visible_to(reader)
    return (
        rows.filter(person__in=identities(person))
        .select_related("changed_by__profession")
        .order_by("-changed_at", "-pk")
    )


def names(person: Person, *, reader: User) -> QuerySet[PersonName]:
    rows: QuerySet[PersonName] = PersonName.objects.visible_to(reader)
    return rows.filter(person__in=identities(person)).order_by("pk")


def adopted_as(person: Person, *, reader: User) -> Person | None:
    """The new record of an adopted child, seen from the sealed file by those named on it; never the other way."""
    link: AdoptionLink | None = (
        AdoptionLink.objects.visible_to(reader).filter(before=person).select_related("after").first()
    )
    return link.after if link else None
