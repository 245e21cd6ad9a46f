"""Rows of other systems taken into the index, some hundred at a time: a batch is written whole or not at all.

A machine links only as safety r allows; whoever may be somebody known is left for a person to look at, and the words
are the same whoever that is, restricted or not (safety o).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from accounts.models import User
from core import clock
from core.bulk import copy_instances
from core.errors import DomainError, WrongState
from core.history import acting
from people.enums import HeldWhy, LineOutcome
from people.models import ImportLine, ImportRun, Person, SourceRecord, SourceSaying
from people.onboarding.known import Known, told_of
from people.onboarding.rows import Refused, Row
from people.services.onboard_facts import Agencies, link_facts
from people.services.onboard_held import Held, settled_by_itself
from people.services.onboard_people import write_new
from people.services.onboard_update import update_known

BATCH = 500
HELD = "may be somebody who is known already: a person decides"
CHANGED = "says otherwise than the record: a person decides"
GONE = "was in the last file and is not in this one: the record is left as it is"


@transaction.atomic
def begin_import(
    *, kind: str, sha256: str, file_name: str, by: User, extract_on: date | None = None
) -> ImportRun:
    """The run of this very file: a new one, or the one that stopped. Without a day the file speaks for today."""
    if extract_on and extract_on > clock.today():
        raise DomainError("The day of the extract is in the future.")
    runs = ImportRun.objects.filter(kind=kind, sha256=sha256)
    if extract_on is None:
        kept = runs.order_by("is_finished", "-pk").first()
        if kept is not None:
            return kept
    with acting(by=by, reason=f"import {kind}"):
        run, _ = ImportRun.objects.get_or_create(
            kind=kind, sha256=sha256, extract_on=extract_on or clock.today(),
            defaults={"file_name": file_name[:200], "recorded_at": clock.now(), "recorded_by": by},
        )  # fmt: skip
    return run


@transaction.atomic
def take_batch(
    *,
    run: ImportRun,
    rows: Sequence[Row | Refused],
    by: User,
    last: bool = False,
    whole_list: Collection[str] = (),
) -> ImportRun:
    """Write one batch and how far the file was read, together. `whole_list`: with the last batch, every number of the
    file, so that it is told who was in the file before and is not any more."""
    kept = ImportRun.objects.select_for_update().get(pk=run.pk)
    if kept.is_finished or kept.lines_done != run.lines_done:
        raise WrongState("Somebody else is taking this file in.")
    with acting(by=by, reason=f"import {run.kind}"):
        batch = _Batch(kept, by)
        if rows:
            batch.write(rows)
        if whole_list:
            batch.tell_who_is_gone(frozenset(whole_list))
        batch.write_lines()
        kept.lines_done += len(rows)
        kept.is_finished = last
        kept.version += 1
        kept.save(
            update_fields=["lines_done", "is_finished", "made", "linked", "changed", "unchanged", "version"]
        )
    return kept


@dataclass
class _Batch:
    """What becomes of some hundred rows: asked together, decided row by row, written together."""

    run: ImportRun
    by: User
    said: list[ImportLine] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.stamp = {"recorded_at": clock.now(), "recorded_by": self.by}

    def write(self, rows: Sequence[Row | Refused]) -> None:
        taken = dict[str, Row]()
        for row in rows:
            if isinstance(row, Refused):
                self.say(row.line, row.source_id, LineOutcome.REFUSED, row.reason)
            elif row.source_id in taken:
                self.say(row.line, row.source_id, LineOutcome.REFUSED, "this number stands in the file twice")
            else:
                taken[row.source_id] = row
        records = {
            record.source_id: record
            for record in SourceRecord.objects.filter(kind=self.run.kind, source_id__in=taken).select_related(
                "person__survivor"
            )
        }
        agencies = Agencies()
        known = [(taken[name], record) for name, record in records.items()]
        for result in update_known(run=self.run, rows=known, agencies=agencies, by=self.by, stamp=self.stamp):
            if result.held:
                self.say(
                    result.row.line, result.row.source_id, LineOutcome.HELD, CHANGED, hidden=result.is_hidden
                )
            self.partly(result.row, result.left)
        self._strangers([row for name, row in taken.items() if name not in records], agencies)

    def _strangers(self, rows: Sequence[Row], agencies: Agencies) -> None:
        known = Known(rows, kind=self.run.kind, by=self.by)
        waiting = Held(self.run, rows, by=self.by)
        new: list[tuple[Row, Person]] = []
        linked: list[tuple[Row, Person]] = []
        for row in rows:
            described = told_of(row)
            verdict = known.judge(row, described)
            if verdict.same is not None:
                linked.append((row, verdict.same))
            elif verdict.may_be or row.source_id in waiting:
                waiting.hold(row, why=HeldWhy.KNOWN, blind=verdict.hidden)
                hidden = verdict.hidden is not None or waiting.is_hidden(row.source_id)
                self.say(row.line, row.source_id, LineOutcome.HELD, HELD, hidden=hidden)
            else:
                person = self._person(row)
                known.add(person, described)
                new.append((row, person))
        waiting.write()
        left = write_new(run=self.run, new=new, agencies=agencies, stamp=self.stamp)
        self._name_them([*new, *linked])
        for row, person in linked:
            left[row.source_id] = link_facts(
                person=person, row=row, run=self.run, agencies=agencies, by=self.by
            )
            settled_by_itself(waiting.get(row.source_id), person=person, by=self.by)
        for row, _ in (*new, *linked):
            self.partly(row, left.get(row.source_id, ()))
        self.run.made += len(new)
        self.run.linked += len(linked)

    def _person(self, row: Row) -> Person:
        return Person(
            forename=row.forename, surname=row.surname, born_on=row.born_on, expected_on=row.expected_on,
            birth_certainty="EXACT" if row.born_on else "UNKNOWN", sex=row.sex, nhs_number=row.nhs_number,
            upn=row.upn, local_id=row.local_id, died_on=row.died_on, **self.stamp,
        )  # fmt: skip

    def _name_them(self, people: Iterable[tuple[Row, Person]]) -> None:
        """Who they are in the other system, and what it said of them."""
        named = list(people)
        records = [
            SourceRecord(person=person, kind=self.run.kind, source_id=row.source_id, **self.stamp)
            for row, person in named
        ]
        copy_instances(SourceRecord, records)
        sayings = [
            SourceSaying(record=record, said=row.said(), said_on=self.run.extract_on, **self.stamp)
            for (row, _), record in zip(named, records, strict=True)
        ]
        copy_instances(SourceSaying, sayings)

    def tell_who_is_gone(self, numbers: frozenset[str]) -> None:
        """Of the lists that this file holds, whoever stood on them before and does not now."""
        latest = (
            SourceSaying.objects.filter(record__kind=self.run.kind)
            .order_by("record", "-pk")
            .distinct("record")
            .values_list("record__source_id", "said__agency", "record__person__restriction")
        )
        before = list(latest)
        lists = {agency for number, agency, _ in before if number in numbers}
        for number, agency, restriction in before:
            if agency in lists and number not in numbers:
                self.say(0, number, LineOutcome.GONE, GONE, hidden=restriction != "NONE")

    def partly(self, row: Row, left: Sequence[str]) -> None:
        if what := [*row.left_out, *left]:
            self.say(row.line, row.source_id, LineOutcome.PARTLY, "left out: " + ", ".join(what))

    def say(self, line: int, source_id: str, outcome: str, reason: str, *, hidden: bool = False) -> None:
        self.said.append(
            ImportLine(
                run=self.run, line=line, source_id=source_id, outcome=outcome, reason=reason[:240],
                is_restricted=hidden, **self.stamp,
            )
        )  # fmt: skip

    def write_lines(self) -> None:
        self.said.sort(key=lambda each: (each.line, each.source_id))
        copy_instances(ImportLine, self.said)
