"""Pairs that linkage of extracts found, brought before a person; nothing is read as one by a machine (safety r)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from core import clock
from core.errors import DomainError, NotFound, WrongState
from core.history import acting
from outbox.services import once
from people.clusters import survivor_of
from people.enums import Level, PairAnswer
from people.models import LinkagePair, Person, SourceRecord
from people.selectors.levels import levels
from people.selectors.settling import pair_likeness
from people.services.merge_propose import propose_of_pair

AT_ONCE = 1_000
SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of the pairs of a run of linkage."""

    waiting: int
    known: int
    one_already: int
    not_here: int


@transaction.atomic
def load_pairs(
    *, pairs: Iterable[tuple[str, str, float]], left_kind: str, right_kind: str, by: User
) -> Loaded:
    """Every pair whose rows are two records of the index, once: a pair that somebody settled is never asked again."""
    told = list(pairs)
    lefts = _people(left_kind, {left for left, _, _ in told})
    rights = _people(right_kind, {right for _, right, _ in told})
    found: dict[tuple[int, int], float] = {}
    one_already = not_here = 0
    for left, right, probability in told:
        one, other = lefts.get(left), rights.get(right)
        if one is None or other is None:
            not_here += 1
        elif one.pk == other.pk:
            one_already += 1
        else:
            key = min(one.pk, other.pk), max(one.pk, other.pk)
            found[key] = max(probability, found.get(key, 0.0))
    before = set(
        LinkagePair.objects.filter(left__in={key[0] for key in found}).values_list("left_id", "right_id")
    )
    new = [
        LinkagePair(
            left_id=left, right_id=right, probability=probability, recorded_at=clock.now(), recorded_by=by
        )
        for (left, right), probability in found.items()
        if (left, right) not in before
    ]
    with acting(by=by, reason="linkage reviewed"):
        LinkagePair.objects.bulk_create(new, batch_size=AT_ONCE)
    return Loaded(len(new), len(found) - len(new), one_already, not_here)


def _people(kind: str, numbers: set[str]) -> dict[str, Person]:
    """By their number in the other system, each as the record they are read in."""
    rows = SourceRecord.objects.filter(kind=kind, source_id__in=numbers).select_related("person")
    return {row.source_id: survivor_of(row.person) for row in rows}


@transaction.atomic
def answer_pair(*, pair: LinkagePair, by: User, answer: str, reason: str, key: str = "") -> LinkagePair:
    """The same, two people, or not sure; the same is put to whoever merges, with what spoke for and against."""

    def write() -> str:
        row = (
            LinkagePair.objects.select_for_update(of=("self",))
            .select_related("left", "right")
            .get(pk=pair.pk)
        )
        require(by, Permission.PERSON_SETTLE)
        if Level.NONE in levels(by, [row.left, row.right]).values():
            raise NotFound("There is no such pair.")
        if row.answer not in ("", PairAnswer.UNSURE):
            raise WrongState("Somebody has settled this pair already.")
        if answer not in PairAnswer.values:
            raise DomainError("Choose an answer.", field="answer")
        if len(reason.strip()) < SHORTEST:
            raise DomainError("Say in a few words how you know.", field="reason")
        if answer == PairAnswer.SAME:
            row.proposal = propose_of_pair(one=row.left, other=row.right, by=by, reason=reason.strip())
        row.evidence = [list(line) for line in _said(row, by)]
        row.answer, row.answer_reason = answer, reason.strip()[:400]
        row.answered_at, row.answered_by = clock.now(), by
        row.version += 1
        with acting(by=by, reason=f"pair of records: {answer}"):
            row.save()
        return str(row.public_id)

    found: LinkagePair = LinkagePair.objects.get(
        public_id=once(by=by, action="pair.answer", key=key, do=write)
    )
    return found


def _said(row: LinkagePair, by: User) -> Iterator[tuple[str, str]]:
    """What whoever answered could read beside the two."""
    like = pair_likeness(row, reader=by)
    for each in like.evidence:
        yield "for" if each.speaks_for else "against", each.said
    for caution in like.cautions:
        yield "caution", caution
