"""Finding people: by name, date of birth, NHS number, postcode or reference, among those the reader may see."""

import re
import uuid
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from core.errors import NotFound
from people.clusters import survivor_of
from people.enums import COMMUNAL, Restriction
from people.models import Address, Person, PersonName, Reference

_DATE = re.compile(r"^(\d{1,2})[ /.-](\d{1,2})[ /.-](\d{4}|\d{2})$")
_POSTCODE = re.compile(r"^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$", re.I)
_REFERENCE = re.compile(r"^[A-Z]{1,3}-?\d{2}-?\d{3,}$", re.I)


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
    """People whose name, alias, date of birth, NHS number, postcode or reference fits; never by a safe address."""
    words = text.strip()
    if len(words) < 2:
        return []
    seen = Person.objects.visible_to(reader).filter(merged_into__isnull=True)
    digits = words.replace(" ", "")
    if digits.isdigit() and len(digits) == 10:
        fits = Q(nhs_number=digits)
    elif born := _as_date(words):
        fits = Q(born_on=born)
    elif _POSTCODE.match(words):
        fits = Q(pk__in=_at_postcode(words, reader))
    elif _REFERENCE.match(words):
        fits = Q(pk__in=Reference.objects.visible_to(reader).filter(reference__iexact=words).values("person"))
    else:
        fits = _by_name(words, reader)
    return list(seen.filter(fits).order_by("surname", "forename", "pk")[:limit])


def _as_date(text: str) -> date | None:
    match = _DATE.match(text)
    if not match:
        return None
    day, month, year = (int(part) for part in match.groups())
    try:
        return date(year if year > 99 else (2000 + year if year <= 30 else 1900 + year), month, day)
    except ValueError:
        return None


def _at_postcode(text: str, reader: User) -> Any:
    bare = text.replace(" ", "").upper()
    spaced = f"{bare[:-3]} {bare[-3:]}"
    return (
        Address.objects.visible_to(reader)
        .filter(postcode__in=(bare, spaced), ends_on__isnull=True)
        .exclude(kind__in=COMMUNAL)
        .values("person")
    )


def _by_name(text: str, reader: User) -> Q:
    parts = [part.upper() for part in text.split()]
    fits = Q()
    aliases = Q()
    for part in parts:
        fits &= (
            Q(surname__istartswith=part) | Q(forename__istartswith=part) | Q(preferred_name__istartswith=part)
        )
        aliases &= Q(surname__istartswith=part) | Q(forename__istartswith=part)
    other = PersonName.objects.visible_to(reader).filter(aliases).values("person")
    return fits | Q(pk__in=other)


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
