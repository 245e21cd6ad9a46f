"""Rows that wait for a person: kept once each, newest words last, and covered where they mean somebody hidden."""

from collections.abc import Sequence

from accounts.models import User
from accounts.selectors import system_user
from core import clock
from people.enums import Restriction, Settled
from people.matching.likeness import LIKELY, compare
from people.matching.told import known_of
from people.models import HeldRow, ImportRun, Person
from people.onboarding.known import told_of
from people.onboarding.rows import Row, row_of
from people.telling import tell_the_named


class Held:
    """Which rows of a batch wait already, from this file or an earlier one."""

    def __init__(self, run: ImportRun, rows: Sequence[Row]) -> None:
        found = HeldRow.objects.waiting().filter(kind=run.kind, source_id__in=[row.source_id for row in rows])
        self._rows = {row.source_id: row for row in found.select_for_update(of=("self",))}

    def __contains__(self, source_id: str) -> bool:
        return source_id in self._rows

    def get(self, source_id: str) -> HeldRow | None:
        return self._rows.get(source_id)

    def is_hidden(self, source_id: str) -> bool:
        return source_id in self._rows and self._rows[source_id].is_restricted


def hold(
    *,
    run: ImportRun,
    row: Row,
    why: str,
    by: User,
    waiting: HeldRow | None,
    facts: Sequence[str] = (),
    person: Person | None = None,
    blind: Person | None = None,
) -> HeldRow:
    """Keep the row for a person to settle; one that waits already takes the newer words."""
    held = waiting or HeldRow(kind=run.kind, source_id=row.source_id, recorded_at=clock.now(), recorded_by=by)
    if (
        waiting
        and (waiting.said, waiting.facts) == (row.said(), list(facts))
        and (blind is None or waiting.blind_match_id == blind.pk)
    ):
        return held
    held.run, held.line, held.why, held.said = run, row.line, why, row.said()
    held.facts, held.person = list(facts), person
    held.version += 1 if waiting else 0
    newly = blind is not None and held.blind_match_id != blind.pk
    if blind is not None:
        held.is_restricted, held.blind_match = True, blind
    held.save()
    if newly and blind is not None:
        tell_the_named(
            person=blind, kind="ROW_TO_SETTLE", reference=str(held.public_id)[:8].upper(),
            path=f"/index/rows/{held.public_id}/", key=f"row:{held.public_id}:{held.version}",
        )  # fmt: skip
    return held


def settled_by_itself(held: HeldRow | None, *, person: Person, by: User) -> None:
    """A later extract brought the number that leaves no doubt: nobody need look any more."""
    if held is not None:
        held.person = person
        answer(
            held, Settled.SAME, by=by,
            reason="A later extract has the NHS number with the same name and date of birth",
        )  # fmt: skip


def agreed_by_itself(held: HeldRow, *, by: User) -> None:
    """A later extract says what the record says."""
    answer(held, Settled.KEPT, by=by, reason="A later extract says what the record says")


def answer(held: HeldRow, what: str, *, by: User, reason: str) -> None:
    """What was said of a row, when and by whom, in the caller's transaction."""
    held.answer, held.answer_reason = what, reason[:400]
    held.answered_at, held.answered_by = clock.now(), by
    held.version += 1
    held.save()


def cover_held_rows(person: Person) -> None:
    """A record was restricted, or is so no more: rows that may mean this person follow it, in the caller's transaction
    (safety o)."""
    waiting = HeldRow.objects.waiting().select_for_update(of=("self",))
    if person.restriction == Restriction.NONE:
        for row in waiting.filter(blind_match=person):
            _cover(row, None)
        return
    known = known_of([person], reader=system_user())[person.pk]
    for row in waiting.filter(is_restricted=False):
        read = row_of(row.said, line=row.line, source_id=row.source_id)
        if row.person_id == person.pk or compare(told_of(read), known).probability >= LIKELY:
            _cover(row, person)


def _cover(row: HeldRow, person: Person | None) -> None:
    row.is_restricted, row.blind_match = person is not None, person
    row.version += 1
    row.save(update_fields=["is_restricted", "blind_match", "version"])
