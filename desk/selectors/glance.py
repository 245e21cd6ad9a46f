"""The plan at a glance: what the overview of a record shows of the plan in force."""

from dataclasses import dataclass

from accounts.models import User
from people.models import Person


@dataclass(frozen=True, slots=True)
class Glance:
    """One plan in two lines."""

    title: str
    href: str


def glance_of(person: Person, *, reader: User) -> Glance | None:
    """The plan in force, if there is one that this reader may read."""
    return None
