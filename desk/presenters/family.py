"""The family in words."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from desk.presenters.person import age_of
from desk.selectors.family import Home, Relative
from desk.selectors.find import Found


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


def relatives(found: list[Relative]) -> list[Kin]:
    return [
        Kin(
            name=line.found.person.full_name,
            href=reverse("person_detail", args=[line.found.person.public_id]),
            age=age_of(line.found.person),
            is_their=line.is_their,
            responsibility=_responsibility(line),
            no_contact=line.row.no_contact,
            in_household=line.in_household,
            row_id=line.row.public_id,
        )
        for line in found
    ]


def _responsibility(line: Relative) -> str:
    held = line.row.has_parental_responsibility
    if held is None:
        return ""
    basis = f" ({line.row.responsibility_basis})" if line.row.responsibility_basis else ""
    return f"parental responsibility{basis}" if held else "no parental responsibility"


def homes(found: list[Home]) -> list[Dwelling]:
    return [
        Dwelling(
            "Confirmed" if home.confirmed else "Not confirmed yet",
            home.note,
            [_member(line) for line in home.members],
        )
        for home in found
    ]


def _member(line: Found) -> tuple[str, str, str]:
    return (
        line.person.full_name,
        reverse("person_detail", args=[line.person.public_id]),
        age_of(line.person),
    )
