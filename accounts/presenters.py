"""Staff as pages word them."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import RoleAssignment, User
from accounts.roles import ROLES
from core.govuk import words


@dataclass(frozen=True, slots=True)
class RoleCard:
    """A role someone holds, in plain English."""

    public_id: str
    title: str
    description: str
    where: str
    since: str
    until: str
    is_safeguarding_lead: bool


def role_cards(assignments: Iterable[RoleAssignment]) -> list[RoleCard]:
    return [
        RoleCard(
            public_id=str(row.public_id),
            title=ROLES[row.role].title,
            description=ROLES[row.role].description,
            where=", ".join(str(place) for place in (row.team, row.agency) if place),
            since=words.day(row.starts_on),
            until=words.day(row.ends_on),
            is_safeguarding_lead=row.is_safeguarding_lead,
        )
        for row in assignments
        if row.role in ROLES
    ]


LINES = (
    ("line_manager", "Line manager"),
    ("professional_supervisor", "Professional supervisor"),
    ("safeguarding_lead", "Safeguarding lead"),
)


def missing_lines(user: User) -> str:
    """`line manager and safeguarding lead`"""
    return words.listing(title.lower() for field, title in LINES if getattr(user, f"{field}_id") is None)
