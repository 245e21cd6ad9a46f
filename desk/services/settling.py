"""Settling from the pages: the person chosen is one whom the reader may see."""

from collections.abc import Sequence
from uuid import UUID

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from people.enums import AccessAct, Level
from people.models import HeldRow, LinkagePair, MergeProposal, Person
from people.selectors import get_person, levels
from people.services.access import log_access_of_each
from people.services.link_pairs import answer_pair
from people.services.settle import settle_row


def require_settling(*, by: User, row: HeldRow) -> None:
    """Whoever settles rows; of one that may mean somebody restricted, their named list (safety o)."""
    if not row.is_restricted:
        require(by, Permission.PERSON_SETTLE)


def note_shown(*, by: User, people: Sequence[Person], purpose: str) -> None:
    """Who was shown whom beside a row or another record is written down, in the transaction of the answer."""
    depth = levels(by, people)
    acts = {Level.RECORD: AccessAct.OPEN, Level.CARD: AccessAct.CARD}
    log_access_of_each(
        by=by,
        acts=[(person, acts[depth[person.pk]]) for person in people if depth[person.pk]],
        purpose=purpose,
    )


def settle(*, by: User, row: HeldRow, key: str, answer: str, reason: str, person: str = "") -> HeldRow:
    """Settle one row, with the person chosen where it is somebody known."""
    chosen = get_person(UUID(person), reader=by) if person else None
    return settle_row(row=row, by=by, answer=answer, reason=reason, person=chosen, key=key)


def answer(*, by: User, row: LinkagePair, key: str, answer: str, reason: str) -> MergeProposal | None:
    """Say of a pair what it is; gives the proposal that it is one person, where that was said."""
    return answer_pair(pair=row, by=by, answer=answer, reason=reason, key=key).proposal
