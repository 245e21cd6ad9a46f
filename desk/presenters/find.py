"""Lines of a search, in words, ready to print."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from accounts.access import holds
from accounts.models import User
from accounts.permissions import Permission
from core.authority import authority
from desk.presenters.person import age_of, born_words, level_words
from desk.selectors.find import Found

MOST_REASONS = 4


@dataclass(frozen=True, slots=True)
class Row:
    """One person in the results."""

    name: str
    href: str
    age: str
    born: str
    locality: str
    lead: str
    phone: str
    level: str
    why: str


def rows(found: Iterable[Found], *, reader: User) -> list[Row]:
    whole = holds(reader, Permission.PERSON_INDEX)
    return [
        Row(
            name=line.person.full_name,
            href=reverse("person_detail", args=[line.person.public_id]),
            age=age_of(line.person),
            born=born_words(line.person),
            locality=line.locality if whole else "",
            lead=_lead(line),
            phone=line.lead.user.phone if line.lead and line.lead.user else "",
            level=level_words(line.level),
            why=", ".join(line.why[:MOST_REASONS]),
        )
        for line in found
    ]


def _lead(line: Found) -> str:
    if line.lead is None or line.lead.user is None:
        return f"No lead professional: ring {authority().front_door_name}"
    who = line.lead.user
    return ", ".join(str(part) for part in (who.display_name, who.profession, who.agency) if part)
