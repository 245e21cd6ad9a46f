"""Who may act in a conference: a right and an open record of one of its children; only a delegated post decides."""

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from casework.child_protection.models import Conference
from core.errors import NotFound
from people.enums import Level
from people.selectors import levels


def require_conference(by: User, conference: Conference, *permissions: Permission) -> None:
    """Refuse as though nothing existed where none of its children's records is open (a shared row: any of them)."""
    people = [child.case.person for child in conference.children.select_related("case__person")]
    if conference.chair_id != by.pk and Level.RECORD not in levels(by, people).values():
        raise NotFound("There is no such conference.")
    require(by, *permissions)
