"""Reading two records as one, said once however often the form is sent."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from core.errors import DomainError, NotFound
from outbox.services import once
from people import services as people
from people.enums import Level
from people.models import Merge, MergeProposal, Person
from people.selectors import find_people, get_person, identities, level, levels

# Whoever merges compares first, and so does whoever can only propose it.
COMPARES = (Permission.PERSON_MERGE, Permission.PERSON_MERGE_PROPOSE)


def other_record(*, by: User, person: Person, find: str) -> Person:
    """The one other record that these words name and that is open to this reader."""
    require(by, *COMPARES)
    mine = identities(person)
    found = [each for each in find_people(find, reader=by, limit=4) if each.pk not in mine]
    if not found:
        raise DomainError("No other record fits. Try the NHS number or a reference.", field="find")
    if len(found) > 1:
        raise DomainError("More than one record fits: use the NHS number or a reference.", field="find")
    if level(by, found[0]) != Level.RECORD:
        raise DomainError(
            "That record is not open to you. Open it for a recorded purpose first, then compare.",
            field="find",
        )
    return found[0]


def already_one(*, by: User, one: UUID, two: UUID) -> Merge | None:
    """The merge that reads these two as one, if the reader may know of it: a form sent twice leads there."""
    require(by, *COMPARES)
    either = Q(survivor__public_id=one, merged__public_id=two) | Q(
        survivor__public_id=two, merged__public_id=one
    )
    found: Merge | None = Merge.objects.visible_to(by).standing().filter(either).first()
    return found


def open_pair(*, by: User, one: UUID, two: UUID) -> tuple[Person, Person]:
    """Two records that are open to this reader, each logged as opened; else as though nothing were there."""
    require(by, *COMPARES)
    pair = get_person(one, reader=by), get_person(two, reader=by)
    if pair[0].pk == pair[1].pk:
        raise NotFound("There is no such record.")
    for person in pair:
        people.open_record(by=by, person=person, purpose="Compared with another record")
    return pair


@transaction.atomic
def merge(*, by: User, pair: tuple[Person, Person], key: str, survivor: str, reason: str, sure: bool) -> str:
    """Merge now; gives the public id of the merge."""
    kept, other = pair if survivor == str(pair[0].public_id) else pair[::-1]

    def do() -> str:
        return str(people.merge_people(survivor=kept, merged=other, by=by, reason=reason).public_id)

    return once(by=by, action="person.merge", key=key, do=do)


@transaction.atomic
def propose(*, by: User, pair: tuple[Person, Person], key: str, reason: str, sure: bool) -> str:
    """Put it to those who may merge; gives the public id of the proposal."""

    def do() -> str:
        return str(people.propose_merge(one=pair[0], other=pair[1], by=by, reason=reason).public_id)

    return once(by=by, action="person.merge_propose", key=key, do=do)


@transaction.atomic
def decline(*, by: User, row: MergeProposal, key: str, reason: str) -> str:
    """Leave them two records."""

    def do() -> str:
        return str(people.decline_merge(proposal=row, by=by, reason=reason).public_id)

    return once(by=by, action="person.merge_decline", key=key, do=do)


@transaction.atomic
def undo(*, by: User, row: Merge, key: str, reason: str) -> Person | None:
    """Part the records again; gives the one record still open to this worker where only one is."""

    def do() -> str:
        return str(people.undo_merge(merge=row, by=by, reason=reason).public_id)

    once(by=by, action="person.unmerge", key=key, do=do)
    depth = levels(by, [row.survivor, row.merged])
    opened = [each for each in (row.survivor, row.merged) if depth[each.pk] == Level.RECORD]
    return opened[0] if len(opened) == 1 else None
