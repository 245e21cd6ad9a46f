"""What is told of somebody, and what the index knows of somebody, in the same form so that both can be compared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from accounts.access import holds, known_as
from accounts.models import User
from accounts.permissions import Permission
from core.asking import OneOf, asked
from people.enums import COMMUNAL
from people.linkage.cleaning import Described, describe
from people.models import Address, ContactPoint, Person, PersonName, SafeAddress


@dataclass(frozen=True, slots=True)
class Told:
    """One person as described, with every other name; an unborn child or a twin is said to be so."""

    row: Described
    other_names: tuple[tuple[str, str], ...] = ()
    is_unborn: bool = False
    is_multiple_birth: bool = False
    expected: str = ""
    is_dead: bool = False


def told(
    *,
    forename: str = "",
    surname: str = "",
    preferred_name: str = "",
    aliases: str = "",
    born_on: date | None = None,
    expected_on: date | None = None,
    sex: str = "",
    lines: str = "",
    postcode: str = "",
    nhs_number: str = "",
    phone: str = "",
    is_multiple_birth: bool = False,
) -> Told:
    """A person as somebody describes them; what is not said is unknown."""
    row = describe(
        {
            "given_name": forename, "surname": surname, "sex": sex, "address_1": lines, "postcode": postcode,
            "date_of_birth": born_on.isoformat() if born_on else "", "nhs_number": nhs_number, "phone": phone,
        }
    )  # fmt: skip
    others = [(preferred_name, surname)] if preferred_name else []
    for alias in filter(None, (part.strip() for part in aliases.split(","))):
        first, _, last = alias.partition(" ")
        others.append((first, last or surname))
    return Told(
        row=row,
        other_names=_names(others),
        is_unborn=expected_on is not None or row.is_unnamed,
        is_multiple_birth=is_multiple_birth,
        expected=expected_on.isoformat() if expected_on else "",
    )


def _names(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    cleaned = [describe({"given_name": first, "surname": last}) for first, last in pairs]
    return tuple(dict.fromkeys((each.given, each.surname) for each in cleaned if each.given or each.surname))


def known_of(people: Iterable[Person], *, reader: User) -> dict[int, Told]:
    """The same of people in the index, as far as the reader may read it; never a confidential address (safety l).

    Whoever keeps the index is told that a postcode or telephone agrees, as the search tells them, and never what it is.
    """
    rows = {person.pk: person for person in people}
    named, lived, rung = asked(("known_of", known_as(reader)), lambda: _tables(reader), people=list(rows))
    names: dict[int, list[tuple[str, str]]] = {}
    for pk, forename, surname in named:
        names.setdefault(pk, []).append((forename, surname))
    homes = {home.person_id: home for home in lived}
    phones = dict(rung)
    return {pk: _known(person, names.get(pk, []), homes.get(pk), phones) for pk, person in rows.items()}


def _tables(reader: User) -> list[Any]:
    of = OneOf("person_id", "people")
    homes, phones = Address.objects.all(), ContactPoint.objects.all()
    if not holds(reader, Permission.PERSON_INDEX):
        homes, phones = homes.visible_to(reader), phones.visible_to(reader)
    return [
        PersonName.objects.visible_to(reader).filter(of).values_list("person", "forename", "surname"),
        homes.filter(of, ends_on__isnull=True)
        .exclude(kind__in=COMMUNAL)
        .exclude(person__in=SafeAddress.objects.filter(ends_on__isnull=True).values("person"))
        .order_by("starts_on", "pk"),
        phones.in_use().filter(of, kind="PHONE").order_by("pk").values_list("person", "value"),
    ]


def _known(
    person: Person, names: list[tuple[str, str]], home: Address | None, phones: Mapping[int, str]
) -> Told:
    found = told(
        forename=person.forename,
        surname=person.surname,
        preferred_name=person.preferred_name,
        born_on=person.born_on,
        expected_on=person.expected_on,
        sex=person.sex,
        lines=home.lines if home else "",
        postcode=home.postcode if home else "",
        nhs_number=person.nhs_number,
        phone=phones.get(person.pk, ""),
        is_multiple_birth=person.is_multiple_birth,
    )
    return replace(found, other_names=found.other_names + _names(names), is_dead=person.died_on is not None)
