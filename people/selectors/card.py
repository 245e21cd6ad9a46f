"""The index card: who is working with this person and how to reach them, no case content (safety k)."""

from dataclasses import dataclass

from accounts.access import holds
from accounts.models import User
from accounts.permissions import Permission
from people.enums import InvolvementKind, Level
from people.models import Involvement, Person
from people.selectors.levels import level
from people.selectors.read import workers_with


@dataclass(frozen=True, slots=True)
class Worker:
    """Someone to ring."""

    name: str
    profession: str
    agency: str
    phone: str
    what: str
    is_lead: bool


@dataclass(frozen=True, slots=True)
class Card:
    """What someone with an index right but no relationship sees; a flag-only role sees less."""

    person: Person
    is_known: bool
    workers: tuple[Worker, ...]
    flag_only: bool


def card_for(person: Person, *, reader: User) -> Card | None:
    """The card, or None where the reader may not know the person is there."""
    if level(reader, person) == Level.NONE:
        return None
    rows = [row for row in workers_with(person, reader=reader) if not row.is_sensitive]
    full = holds(reader, Permission.PERSON_INDEX)
    shown = tuple(_worker(row) for row in rows if row.kind != InvolvementKind.ADMIN)
    if not full:
        # Flag: yes or no, and whom to ring.
        shown = tuple(worker for worker in shown if worker.is_lead)[:1] or shown[:1]
    return Card(person=person, is_known=bool(rows), workers=shown, flag_only=not full)


def _worker(row: Involvement) -> Worker:
    who = row.user
    if who is not None:
        return Worker(
            name=who.display_name,
            profession=str(who.profession or ""),
            agency=str(who.agency or ""),
            phone=who.phone,
            what=row.what or str(row.get_kind_display()),
            is_lead=row.kind == InvolvementKind.LEAD,
        )
    host = row.team or row.agency
    phone = getattr(host, "phone", "")
    return Worker(str(host), "", "", phone, row.what or str(row.get_kind_display()), False)
