"""Rows that wait for a person: kept once each, newest words last, and covered where they mean somebody hidden."""

from collections.abc import Sequence

from accounts.models import User
from accounts.selectors import system_user
from core import clock
from core.bulk import copy_instances
from core.history import first_versions_at_once
from people.enums import Restriction, Settled
from people.matching.likeness import LIKELY, compare
from people.matching.told import known_of
from people.models import HeldRow, ImportRun, Person
from people.onboarding.known import told_of
from people.onboarding.rows import Row, row_of
from people.onboarding.weighing import Said
from people.telling import tell_the_named


class Held:
    """Which rows of a batch wait already, from this file or an earlier one, and which begin to."""

    def __init__(self, run: ImportRun, rows: Sequence[Row], *, by: User) -> None:
        self.run, self.by = run, by
        found = HeldRow.objects.waiting().filter(kind=run.kind, source_id__in=[row.source_id for row in rows])
        self._rows = {row.source_id: row for row in found.select_for_update(of=("self",))}
        self._new: list[HeldRow] = []

    def __contains__(self, source_id: str) -> bool:
        return source_id in self._rows

    def get(self, source_id: str) -> HeldRow | None:
        return self._rows.get(source_id)

    def is_hidden(self, source_id: str) -> bool:
        return source_id in self._rows and self._rows[source_id].is_restricted

    def hold(
        self,
        row: Row,
        *,
        why: str,
        said: Said | None = None,
        facts: Sequence[str] = (),
        person: Person | None = None,
        blind: Person | None = None,
    ) -> None:
        """Keep the row for a person to settle; one that waits already takes the newer words."""
        waiting, words = self._rows.get(row.source_id), dict(row.said() if said is None else said)
        if waiting is None:
            self._new.append(
                HeldRow(
                    kind=self.run.kind, source_id=row.source_id, run=self.run, line=row.line, why=why,
                    said=words, facts=list(facts), person=person, blind_match=blind,
                    is_restricted=blind is not None, recorded_at=clock.now(), recorded_by=self.by,
                )
            )  # fmt: skip
            return
        is_news = (waiting.said, waiting.facts) != (words, list(facts))
        is_hidden_now = blind is not None and waiting.blind_match_id != blind.pk
        if is_news or is_hidden_now:
            waiting.run, waiting.line, waiting.why, waiting.said = self.run, row.line, why, words
            waiting.facts, waiting.person = list(facts), person
            if blind is not None:
                waiting.is_restricted, waiting.blind_match = True, blind
            waiting.version += 1
            waiting.save()
        if is_hidden_now:
            tell_of_hidden_row(waiting)

    def write(self) -> None:
        """Those that begin to wait, at once."""
        with first_versions_at_once(HeldRow) as keep:
            if self._new:
                keep(HeldRow, copy_instances(HeldRow, self._new))
        for held in self._new:
            if held.is_restricted:
                tell_of_hidden_row(held)


def tell_of_hidden_row(held: HeldRow) -> None:
    """The named list learns that a row waits which may mean the person they are named for (safety o)."""
    if held.blind_match is not None:
        tell_the_named(
            person=held.blind_match, kind="ROW_TO_SETTLE", reference=str(held.public_id)[:8].upper(),
            path=f"/index/rows/{held.public_id}/", key=f"row:{held.public_id}:{held.version}",
        )  # fmt: skip


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
