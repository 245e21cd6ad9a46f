"""The family in words: a list that says all that the drawing shows."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from core.govuk import words
from desk.selectors.family import Home, Relative
from people.enums import BirthCertainty
from people.models import Address, Person, Relationship
from people.selectors.family import Circle


@dataclass(frozen=True, slots=True)
class Kin:
    """One relative in a line."""

    name: str
    href: str
    age: str
    is_their: str
    responsibility: str
    no_contact: bool
    in_household: bool
    row_id: UUID


@dataclass(frozen=True, slots=True)
class Dwelling:
    """One household."""

    state: str
    note: str
    members: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody of the drawing, with every tie of theirs in words."""

    name: str
    href: str
    age: str
    ties: list[str]


def age_on(person: Person, on: date) -> str:
    if person.died_on and person.died_on <= on:
        return f"died {words.plain_date(person.died_on)}"
    if person.born_on and person.born_on > on:
        return f"unborn, born {words.plain_date(person.born_on)}"
    return words.age(
        born_on=person.born_on, expected_on=person.expected_on, on=on,
        estimated=person.birth_certainty == BirthCertainty.ESTIMATED,
    )  # fmt: skip


def relatives(found: list[Relative], *, on: date) -> list[Kin]:
    return [
        Kin(
            name=line.person.full_name,
            href=reverse("person_detail", args=[line.person.public_id]),
            age=age_on(line.person, on),
            is_their=_is_their(line),
            responsibility=_responsibility(line.row),
            no_contact=line.row.no_contact,
            in_household=line.in_household,
            row_id=line.row.public_id,
        )
        for line in found
    ]


def _is_their(line: Relative) -> str:
    joined = str(line.row.get_partnership_display()).lower()
    return f"{line.is_their} ({joined})" if joined else line.is_their


def _responsibility(row: Relationship) -> str:
    held = row.has_parental_responsibility
    if held is None:
        return ""
    basis = f" ({row.responsibility_basis})" if row.responsibility_basis else ""
    return f"parental responsibility{basis}" if held else "no parental responsibility"


def homes(found: list[Home], *, on: date) -> list[Dwelling]:
    return [
        Dwelling(
            "Confirmed" if home.confirmed else "Not confirmed yet",
            home.note,
            [_member(person, on) for person in home.members],
        )
        for home in found
    ]


def people(found: list[Person], *, on: date) -> list[tuple[str, str, str]]:
    return [_member(person, on) for person in found]


def places(found: list[Address]) -> list[str]:
    """Where the person lived; a place without lines by its kind."""
    return [
        ", ".join(part for part in (row.lines, row.postcode) if part) or str(row.get_kind_display())
        for row in found
    ]


def _member(person: Person, on: date) -> tuple[str, str, str]:
    return person.full_name, reverse("person_detail", args=[person.public_id]), age_on(person, on)


def in_words(circle: Circle, *, on: date) -> list[Line]:
    """Everybody of the drawing, eldest first: the same facts for whoever does not see it."""
    said: dict[int, list[str]] = {key: [] for key in circle.people}
    for row in circle.ties:
        one, other = circle.ends[row.pk]
        named = circle.people[other].full_name
        parts = [f"{row.get_kind_display()} of {named}", str(row.get_partnership_display()).lower()]
        parts += [_responsibility(row), str(row.get_quality_display()).lower()]
        parts.append("no contact" if row.no_contact else "")
        said[one].append(", ".join(part for part in parts if part))
    for at, (_, members) in enumerate(circle.homes):
        for key in {circle.same[row.person_id] for row in members if row.is_confirmed}:
            said[key].append(
                f"lives in household {at + 1}" if len(circle.homes) > 1 else "lives in the household"
            )
    eldest = sorted(
        circle.people.values(), key=lambda each: (each.born_on or each.expected_on or on, each.pk)
    )
    return [Line(*_member(person, on), said[person.pk]) for person in eldest]
