"""What each stage keeps about one person, as lines that lead to the stage's own pages."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from people.models import Person


@dataclass(frozen=True, slots=True)
class Line:
    """A record of some stage: what it is, how it stands, since when, where it is read."""

    title: str
    status: str
    at: datetime | None
    href: str
    note: str = ""


def assessments_of(person: Person, *, reader: User) -> list[Line]:
    return []


def plans_of(person: Person, *, reader: User) -> list[Line]:
    return []


def documents_of(person: Person, *, reader: User) -> list[Line]:
    return []
