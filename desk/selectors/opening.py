"""Which door stands open to somebody who is not involved with a person."""

from accounts.access import has_role, held, holds, holds_any
from accounts.models import User
from accounts.permissions import Permission
from core.data_classes import DataClass
from people.enums import Restriction
from people.models import Person
from people.visibility import BREAK_GLASS_ROLES, PURPOSE_ROLES, may_read
from referrals.contacts.models import Contact


def may_open_by_purpose(reader: User, person: Person) -> bool:
    """R2, R3, R9, R16; never a restricted record; the police only while a concern is undecided."""
    if person.restriction != Restriction.NONE or not holds(reader, Permission.PERSON_OPEN_BY_PURPOSE):
        return False
    roles = held(reader).roles & PURPOSE_ROLES
    if roles == {"R9"}:
        return in_undecided_concern(person)
    return bool(roles)


def may_break_glass(reader: User, person: Person | None = None) -> bool:
    if person is not None and person.restriction != Restriction.NONE:
        return False
    return holds(reader, Permission.BREAK_GLASS) and bool(held(reader).roles & BREAK_GLASS_ROLES)


def needs_reference(reader: User) -> bool:
    """Directors and health professionals see no index: they open by a reference they were given."""
    return may_break_glass(reader) and not holds(reader, Permission.PERSON_INDEX)


def in_undecided_concern(person: Person) -> bool:
    """Whether the front door is deciding on a concern about this person now."""
    return Contact.objects.undecided().filter(people__person=person, is_restricted=False).exists()


def reads_of(reader: User) -> frozenset[str]:
    """The parts of an open record that this reader's roles read."""
    parts = {
        "assessments": may_read(reader, DataClass.ASSESSMENT) or may_read(reader, DataClass.EARLY_HELP),
        "plan": may_read(reader, DataClass.PLAN),
        "notes": may_read(reader, DataClass.NOTES),
        "safe_address": may_read(reader, DataClass.SAFE_ADDRESS),
        "write": holds(reader, Permission.PERSON_WRITE),
        "merge": holds_any(reader, (Permission.PERSON_MERGE, Permission.PERSON_MERGE_PROPOSE)),
        "manage": has_role(reader, "R3", "R5", "R17"),
    }
    return frozenset(name for name, yes in parts.items() if yes)
