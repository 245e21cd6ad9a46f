"""Two records may be one person: whoever has both open says so, whoever may merge decides (domain.md D)."""

from collections.abc import Iterable

from django.db import transaction

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from core import clock
from core.errors import DomainError, NotFound, NotPermitted, WrongState
from core.history import acting
from outbox.services import tell
from people.clusters import survivor_of
from people.enums import Level
from people.models import Merge, MergeProposal, Person
from people.selectors.levels import levels
from people.selectors.merge import ON_THE_CARD, Line, evidence_for


@transaction.atomic
def propose_merge(*, one: Person, other: Person, by: User, reason: str) -> MergeProposal:
    """Put it to those who may merge. Why two records may not be one is not told here: that can itself be a secret."""
    require(by, Permission.PERSON_MERGE_PROPOSE)
    first, second = _locked(one, other)
    if set(levels(by, [first, second]).values()) != {Level.RECORD}:
        raise NotFound("There is no such record.")
    if len(reason.strip()) < 10:
        raise DomainError("Say in a few words how you know that this is one person.", field="reason")
    if MergeProposal.objects.waiting().filter(one=first, other=second).exists():
        raise WrongState("Somebody has proposed this already. It waits for a manager.", field="reason")
    return _write(
        first, second, by=by, reason=reason.strip(), evidence=evidence_for(first, second, reader=by)
    )


@transaction.atomic
def propose_of_pair(*, one: Person, other: Person, by: User, reason: str) -> MergeProposal:
    """Whoever settles pairs says that linkage was right: the proposal that waits for a manager, or a new one.

    They need not have either record open, so nothing but what an index card shows is written beside it.
    """
    require(by, Permission.PERSON_SETTLE)
    first, second = _locked(survivor_of(one), survivor_of(other))
    depth = set(levels(by, [first, second]).values())
    if Level.NONE in depth:
        raise NotFound("There is no such record.")
    waiting: MergeProposal | None = MergeProposal.objects.waiting().filter(one=first, other=second).first()
    if waiting is not None:
        return waiting
    lines = evidence_for(first, second, reader=by)
    if depth != {Level.RECORD}:
        lines = [line for line in lines if line.field in ON_THE_CARD]
    return _write(first, second, by=by, reason=reason, evidence=lines)


def _locked(one: Person, other: Person) -> tuple[Person, Person]:
    """Two records that are not one yet, in one order."""
    pair = sorted((one.pk, other.pk))
    if pair[0] == pair[1]:
        raise DomainError("These are one record already.", field="other")
    first, second = Person.objects.select_for_update().filter(pk__in=pair).order_by("pk")
    if first.survivor_id is not None and first.survivor_id == second.survivor_id:
        raise WrongState("These two are read as one already.")
    return first, second


def _write(
    first: Person, second: Person, *, by: User, reason: str, evidence: Iterable[Line]
) -> MergeProposal:
    with acting(by=by, reason=f"records proposed as one: {reason}"):
        row: MergeProposal = MergeProposal.objects.create(
            one=first, other=second, reason=reason, recorded_at=clock.now(), recorded_by=by,
            evidence=[list(line) for line in evidence],
        )  # fmt: skip
    return row


@transaction.atomic
def decline_merge(*, proposal: MergeProposal, by: User, reason: str) -> MergeProposal:
    """These are two people, or it is not known well enough: the proposer is told where to read why."""
    require(by, Permission.PERSON_MERGE)
    row = (
        MergeProposal.objects.select_for_update(of=("self",))
        .select_related("one", "other")
        .get(pk=proposal.pk)
    )
    if set(levels(by, [row.one, row.other]).values()) != {Level.RECORD}:
        raise NotPermitted("Open both records first: nobody decides on what they have not read.")
    if row.answered_at is not None:
        raise WrongState("This proposal has been answered already.")
    if len(reason.strip()) < 10:
        raise DomainError("Say in a few words why these stay two records.", field="reason")
    _answer(row, by=by, merge=None, answer=reason.strip())
    return row


def agree_to_proposals(*, merge: Merge, sides: Iterable[list[int]], by: User) -> None:
    """Whoever proposed what has just been done is told; the caller holds the locks."""
    left, right = sides
    every = MergeProposal.objects.select_for_update().waiting()
    rows = every.filter(one__in=left, other__in=right) | every.filter(one__in=right, other__in=left)
    for row in rows.order_by("pk"):
        _answer(row, by=by, merge=merge, answer="")


def _answer(row: MergeProposal, *, by: User, merge: Merge | None, answer: str) -> None:
    row.answered_at, row.answered_by, row.merge, row.answer = clock.now(), by, merge, answer
    row.version += 1
    with acting(by=by, reason="proposal to merge answered"):
        row.save(update_fields=["answered_at", "answered_by", "merge", "answer", "version"])
    said = row.pairs.select_related("answered_by").order_by("pk")
    for user in {row.recorded_by, *(pair.answered_by for pair in said if pair.answered_by)} - {by}:
        tell(
            to=user,
            kind="MERGE_AGREED" if merge else "MERGE_DECLINED",
            reference=str(row.public_id)[:8].upper(),
            path=f"/merges/proposed/{row.public_id}/",
            key=f"merge-proposal:{row.public_id}:{user.pk}",
        )
