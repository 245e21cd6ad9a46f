"""Finding people: by name, date of birth, NHS number, postcode or reference, among those the reader may see."""

import uuid
from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import User
from core.errors import NotFound
from people.clusters import survivor_of
from people.enums import Restriction
from people.models import Person, PersonName, Reference
from people.search import search

# From this score on nothing that was typed is contradicted.
FITS = 0.8


def get_person(public_id: uuid.UUID | str, *, reader: User) -> Person:
    """The person at this address, if the reader sees at least the index card; else as though nobody were there.

    The address of a record that was merged leads to the record that survived it.
    """
    person: Person | None = Person.objects.visible_to(reader).filter(public_id=public_id).first()
    if person is None:
        raise NotFound("There is no such record.")
    return survivor_of(person)


def by_reference(reference: str, *, reader: User) -> QuerySet[Person]:
    found: QuerySet[Person] = Person.objects.visible_to(reader).filter(
        pk__in=Reference.objects.visible_to(reader)
        .filter(reference__iexact=reference.strip())
        .values("person")
    )
    return found


def find_people(text: str, *, reader: User, limit: int = 20) -> list[Person]:
    """People whom every part of a text fits, short forms and beginnings of names included; never by a safe address.

    The page of the search shows near misses too, and says why (people.search).
    """
    found = search(text, reader=reader, limit=limit)
    return [hit.person for hit in found if hit.score >= FITS]


def restricted_matches(
    *, forename: str = "", surname: str = "", born_on: date | None = None, nhs_number: str = ""
) -> list[Person]:
    """Restricted people whom these details name, for blind matching inside submission alone (safety o, q).

    Read past the policy on purpose: the caller shows the answer to nobody and routes to the named list.
    """
    fits = Q(pk__in=[])
    if nhs_number:
        fits |= Q(nhs_number=nhs_number.replace(" ", ""))
    if surname and born_on:
        fits |= Q(surname__iexact=surname.strip(), born_on=born_on)
    hidden = Person.objects.exclude(restriction=Restriction.NONE)
    found = list(hidden.filter(fits))
    if surname and born_on:
        alias = PersonName.objects.filter(surname__iexact=surname.strip()).values("person")
        found += list(hidden.filter(pk__in=alias, born_on=born_on).exclude(pk__in=[row.pk for row in found]))
    return found
