"""Two records of one person become one, at once and in one step back; no row ever moves."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Q

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from core import clock
from core.errors import DomainError, NotFound, WrongState
from core.history import acting
from people.enums import InvolvementKind, Level, Restriction, StatusKind
from people.models import AdoptionLink, Involvement, Merge, Person, PersonStatus
from people.ports import may_these_merge
from people.selectors.levels import levels
from people.selectors.merge import evidence_for
from people.services.merge_propose import agree_to_proposals
from people.services.onboard_held import cover_held_rows
from people.telling import tell_of_merge

NUMBERS = ("nhs_number", "upn", "local_id")
_STRICTNESS = (Restriction.NONE, Restriction.RESTRICTED, Restriction.SEALED)


@transaction.atomic
def merge_people(*, survivor: Person, merged: Person, by: User, reason: str) -> Merge:
    """From now on both are read as one person, as strictly as the stricter of them; each keeps its own rows.

    Whoever merges has both records open, so no merge opens a record to the one who makes it.
    """
    require(by, Permission.PERSON_MERGE)
    if survivor.pk == merged.pk:
        raise DomainError("These are one record already.", field="other")
    kept, other = _locked(survivor, merged)
    if set(levels(by, [kept, other]).values()) != {Level.RECORD}:
        raise NotFound("There is no such record.")
    if kept.merged_into_id or other.merged_into_id:
        raise WrongState("One of these records has been merged already: look at it again.", field="other")
    if len(reason.strip()) < 10:
        raise DomainError("Say in a few words how you know that this is one person.", field="reason")
    if refusals := merge_refusals(kept, other):
        raise WrongState(refusals[0], field="other")
    evidence = [list(line) for line in evidence_for(kept, other, reader=by)]
    with acting(by=by, reason=f"records merged: {reason.strip()}"):
        row: Merge = Merge.objects.create(
            survivor=kept, merged=other, reason=reason.strip(), evidence=evidence,
            recorded_at=clock.now(), recorded_by=by,
        )  # fmt: skip
        sides = _cluster(kept), _cluster(other)
        _join(sides[0] + sides[1], root=kept, also={other.pk: kept.pk})
    agree_to_proposals(merge=row, sides=[[each.pk for each in side] for side in sides], by=by)
    tell_of_merge(merge=row, by=by)
    return row


@transaction.atomic
def undo_merge(*, merge: Merge, by: User, reason: str) -> Merge:
    """Both records stand alone again as they would have stood; what was recorded meanwhile is listed for review."""
    require(by, Permission.PERSON_MERGE)
    row = Merge.objects.select_for_update().get(pk=merge.pk)
    kept, other = _locked(row.survivor, row.merged)
    if set(levels(by, [kept, other]).values()) != {Level.RECORD}:
        raise NotFound("There is no such record.")
    if row.undone_at is not None:
        raise WrongState("This merge has been undone already.")
    if len(reason.strip()) < 10:
        raise DomainError("Say in a few words how you know that these are two people.", field="reason")
    cluster = _cluster(kept)
    leaving = _under(other, cluster)
    staying = [each for each in cluster if each not in leaving]
    with acting(by=by, reason=f"merge undone: {reason.strip()}"):
        _give_back_numbers(other, staying)
        _join(leaving, root=other, also={other.pk: None})
        root = next(each for each in staying if each.merged_into_id is None)
        _join(staying, root=root, also={})
        row.undone_at, row.undone_by, row.undo_reason = clock.now(), by, reason.strip()
        row.version += 1
        row.save(update_fields=["undone_at", "undone_by", "undo_reason", "version"])
    tell_of_merge(merge=row, by=by)
    return row


@transaction.atomic
def review_merge(*, merge: Merge, by: User) -> Merge:
    """Somebody has looked through what was recorded on the survivor while both were one."""
    require(by, Permission.PERSON_MERGE)
    row = Merge.objects.select_for_update().get(pk=merge.pk)
    if row.undone_at is None:
        raise WrongState("There is nothing to look through while the records are one.")
    if row.reviewed_at is None:
        row.reviewed_at, row.reviewed_by = clock.now(), by
        row.version += 1
        with acting(by=by, reason="work done while merged looked through"):
            row.save(update_fields=["reviewed_at", "reviewed_by", "version"])
    return row


def merge_refusals(kept: Person, other: Person) -> list[str]:
    """In plain words, everything that must be settled before these two records can be one."""
    return [*_own_refusals(kept, other), *_from_above(kept, other)]


def _own_refusals(kept: Person, other: Person) -> Iterable[str]:
    groups = [[each.pk for each in _cluster(person)] for person in (kept, other)]
    pair = Q(before__in=groups[0], after__in=groups[1]) | Q(before__in=groups[1], after__in=groups[0])
    if AdoptionLink.objects.filter(pair).exists():
        yield "These two records are kept apart by law."
    for kind in (StatusKind.PROTECTION, StatusKind.IN_CARE):
        rows = PersonStatus.objects.filter(kind=kind, ended_on__isnull=True)
        if all(rows.filter(person__in=group).exists() for group in groups):
            yield f"{kind.label} is open on both records: end it on one of them first."
    now = clock.now()
    leading = Involvement.objects.current(at=now).filter(kind=InvolvementKind.LEAD).select_related("user")
    leads = [leading.filter(person__in=group).first() for group in groups]
    if leads[0] and leads[1] and leads[0].user_id != leads[1].user_id:
        names = " and ".join(str(row.user.display_name) for row in leads if row and row.user)
        yield f"Both records have a lead professional ({names}): agree who leads, and end the other first."


def _from_above(kept: Person, other: Person) -> Iterable[str]:
    for answer in may_these_merge.ask(survivor=kept, merged=other):
        yield from answer


def _locked(survivor: Person, merged: Person) -> tuple[Person, Person]:
    """Both rows and everyone merged with them, locked in one order so that two merges wait instead of dying."""
    roots = {survivor.pk, merged.pk, survivor.survivor_id, merged.survivor_id} - {None}
    rows = Person.objects.select_for_update().filter(Q(pk__in=roots) | Q(survivor__in=roots)).order_by("pk")
    found = {row.pk: row for row in rows}
    return found[survivor.pk], found[merged.pk]


def _cluster(person: Person) -> list[Person]:
    if person.survivor_id is None:
        return [person]
    return list(Person.objects.filter(survivor=person.survivor_id).order_by("pk"))


def _under(top: Person, cluster: Sequence[Person]) -> list[Person]:
    """Those of a cluster who came into it by way of this record, the record first."""
    found = [each for each in cluster if each.pk == top.pk]
    for each in found:
        found += [one for one in cluster if one.merged_into_id == each.pk]
    return found


def _join(people: Sequence[Person], *, root: Person, also: dict[int, int | None]) -> None:
    """Read these as one person under `root`, under the strictest restriction among them; one alone is itself."""
    own = {each.pk: each.own_restriction or each.restriction for each in people}
    strictest = max(own.values(), key=lambda value: _STRICTNESS.index(Restriction(value)))
    alone = len(people) == 1
    for each in people:
        before = (each.merged_into_id, each.survivor_id, each.restriction, each.own_restriction)
        each.merged_into_id = also.get(each.pk, each.merged_into_id)
        each.survivor_id = None if alone else root.pk
        each.restriction = own[each.pk] if alone else strictest
        each.own_restriction = "" if alone else own[each.pk]
        if before != (each.merged_into_id, each.survivor_id, each.restriction, each.own_restriction):
            each.version += 1
            each.save(update_fields=["merged_into", "survivor", "restriction", "own_restriction", "version"])


def put_restriction(person: Person, restriction: str) -> None:
    """This record's own restriction; merged with others, all of them take the strictest (the caller holds the lock)."""
    if person.survivor_id is None:
        person.restriction = restriction
        person.version += 1
        person.save(update_fields=["restriction", "version"])
        cover_held_rows(person)
        return
    cluster = list(Person.objects.select_for_update().filter(survivor=person.survivor_id).order_by("pk"))
    for each in cluster:
        if each.pk == person.pk:
            each.own_restriction = restriction
            each.save(update_fields=["own_restriction"])
    root = next(each for each in cluster if each.merged_into_id is None)
    _join(cluster, root=root, also={})
    person.refresh_from_db()
    cover_held_rows(person)


def _give_back_numbers(leaving: Person, staying: Sequence[Person]) -> None:
    """A number that the survivor took over while merged goes back to the record that held it before."""
    for name in NUMBERS:
        value = getattr(leaving, name)
        if not value:
            continue
        for each in staying:
            if each.merged_into_id is None and getattr(each, name) == value:
                setattr(each, name, "")
                each.version += 1
                each.save(update_fields=[name, "version"])
        taken = Person.objects.filter(**{name: value}, merged_into__isnull=True).exclude(pk=leaving.pk)
        if taken.exists():
            raise WrongState("A number of this record is used by somebody else now: put that right first.")
